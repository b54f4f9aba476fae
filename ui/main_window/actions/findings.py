"""Findings about the selected lines, and quotes of them."""

from functools import partial

from app.domain.draft import Polarity
from ui.commands import Command
from ui.main_window.actions.contexts import CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    now, composing, citing = flows.now, flows.composing, flows.citing
    return (
        Command(
            "judge.finding",
            "Judge",
            "New finding",
            ("F",),
            CODE,
            partial(composing.begin, Polarity.PROBLEM),
            ("bug", "problem"),
            when=now.reads_candidates,
            note=citing.lines_in_words,
        ),
        Command(
            "judge.strength",
            "Judge",
            "New strength",
            ("G",),
            CODE,
            partial(composing.begin, Polarity.STRENGTH),
            when=now.reads_candidates,
            note=citing.lines_in_words,
        ),
        Command(
            "judge.whole_finding",
            "Judge",
            "New finding about the whole candidate",
            ("Ctrl+Shift+N",),
            CODE,
            composing.begin_whole,
            ("all",),
            when=now.reads_candidates,
        ),
        Command(
            "judge.edit_finding",
            "Judge",
            "Edit finding",
            ("E",),
            CODE,
            composing.edit_here,
            when=now.may_find,
        ),
        Command(
            "judge.delete_finding",
            "Judge",
            "Delete finding",
            ("Del",),
            CODE,
            composing.delete_here,
            when=now.reads_candidates,
        ),
        Command(
            "judge.open_finding",
            "Judge",
            "Open finding",
            ("Enter",),
            CODE,
            composing.open_here,
            when=now.has_task,
            is_listed=False,
        ),
        Command(
            "judge.quote",
            "Judge",
            "Quote lines in rationale",
            ("Q",),
            CODE,
            citing.quote,
            ("cite",),
            when=now.reads_candidates,
        ),
        Command(
            "judge.quote_and_stay",
            "Judge",
            "Quote lines and stay in the code",
            ("Shift+Q",),
            CODE,
            partial(citing.quote, stay=True),
            when=now.reads_candidates,
        ),
    )
