"""What a text says about which candidate is better, where it says so without reserve.

A claim (“A is better …”, “B is worse …”, “I prefer A”, “A wins”) counts only where nothing narrows it: it begins its
clause; no concession (“although”, “while”), condition (“if”), aspect (“at naming”, “in terms of”) or negation stands with
it; no “but” or “however” takes it back. What cannot be read so is passed over in silence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.names import Slot
from app.domain.references import located
from app.judging.bare_letters import bare_letters


@dataclass(frozen=True, slots=True)
class Claim:
    """A text says that *better* beats *worse*; None is “the others”. *words* are the ones that say so, by letter."""

    better: Slot | None
    worse: Slot | None
    words: str
    is_superlative: bool = False


def claims(
    text: str, slots: Sequence[Slot], *, language: str | None = None, with_letters: bool = True
) -> tuple[Claim, ...]:
    """The unreserved claims of a stored *text* about which candidate is better, in order.

    Without *with_letters*, bare letters stand for nobody.
    """
    sentences = _sentences(_with_mentions(text, slots, language, with_letters=with_letters))
    made: list[Claim] = []
    last: tuple[Claim, ...] = ()
    for sentence in sentences:
        if _TURN.match(sentence):
            # “However, …” takes back what the sentence before it granted.
            made = made[: len(made) - len(last)]
        last = tuple(_in_sentence(sentence))
        made.extend(last)
    return tuple(made)


def _with_mentions(text: str, slots: Sequence[Slot], language: str | None, *, with_letters: bool) -> str:
    """*text* with whole candidates as ⟦A⟧, and as ⟦⟧ what no claim can be about: lines, letters without a screen."""
    marks = [
        (start, end, reference.name if reference.first is None and reference.name in slots else "")
        for start, end, reference in located(text)
    ]
    marks += [
        (letter.start, letter.end, letter.slot if with_letters else "")
        for letter in bare_letters(text, slots, language=language)
    ]
    pieces, done = [], 0
    for start, end, name in sorted(marks):
        pieces += [_unmarked(text[done:start]), f"⟦{name}⟧"]
        done = end
    pieces.append(_unmarked(text[done:]))
    return _APPOSED.sub("", _QUOTED.sub(" … ", "".join(pieces)))


def _unmarked(text: str) -> str:
    return text.replace("⟦", "[").replace("⟧", "]").replace("’", "'")


def _sentences(text: str) -> list[str]:
    return [sentence for part in _END.split(text) if (sentence := " ".join(part.split()))]


def _in_sentence(sentence: str) -> Iterator[Claim]:
    if sentence.endswith("?"):
        return
    clauses = _clauses(_LEAD_IN.sub("", sentence))
    for index, (_, words) in enumerate(clauses):
        claim = _claim(_LEAD_IN.sub("", words))
        if claim is not None and not _is_narrowed(clauses, index):
            yield claim


def _is_narrowed(clauses: list[tuple[str, str]], index: int) -> bool:
    """Whether something in the sentence takes from clause *index* that it is meant overall and for good."""
    openers = [opener for opener, _ in clauses]
    following = clauses[index + 1] if index + 1 < len(clauses) else ("", "")
    return (
        openers[index] in _GRANTING
        or openers[0] in _CONDITIONAL
        or following[0] in _CONDITIONAL
        or any(_NARROWING.match(words) for _, words in clauses[: index + 1])
        or (not following[0] and _AFTERTHOUGHT.match(following[1]) is not None)
        or any(later in _TURNING for later in openers[index + 1 :])
    )


def _clauses(sentence: str) -> list[tuple[str, str]]:
    """The clauses of *sentence*, each with the word that opens it, in lower case; empty where there is none."""
    clauses, opener, start = [], "", 0
    if found := _OPENER.match(sentence):
        opener, start = found[1], found.end()
    for boundary in _BOUNDARY.finditer(sentence, start):
        clauses.append((opener.lower(), sentence[start : boundary.start()].strip()))
        opener, start = (
            boundary["after"] or boundary["plain"] or boundary["joined"] or boundary["colon"] or "",
            boundary.end(),
        )
    clauses.append((opener.lower(), sentence[start:].strip()))
    return clauses


def _claim(clause: str) -> Claim | None:
    for pattern, is_praise in _PATTERNS:
        if found := pattern.fullmatch(clause):
            parts = found.groupdict()
            named = Slot(parts["named"])
            other = Slot(parts["other"]) if parts.get("other") else None
            words = re.sub(r"⟦([ABC])⟧", r"\1", found["said"]).strip(" ,")
            better, worse = (named, other) if is_praise else (other, named)
            return Claim(better, worse, words, is_superlative=bool(parts.get("most")))
    return None


def _said(core: str) -> re.Pattern[str]:
    """A whole clause that says *core*, with nothing behind it that narrows it."""
    return re.compile(rf"(?P<said>{core}){_SO}", re.IGNORECASE)


_SO = (
    r"(?: (?:overall|here|by far|in (?:every|each) (?:way|respect)|on (?:balance|the whole)|all in all|in general|"
    r"for (?:this|the) task|for me|by a (?:wide|clear|small|narrow) margin))*(?: (?:as it|due to|thanks to) .*)?[ .!]*"
)
_OWN = r"(?:'s (?:solution|implementation|version|answer|submission|code))?"
_M = rf"(?:the )?⟦(?P<named>[ABC])⟧{_OWN}"
_N = rf"(?:the )?⟦(?P<other>[ABC])⟧{_OWN}"
_IS = r"(?:is|'s|remains|was)"
_DEGREE = (
    r"(?:(?:much|far|clearly|slightly|significantly|considerably|marginally|somewhat|definitely|simply|obviously|overall|"
    r"a bit|a little|a lot|still|also|therefore|thus|ultimately|easily|just|by far|noticeably|strictly|markedly|even) )*"
)
_ONE = (
    r"(?: (?:one|choice|answer|solution|implementation|option|candidate|response|version|submission|pick|code|program|"
    r"of the (?:two|three)|of (?:all|both)))*"
)
_PREFER = r"prefer|choose|chose|preferred|picked|pick|favou?r|recommend|go with|merge|take|rank"
# Each with whether the candidate that it names is the better one. “most” sets that one above all others.
_PATTERNS = (
    (
        _said(
            rf"{_M} {_IS} (?:the |a )?{_DEGREE}(?:better|superior|preferable|stronger){_ONE}(?: (?:than|to|over) {_N})?"
        ),
        True,
    ),
    (_said(rf"{_M} {_IS} (?:the )?{_DEGREE}(?P<most>best|winner|strongest){_ONE}"), True),
    (_said(rf"{_M} {_IS} (?:the |a )?{_DEGREE}(?:worse|inferior|weaker){_ONE}(?: (?:than|to) {_N})?"), False),
    (_said(rf"{_M} {_IS} (?:the )?{_DEGREE}(?P<most>worst|weakest){_ONE}"), False),
    (
        _said(rf"(?:I|we)(?:'d| would)? {_DEGREE}(?P<most>{_PREFER}) {_M}(?: (?:over|to|than|above) {_N})?"),
        True,
    ),
    # “I picked A first” says when.
    (_said(rf"(?:I|we)(?:'d| would)? {_DEGREE}(?P<most>rank|put|place) {_M} first"), True),
    (_said(rf"{_M} {_DEGREE}(?P<most>wins|is preferred|is my (?:pick|choice|favou?rite))"), True),
    (_said(rf"{_M} {_DEGREE}(?P<most>loses)"), False),
    (_said(rf"{_M} {_DEGREE}(?:beats|outperforms|surpasses|wins over|is preferred (?:to|over)) {_N}"), True),
    (_said(rf"(?:the )?(?P<most>best|better|winner|preferred)(?: one)?{_ONE} is {_M}"), True),
)
_APPOSED = re.compile(
    r"\b(?:[Cc]andidate|[Ii]mplementation|[Ss]olution|[Rr]esponse|[Oo]ption|[Ss]ubmission) (?=⟦[ABC]⟧)"
)
_QUOTED = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|“[^”\n]{0,300}”|\"[^\"\n]{0,300}\"", re.DOTALL)
_END = re.compile(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bcf\.)(?<!\betc\.)\s+|;|\n+")
_TURN = re.compile(
    r"(?:however|but|yet|still|nevertheless|nonetheless|that said|on the other hand|in practice)\b", re.I
)
_WITHIN = (
    r"although|even though|though|while|whereas|despite|because|since|but|yet|even if|if|unless|when|which|that|until|"
    r"except|provided|assuming"
)
_OPENER = re.compile(rf"({_WITHIN}|however|given|as|where|once|other than)\b\s*", re.IGNORECASE)
_BOUNDARY = re.compile(
    rf"(?:,|\s[—–-])\s*(?P<after>(?:{_WITHIN}|however|given|as|where|once|other than|so)\b)?\s*"
    rf"|\s(?P<plain>{_WITHIN})\s+"
    r"|(?P<colon>:)\s"
    r"|\s(?P<joined>and)\s+(?=⟦[ABC]⟧(?:'s \w+)? (?:is|was|wins|loses|beats|remains)\b|I (?:prefer|would|choose|chose)\b)",
    re.IGNORECASE,
)
# Behind a colon stands the claim of a heading: “Readability: B is better”.
_GRANTING = frozenset(
    (
        *("although", "even though", "though", "even if", "while", "whereas", "despite", "because", "since", "given"),
        *("as", "which", "that", "except", "other than", "until", ":"),
    )
)
_CONDITIONAL = frozenset(("if", "unless", "when", "where", "once", "until", "assuming", "provided"))
_TURNING = frozenset(("but", "yet", "however"))
_LEAD_IN = re.compile(
    r"\A(?:(?:overall|so|thus|therefore|hence|in short|in summary|to sum up|all in all|finally|clearly|in conclusion|"
    r"on balance|on the whole|all told|altogether|ultimately|verdict|conclusion|summary|and|for (?:these|this|that) reasons?|"
    r"(?:which|that|this) is why|in the end|(?:I|we) (?:think|believe|find|conclude|say|would say)(?: that)?|"
    r"in my (?:view|opinion)|I'd say|to me|even so|still|nevertheless|nonetheless|in general)\b[,:]? ?)+",
    re.IGNORECASE,
)
_NARROWING = re.compile(
    r"(?:in terms of|regarding|on|for|as for|with|without|in|at|from|concerning|stylistically|purely|only|looking|judged|"
    r"measured|apart from|style-wise|by|under|compared|initially|originally|between|among|of|had|were|should)\b",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"\s*(?:at least|if|only|even|in terms|when|as long|provided|for|on|in|except|from|but|not|particularly|especially|"
    r"mostly|mainly|stylistically|barely|hardly|or)\b",
    re.IGNORECASE,
)
