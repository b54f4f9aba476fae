"""What a reference points at, and what is told of one that points nowhere."""

import pytest

from app.domain.names import Slot
from app.domain.references import Reference
from app.domain.sitting import Exhibit
from app.domain.task import File
from app.judging.citing import citation_in_words, cited_lines

CODE = "def mean(numbers):\n\n    return sum(numbers)\n"
EXHIBITS = (
    Exhibit(Slot.A, "python", (File("", CODE),)),
    Exhibit(Slot.B, "python", (File("a.py", "x = 1\n"), File("b.py", CODE))),
)


@pytest.mark.parametrize(
    ("reference", "lines", "words"),
    [
        (Reference("A", 1, 1), ("def mean(numbers):",), "1  def mean(numbers):"),
        (Reference("A", 2, 3), ("", "    return sum(numbers)"), "3  return sum(numbers)"),
        (Reference("A"), (), "Candidate A, 3 lines"),
        (Reference("B"), (), "Candidate B, 4 lines"),
        (Reference("B", 1, 1, "a.py"), ("x = 1",), "1  x = 1"),
        (Reference("A", 3, 4), None, "A has 3 lines there; mend the numbers."),
        (Reference("B", 2, 2, "a.py"), None, "B has 1 line there; mend the numbers."),
        (Reference("B", 1, 1), None, "B has several files: cite with Q in the code, which names the file."),
        (Reference("B", 1, 1, "c.py"), None, "B has several files: cite with Q in the code, which names the file."),
        (Reference("C", 1, 1), None, "There is no candidate C here."),
        (Reference("c-91"), None, "There is no candidate c-91 here."),
    ],
)
def test_a_reference_leads_to_its_lines_or_says_why_not(
    reference: Reference, lines: tuple[str, ...] | None, words: str
) -> None:
    assert cited_lines(reference, EXHIBITS) == lines
    assert citation_in_words(reference, EXHIBITS) == words
