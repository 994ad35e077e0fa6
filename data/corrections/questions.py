"""Questions with a few answers, each asked once.

Which of the namesakes a name means, what a spelling means.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.checking.messages import brief
from data.checking.pair_messages import described
from data.corrections.common_start import CommonStart
from data.corrections.days_of_leaving import DayOfLeaving
from data.corrections.names import AMBIGUOUS, name_in
from data.corrections.spellings import SpellingChoices, SpellingDecision, spelling_choices
from data.findings import Candidate, Finding, ListError
from data.hashing import sha256
from data.parsing import DATE_IN_TEXT, Context, even, name_key, read_column
from data.people.name_decisions import ChosenNamesake, NameDecision
from data.recognition.column_readability import A_DAY
from data.recognition.start_candidates import DAYS_IN_LIST
from data.russian import CELLS, PAIRS, counted, listed

Decision = NameDecision | SpellingDecision | CommonStart | DayOfLeaving

SEPARATELY = "в разных парах – разные люди"
TYPED_ONE_BY_ONE = frozenset({"bad_date"})  # each wrong day has its own right one
A_YEAR = re.compile(r"\d{4}")
MOST_NAMED = 3  # people whose rows a question is about


@dataclass(frozen=True, slots=True)
class NamesakeQuestion:
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

    def parts(self) -> list[NamesakeQuestion]:
        """Returns the same question for each pair alone."""
        return [NamesakeQuestion((finding,)) for finding in self.findings]

    def decisions(self, answer: str) -> list[Decision]:
        if answer == SEPARATELY:
            return []
        person = self.candidates[answer]
        return [
            ChosenNamesake(finding.side, finding.pair, person) for finding in self.findings if finding.pair is not None
        ]


@dataclass(frozen=True, slots=True)
class SpellingQuestion:
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

    def parts(self) -> list[NamesakeQuestion]:
        return []

    def decisions(self, answer: str) -> list[Decision]:
        """Raises `ListError` where the answer cannot be read."""
        return [self.choices.decision(answer)]


@dataclass(frozen=True, slots=True)
class CommonStartQuestion:
    """The question from which day on all pairs of lists without days are in force."""

    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        return sha256("start", *(str(part) for finding in self.findings for part in (finding.file, finding.sheet)))

    @property
    def title(self) -> str:
        """«С какого числа действуют все пары», where they stand and how many they are."""
        names = dict.fromkeys(finding.sheet or finding.file or "" for finding in self.findings)
        lists = listed(list(names), MOST_NAMED)
        pairs = counted(sum(finding.count for finding in self.findings), *PAIRS)
        return f"С какого числа действуют все пары: {lists}, {pairs}"

    @property
    def options(self) -> list[str]:
        return list(self.findings[0].names)

    @property
    def proposal(self) -> str | None:
        return next(iter(self.options), None)

    @property
    def is_open(self) -> bool:
        return True

    def answer_words(self, answer: str) -> str:
        why = dict(zip(self.findings[0].names, self.findings[0].others, strict=True)).get(answer)
        return f"{answer}, {why}" if why else answer

    def parts(self) -> list[NamesakeQuestion]:
        return []

    def decisions(self, answer: str) -> list[Decision]:
        """Raises `ListError` where the answer is no day."""
        if answer == DAYS_IN_LIST:
            return [CommonStart(finding.file or "", finding.sheet, None) for finding in self.findings]
        day = read_column([answer], "date", Context(A_DAY))[0]
        if not isinstance(day, dt.date):
            raise ListError(f"«{answer}» – не день. Впишите дату: ДД.ММ.ГГГГ.")
        return [CommonStart(finding.file or "", finding.sheet, day) for finding in self.findings]


Question = NamesakeQuestion | SpellingQuestion | CommonStartQuestion


def questions_of(findings: Sequence[Finding]) -> tuple[list[Question], list[Finding]]:
    """Returns the questions of findings, each once, and the findings without one."""
    namesakes: dict[object, list[Finding]] = {}
    spellings: dict[str, SpellingQuestion] = {}
    undated: dict[object, list[Finding]] = {}
    others: list[Finding] = []
    for finding in findings:
        if finding.code == AMBIGUOUS and finding.pair is not None:
            name = name_key(finding.value or name_in(finding))
            namesakes.setdefault((name, finding.side, finding.candidates), []).append(finding)
            continue
        if finding.code == "undated_pairs":
            undated.setdefault(finding.names, []).append(finding)
            continue
        choices = None if _is_of_each_row(finding) else spelling_choices(finding)
        if choices is None:
            others.append(finding)
            continue
        question = SpellingQuestion((finding,), choices)
        if known := spellings.get(question.key):
            merged = (*known.findings, finding)
            question = SpellingQuestion(merged, replace(known.choices, count=_cells_of(merged)))
        spellings[question.key] = question
    questions: list[Question] = [NamesakeQuestion(tuple(group)) for group in namesakes.values()]
    return [*questions, *spellings.values(), *(CommonStartQuestion(tuple(group)) for group in undated.values())], others


def _cells_of(findings: Sequence[Finding]) -> int:
    """Returns in how many cells a spelling stands: one that gives both ends of a pair is told at each of them."""
    cells: dict[object, dict[object, int]] = {}
    for finding in findings:
        end = finding.names[0] if finding.code == "assumed_date" else ""
        cells.setdefault(end, {})[finding.file, finding.sheet, finding.cell] = max(finding.count, 1)
    return max(sum(counts.values()) for counts in cells.values())


def _is_of_each_row(finding: Finding) -> bool:
    """Returns whether one answer cannot hold for all cells.

    A wrong day, a mark without a word («?»), a doubt about each person. Of a pair words in place of a day («с начала
    года») mean the same everywhere.
    """
    value = finding.value or ""
    has_words = any(letter.isalpha() for letter in value)
    if finding.code in TYPED_ONE_BY_ONE and finding.table == "pairs" and (has_words or A_YEAR.fullmatch(value)):
        return bool(DATE_IN_TEXT.search(value))
    return finding.code in TYPED_ONE_BY_ONE or (finding.code == "bad_flag" and not has_words)


def why(question: Question) -> str:
    """Returns what is wrong or assumed and whose rows it is in.

    Of namesakes only whose: the answers say the rest.
    """
    people = listed(list(dict.fromkeys(finding.whose for finding in question.findings if finding.whose)), MOST_NAMED)
    if isinstance(question, NamesakeQuestion):
        rows = ", ".join(str(finding.line) for finding in question.findings)
        return f"строки {rows}: {people}" if len(question.findings) > 1 else f"строка {rows}: {people}"
    return ". ".join(filter(None, (brief(question.findings[0]), people)))
