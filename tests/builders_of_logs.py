"""Logs of real events for tests of packages, as canonical lines; and packages of them."""

from app.domain.canonical import canonical, digest
from app.domain.judgment import About, Event, EventType, Judgment, Program
from app.domain.names import EvaluatorId, EventId, Instant, JudgmentId, TaskId
from app.judging.sealing import seal
from app.packages.package import Built, build
from app.packages.signing import SigningKey
from tests.builders import a_draft, a_task, a_task_set

KEY = SigningKey.from_seed(b"k" * 32)
OTHER_KEY = SigningKey.from_seed(b"o" * 32)
KINDS: tuple[EventType, ...] = ("judgment", "revision", "retraction", "skip", "resume")


def a_judgment(task_id: str, *, judgment_id: str = "j-1", revision: int = 1, rationale: str | None = None) -> Judgment:
    task = a_task(task_id)
    draft = a_draft(task) if rationale is None else a_draft(task, rationale=rationale)
    slots = {slot: one.candidate_id for slot, one in zip(task.brief.slots, task.candidates, strict=True)}
    return seal(
        draft,
        task,
        a_task_set(),
        slots=slots,
        showing=None,
        evaluator=EvaluatorId("e-0123456789ab"),
        judgment_id=JudgmentId(judgment_id),
        revision=revision,
        program=Program("diptych", "0"),
    )


def a_log(count: int, *, store_id: str = "store-1", branch: str = "", after: list[bytes] | None = None) -> list[bytes]:
    """*count* events, behind those in *after* if there are any: judgments, revisions, retractions, skips, resumes."""
    lines: list[bytes] = []
    seq, prev = (1, "0" * 64) if not after else (len(after) + 1, digest(after[-1]))
    for number in range(seq, seq + count):
        kind = KINDS[(number - 1) % len(KINDS)]
        round_ = (number - 1) // len(KINDS)
        task_id, judgment_id = f"task-{round_}", f"j-{store_id}-{round_}"
        judgment = (
            a_judgment(task_id, judgment_id=judgment_id, revision=1 + (kind == "revision"))
            if kind in ("judgment", "revision")
            else None
        )
        names_judgment = kind not in ("skip", "resume")
        event = Event(
            event_id=EventId(f"{store_id}{branch}-{number}"),
            store_id=store_id,
            seq=number,
            prev=prev,
            type=kind,
            at=Instant("2026-01-01T10:00:00.000Z"),
            evaluator=EvaluatorId("e-0123456789ab"),
            judgment=judgment,
            about=About("demo", TaskId(task_id), JudgmentId(judgment_id) if names_judgment else None, None, ""),
        )
        lines.append(canonical(event))
        prev = digest(lines[-1])
    return lines


def a_package(
    lines: list[bytes], *, first_seq: int = 1, number: int = 1, store_id: str = "store-1", key: SigningKey = KEY
) -> Built:
    return build(
        lines, store_id=store_id, package_seq=number, first_seq=first_seq, rubrics=("0" * 64,), key=key, app_version="0"
    )
