"""Questions with a few answers, each asked once.

Which of the namesakes a name means, what a spelling means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.checking.messages import brief
from data.checking.pair_messages import described
from data.corrections.names import AMBIGUOUS, name_in
from data.corrections.spellings import SpellingChoices, SpellingDecision, spelling_choices
from data.findings import Candidate, Finding
from data.hashing import sha256
from data.parsing import even, name_key
from data.people.name_decisions import ChosenNamesake, NameDecision
from data.russian import CELLS, PAIRS, counted, listed

Decision = NameDecision | SpellingDecision

SEPARATELY = "в разных парах – разные люди"
TYPED_ONE_BY_ONE = frozenset({"bad_date"})  # each wrong day has its own right one
MOST_NAMED = 3  # people whose rows a question is about


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The question which of several people a name means.

    In all pairs that it stands in; or in each pair apart.
    """

    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        return sha256("namesakes", *(str(part) for finding in self.findings for part in (finding.side, finding.pair)))

    @property
    def title(self) -> str:
        """«Смирнова А.И.» and in how many pairs."""
        name = self.findings[0].value or name_in(self.findings[0])
        return f"«{name}» – {counted(len(self.findings), *PAIRS)}"

    @property
    def candidates(self) -> Mapping[str, Candidate]:
        people = self.findings[0].candidates
        return dict(zip(described(people, in_brief=True), people, strict=True))

    @property
    def options(self) -> list[str]:
        return [*self.candidates, *([SEPARATELY] if len(self.findings) > 1 else [])]

    @property
    def proposal(self) -> str | None:
        return None

    @property
    def is_open(self) -> bool:
        return False

    def answer_words(self, answer: str) -> str:
        return answer

    def parts(self) -> list[Namesakes]:
        """Returns the same question for each pair alone."""
        return [Namesakes((finding,)) for finding in self.findings]

    def decisions(self, answer: str) -> list[Decision]:
        if answer == SEPARATELY:
            return []
        person = self.candidates[answer]
        return [
            ChosenNamesake(finding.side, finding.pair, person) for finding in self.findings if finding.pair is not None
        ]


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a text means in a column, in all cells that it stands in."""

    findings: tuple[Finding, ...]
    choices: SpellingChoices

    @property
    def key(self) -> str:
        return sha256("spelling", self.choices.table, self.choices.field, even(self.choices.spelling))

    @property
    def title(self) -> str:
        finding = self.findings[0]
        where = finding.header or finding.sheet or ""
        return f"«{self.choices.spelling}» – {where}, {counted(self.choices.count, *CELLS)}"

    @property
    def options(self) -> list[str]:
        return [meaning.text for meaning in self.choices.meanings]

    @property
    def proposal(self) -> str | None:
        return self.choices.proposal

    @property
    def is_open(self) -> bool:
        return self.choices.is_open

    def answer_words(self, answer: str) -> str:
        return next((meaning.title for meaning in self.choices.meanings if meaning.text == answer), answer)

    def parts(self) -> list[Namesakes]:
        return []

    def decisions(self, answer: str) -> list[Decision]:
        """Raises `ListError` where the answer cannot be read."""
        return [self.choices.decision(answer)]


Question = Namesakes | Spelling


def questions_of(findings: Sequence[Finding]) -> tuple[list[Question], list[Finding]]:
    """Returns the questions of findings, each once, and the findings without one."""
    namesakes: dict[object, list[Finding]] = {}
    spellings: dict[str, Spelling] = {}
    others: list[Finding] = []
    for finding in findings:
        if finding.code == AMBIGUOUS and finding.pair is not None:
            name = name_key(finding.value or name_in(finding))
            namesakes.setdefault((name, finding.side, finding.candidates), []).append(finding)
            continue
        choices = None if _is_of_each_row(finding) else spelling_choices(finding)
        if choices is None:
            others.append(finding)
            continue
        question = Spelling((finding,), choices)
        if known := spellings.get(question.key):
            count = known.choices.count + choices.count
            question = Spelling((*known.findings, finding), replace(known.choices, count=count))
        spellings[question.key] = question
    return [*(Namesakes(tuple(group)) for group in namesakes.values()), *spellings.values()], others


def _is_of_each_row(finding: Finding) -> bool:
    """Whether one answer cannot hold for all cells.

    A wrong day, a mark without a word («?»), a doubt about each person.
    """
    has_words = any(letter.isalpha() for letter in finding.value or "")
    return finding.code in TYPED_ONE_BY_ONE or (finding.code == "bad_flag" and not has_words)


def why(question: Question) -> str:
    """Returns what is wrong or assumed and whose rows it is in.

    Of namesakes only whose: the answers say the rest.
    """
    people = listed(list(dict.fromkeys(finding.whose for finding in question.findings if finding.whose)), MOST_NAMED)
    if isinstance(question, Namesakes):
        rows = ", ".join(str(finding.row) for finding in question.findings)
        return f"строки {rows}: {people}" if len(question.findings) > 1 else f"строка {rows}: {people}"
    return ". ".join(filter(None, (brief(question.findings[0]), people)))
