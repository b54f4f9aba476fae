"""The verdict by key: a point of the scale for two candidates, letters and gaps for three."""

from functools import partial

from app.domain.names import SLOTS
from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts

SCALE = (
    "A much better",
    "A clearly better",
    "A slightly better",
    "Tie",
    "B slightly better",
    "B clearly better",
    "B much better",
)
STRENGTHS = ("slightly", "clearly", "much")


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    desk, now = parts.desk, flows.now
    return (
        *(
            Command(
                f"verdict.{point}",
                "Judge",
                title,
                (f"{point}",),
                CODE,
                partial(desk.writing.prefer, point),
                ("vote",),
                when=now.is_two_way,
            )
            for point, title in enumerate(SCALE, 1)
        ),
        *(
            Command(
                f"verdict.anywhere_{point}",
                "Judge",
                title,
                (f"Alt+{point}",),
                ANYWHERE,
                partial(desk.writing.prefer, point),
                when=now.is_two_way,
                is_listed=False,
            )
            for point, title in enumerate(SCALE, 1)
        ),
        *(
            Command(
                f"rank.{slot.lower()}",
                "Judge",
                f"Rank {slot} next",
                (slot.value,),
                CODE,
                partial(desk.writing.place_letter, slot),
                ("vote",),
                when=now.is_three_way,
            )
            for slot in SLOTS
        ),
        *(
            Command(
                f"rank.gap_{strength}",
                "Judge",
                f"The one before is {word} better",
                (f"{strength}", f"Alt+{strength}"),
                CODE,
                partial(desk.writing.set_gap, strength),
                when=now.is_three_way,
            )
            for strength, word in enumerate(STRENGTHS, 1)
        ),
        Command(
            "rank.tie",
            "Judge",
            "Tie with the one before",
            ("=",),
            CODE,
            partial(desk.writing.set_gap, 0),
            when=now.is_three_way,
        ),
        Command(
            "rank.drop",
            "Judge",
            "Take the last letter back",
            ("Backspace",),
            CODE,
            desk.writing.drop_last_letter,
            when=now.is_three_way,
        ),
        Command(
            "verdict.none_acceptable",
            "Judge",
            "None is acceptable (both bad)",
            ("0",),
            CODE,
            desk.writing.toggle_none_acceptable,
            ("both bad", "all bad"),
            when=now.has_task,
        ),
        Command(
            "verdict.none_acceptable_anywhere",
            "Judge",
            "None is acceptable (both bad)",
            ("Alt+0",),
            ANYWHERE,
            desk.writing.toggle_none_acceptable,
            when=now.has_task,
            is_listed=False,
        ),
        Command(
            "verdict.cannot_judge",
            "Judge",
            "Cannot judge",
            ("Ctrl+Shift+U",),
            ANYWHERE,
            desk.writing.toggle_cannot_judge,
            ("unable",),
            when=now.has_task,
        ),
        Command(
            "verdict.deciding",
            "Judge",
            "Decided by… and confidence",
            ("Y",),
            CODE,
            flows.deciding.ask,
            ("why",),
            when=now.has_task,
        ),
        Command(
            "verdict.deciding_anywhere",
            "Judge",
            "Decided by… and confidence",
            ("Alt+Y",),
            ANYWHERE,
            flows.deciding.ask,
            when=now.has_task,
            is_listed=False,
        ),
        Command(
            "judge.acceptable",
            "Judge",
            "Say which could be merged",
            ("Alt+M",),
            ANYWHERE,
            flows.deciding.ask_acceptability,
            ("acceptable", "merge"),
            when=now.has_task,
        ),
    )
