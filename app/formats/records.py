"""The published formats as JSON Schemas, generated from the types that are written and read."""

import json
from inspect import cleandoc
from typing import Any

import msgspec

from app.domain.judgment import Event, Judgment
from app.domain.package import PackageFacts, Receipt, RefusalNotice
from app.domain.pair import Pair
from app.errors import UserError
from app.formats.drafts import DraftRecord
from app.formats.rubrics import RubricRecord
from app.formats.strict_json import END
from app.formats.task_files import TaskRecord
from app.formats.task_sets import TaskSetRecord

SCHEMAS: dict[str, type] = {
    "judgment": Judgment,
    "event": Event,
    "pair": Pair,
    "package": PackageFacts,
    "receipt": Receipt,
    "refusal": RefusalNotice,
    "draft": DraftRecord,
    "task": TaskRecord,
    "task-set": TaskSetRecord,
    "rubric": RubricRecord,
}
_IDS = {
    "judgment": "diptych/judgment/1",
    "pair": "diptych/pair/1",
    "package": "diptych/package/1",
    "receipt": "diptych/receipt/1",
    "refusal": "diptych/refusal/1",
    "draft": "diptych/draft/1",
    "task": "diptych/task/1",
    "task-set": "diptych/task-set/1",
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format *name*. Raises UserError where there is none."""
    if name not in SCHEMAS:
        raise UserError(f"There is no schema “{name}”; there are {', '.join(SCHEMAS)}.")
    # Through JSON and back, so that defaults are lists as everywhere in JSON, not tuples.
    spelled = msgspec.json.encode(msgspec.json.schema(SCHEMAS[name]))
    # In the patterns of JSON Schema the end is the end; in Python's it may be followed by one line feed.
    generated = msgspec.json.decode(spelled.replace(json.dumps(END)[1:-1].encode(), b"$"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _IDS.get(name, f"diptych {name}"),
        **_without_margins(generated),
    }


# Any: a part of a schema can be anything that JSON has.
def _without_margins(part: Any) -> Any:
    """*part* with descriptions that are not indented as their docstrings are, which Python keeps or not by its version."""
    match part:
        case dict():
            return {
                key: cleandoc(value) if key == "description" and isinstance(value, str) else _without_margins(value)
                for key, value in part.items()
            }
        case list():
            return [_without_margins(member) for member in part]
        case _:
            return part
