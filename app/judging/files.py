"""In which order the files of candidates are listed: those that differ before those that are equal, else by lot.

One order for all candidates, from the seed of the blind order, so that no candidate's own order shows and anyone can compute
it again.
"""

import hashlib
from collections.abc import Sequence

from app.domain.task import File


def listed_files(files: Sequence[Sequence[File]], *, seed: str, task_id: str) -> tuple[str, ...]:
    """The paths of all candidates' *files*; empty where every candidate has one file at most.

    A file that a candidate lacks differs.
    """
    if all(len(own) < 2 for own in files):
        return ()
    contents: dict[str, list[str]] = {}
    for own in files:
        for file in own:
            contents.setdefault(file.path, []).append(file.content)

    def place(path: str) -> tuple[bool, str]:
        is_equal = len(contents[path]) == len(files) and len(set(contents[path])) == 1
        return is_equal, hashlib.sha256(f"{seed}|{task_id}|{path}".encode()).hexdigest()

    return tuple(sorted(contents, key=place))
