"""Blind orders: balanced, reproducible, and nothing of a candidate's origin in what is shown."""

from collections import Counter
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import CandidateId, EvaluatorId, Instant, Slot, TaskId, TaskKey
from app.domain.sitting import Exhibit
from app.judging.blinding import arrangement, blind_order, exhibits, seed_for, task_lot
from tests.builders import CODE, a_task

NOW = Instant("2026-01-01T00:00:00.000Z")


@given(st.text(max_size=20), st.integers(0, 50), st.sampled_from([2, 3]))
def test_every_block_holds_every_order_once(seed: str, block: int, candidates: int) -> None:
    size = {2: 2, 3: 6}[candidates]
    orders = [arrangement(seed, block * size + place, candidates) for place in range(size)]
    assert len(set(orders)) == size
    for slot in range(candidates):
        assert set(Counter(order[slot] for order in orders).values()) == {size // candidates}


def test_blocks_are_shuffled_and_seeds_differ() -> None:
    seeds = [seed_for(task_set_sha256=str(n), evaluator=EvaluatorId("e-1"), candidates=2) for n in range(64)]
    first = Counter(arrangement(seed, 0, 2) for seed in seeds)
    assert len(first) == 2
    assert min(first.values()) > 16


def test_anyone_can_recompute_the_order_from_seed_and_position() -> None:
    candidates = [CandidateId(name) for name in ("c1", "c2", "c3")]
    kept = blind_order(candidates, seed="s", position=4, opened_at=NOW)
    assert kept.order == tuple(candidates[index] for index in arrangement("s", 4, 3))
    assert (kept.seed, kept.position_in_block, kept.algorithm) == ("s", 4, "permuted-blocks/1")


def test_the_sequence_never_changes_between_versions() -> None:
    seed = seed_for(task_set_sha256="0" * 64, evaluator=EvaluatorId("e-000000000000"), candidates=3)
    assert seed == "f1109bd0989628b08b02436f8a4e3b8dd1601e0ad7def102bc18ef337d18e1f8"
    assert [arrangement("fixed", place, 2)[0] for place in range(6)] == [0, 1, 0, 1, 0, 1]
    assert [arrangement("fixed", place, 3) for place in range(3)] == [(0, 1, 2), (1, 0, 2), (1, 2, 0)]


def test_exhibits_stand_in_the_order_given_and_have_no_origin() -> None:
    task = a_task(codes=CODE)
    branded = replace(task, candidates=tuple(replace(c, model="secret") for c in task.candidates))
    shown = exhibits(branded, [CandidateId("c3"), CandidateId("c1"), CandidateId("c2")])
    assert [exhibit.files[0].content for exhibit in shown] == [CODE[2], CODE[0], CODE[1]]
    assert [exhibit.slot for exhibit in shown] == list(Slot)
    assert {field.name for field in fields(Exhibit)} == {"slot", "language", "files", "results"}
    assert "secret" not in repr(shown)


def test_a_shuffled_queue_is_the_same_each_time_and_another_for_another_evaluator() -> None:
    keys = [TaskKey("set", TaskId(f"t{number}")) for number in range(40)]
    order = shuffled(keys, "e-1")
    assert order == shuffled(keys[::-1], "e-1")
    assert sorted(order) == sorted(keys) != order
    assert order != shuffled(keys, "e-2")
    assert [key for key in order if key in keys[:20]] == shuffled(keys[:20], "e-1")


def shuffled(keys: list[TaskKey], evaluator: str) -> list[TaskKey]:
    return sorted(keys, key=lambda key: task_lot(key, evaluator=EvaluatorId(evaluator)))
