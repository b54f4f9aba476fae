"""Part of a measurement in a process of its own, so that it meets an empty memory: ``python -m bench.MODULE WORDS``.

Such a module prints one JSON document and nothing else.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any


def in_fresh_process(module: str, *words: object, environment: Mapping[str, str] | None = None) -> Any:
    """What *module* prints, read as JSON; its own reader knows the shape."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout.decode().strip().rsplit("\n", 1)[-1])
