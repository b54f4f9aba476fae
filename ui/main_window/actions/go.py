"""Ways to other places: differences, findings, candidates, files, regions."""

from collections.abc import Callable
from functools import partial

from app.domain.names import SLOTS
from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    code, now, going = parts.code, flows.now, flows.going

    def moving(
        name: str, title: str, keys: tuple[str, ...], run: Callable[[], object], *, is_listed: bool = False
    ) -> Command:
        return Command(f"go.{name}", "Go", title, keys, CODE, run, when=now.has_task, is_listed=is_listed)

    return (
        Command(
            "go.next_difference",
            "Go",
            "Next difference",
            ("F7", "Alt+Down"),
            ANYWHERE,
            partial(code.next_difference, 1),
            when=now.has_task,
        ),
        Command(
            "go.previous_difference",
            "Go",
            "Previous difference",
            ("Shift+F7", "Alt+Up"),
            ANYWHERE,
            partial(code.next_difference, -1),
            when=now.has_task,
        ),
        moving("difference_here", "Next difference", (".",), partial(code.next_difference, 1)),
        moving("difference_back", "Previous difference", (",",), partial(code.next_difference, -1)),
        moving("next_finding", "Next finding", ("N",), partial(code.next_finding, 1), is_listed=True),
        moving(
            "previous_finding",
            "Previous finding",
            ("Shift+N",),
            partial(code.next_finding, -1),
            is_listed=True,
        ),
        *(
            Command(
                f"go.candidate_{slot.lower()}",
                "Go",
                f"Candidate {slot}",
                (f"Ctrl+{number}",),
                ANYWHERE,
                partial(going.to_candidate, slot),
                when=partial(now.has_slot, slot),
            )
            for number, slot in enumerate(SLOTS, 1)
        ),
        moving(
            "next_candidate",
            "Next candidate, same row",
            ("]", "L"),
            partial(code.next_candidate, 1),
            is_listed=True,
        ),
        moving(
            "previous_candidate",
            "Previous candidate, same row",
            ("[", "H"),
            partial(code.next_candidate, -1),
            is_listed=True,
        ),
        Command(
            "go.next_file",
            "Go",
            "Next file",
            ("Ctrl+Shift+PgDown",),
            ANYWHERE,
            partial(code.next_file, 1),
            when=now.has_task,
        ),
        Command(
            "go.previous_file",
            "Go",
            "Previous file",
            ("Ctrl+Shift+PgUp",),
            ANYWHERE,
            partial(code.next_file, -1),
            when=now.has_task,
        ),
        Command(
            "go.context",
            "Go",
            "Files around the task, and back",
            ("Shift+T",),
            CODE,
            going.to_context,
            ("context", "codebase", "open"),
            when=now.has_task,
        ),
        Command("go.scores", "Go", "Scores", ("S",), CODE, going.to_scores, when=now.has_task),
        Command("go.rationale", "Go", "Rationale", ("R",), CODE, going.to_rationale, when=now.has_task),
        Command("go.findings", "Go", "Findings", ("Ctrl+Shift+F",), ANYWHERE, going.to_findings, when=now.has_task),
        Command("go.checklist", "Go", "Checklist", ("O",), CODE, going.to_checklist, ("look at",), when=now.has_task),
        Command(
            "go.checklist_anywhere",
            "Go",
            "Checklist",
            ("Alt+O",),
            ANYWHERE,
            going.to_checklist,
            when=now.has_task,
            is_listed=False,
        ),
        Command("go.verdict", "Go", "Verdict", ("V",), CODE, going.to_verdict, when=now.has_task),
        Command("go.region", "Go", "Next region", ("F6",), ANYWHERE, partial(going.to_region, 1)),
        Command(
            "go.region_back",
            "Go",
            "Previous region",
            ("Shift+F6",),
            ANYWHERE,
            partial(going.to_region, -1),
        ),
        Command("go.back", "Go", "One step back", ("Esc",), ANYWHERE, going.step_back, is_listed=False),
    )
