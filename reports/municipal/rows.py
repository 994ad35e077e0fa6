"""Lists → the rows of both forms of the municipal base.

Who is in them, what stands in each cell, what does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.parsing import clean, name_key
from data.periods import Period
from data.roster import Roster
from data.russian import date_text
from data.vocabulary import FORMS
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import active_pairs
from metrics.filters import Filters
from reports.municipal.forms import MENTEES, MENTORS, NUMBER, OF_MENTOR, OF_PAIR, Form
from reports.municipal.outsiders import Outsiders
from reports.municipal.sides import Side, Who, directory, not_asked, side_of, without_consent
from reports.municipal.text_guard import Doubt, Guard

TITLES = {column.key: column.title for form in (MENTORS, MENTEES) for column in form.columns}
POSITION, CLASS = "Должность", "Класс"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form.

    `of` are the mentee and the mentor, or the mentor; `cells` go by the key of the column.

    `held` are columns of which a text was held back.
    """

    of: tuple[Who, ...]
    cells: Mapping[str, str]
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody without consent, and how many active pairs go with him."""

    name: str
    pairs: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Both forms filled in.

    `mentees_left_out` and `mentors_left_out` count people who are in no row of their form.

    `consent_not_asked` names the lists without a column for consent: nobody of these is left out.
    """

    mentees: tuple[Row, ...]
    mentors: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    pairs_left_out: int
    mentees_left_out: int
    mentors_left_out: int
    doubts: tuple[Doubt, ...]
    consent_not_asked: tuple[str, ...]

    @property
    def held_back(self) -> tuple[Doubt, ...]:
        """The texts that are not sent until a person has looked at them."""
        return tuple(doubt for doubt in self.doubts if not doubt.sent)

    def rows(self, form: Form) -> tuple[Row, ...]:
        return self.mentees if form is MENTEES else self.mentors

    def empty(self, form: Form) -> dict[str, int]:
        """Returns how many cells of a column the lists leave empty, by its header.

        Only columns that have such cells.
        """
        counts = {
            column.title: sum(not row.cells[column.key] and column.key not in row.held for row in self.rows(form))
            for column in form.columns
        }
        return {title: count for title, count in counts.items() if count}


@dataclass(frozen=True, slots=True)
class _Pair:
    """An active pair: both sides and the row of the list."""

    mentee: Side
    mentor: Side
    row: Mapping[str, Any]

    @property
    def refusing(self) -> list[Side]:
        return [side for side in (self.mentee, self.mentor) if side.consent is False]


def filled_forms(
    roster: Roster, period: Period, school: str, words: Sequence[str], released: Collection[str] = ()
) -> Forms:
    """Returns the active pairs of the period in both forms.

    `released` are doubtful texts that a person lets go.

    What is special has no column, and texts that reveal it (`words`, patterns of declared groups, among them) are
    held back. Nobody without consent is in a row or in somebody else's text.
    """
    active = None if roster.pairs is None else active_pairs(frame_view(roster.pairs, period), Filters())
    listed = rows_of(active.frame) if active else []
    known = directory(roster, period.on)
    outsiders = Outsiders(listed)
    pairs = [
        _Pair(side_of(row, "mentee", known, outsiders), side_of(row, "mentor", known, outsiders), row) for row in listed
    ]
    sent = [pair for pair in pairs if not pair.refusing]
    guard = Guard(without_consent(known, listed), released, words)
    written = [(pair, _written(pair, school, guard)) for pair in sent]
    mentees = [
        Row((pair.mentee.who, pair.mentor.who), {key: cells[key] for key in MENTEES.filled}, held)
        for pair, (cells, held) in written
    ]
    refusing = Counter((side.who, side.name) for pair in pairs for side in pair.refusing)
    return Forms(
        _numbered(mentees, "mentee"),
        _numbered(_by_mentor(written), "mentor"),
        tuple(sorted((LeftOut(name, count) for (_, name), count in refusing.items()), key=lambda person: person.name)),
        len(pairs) - len(sent),
        len({pair.mentee.who for pair in pairs} - {pair.mentee.who for pair in sent}),
        len({pair.mentor.who for pair in pairs} - {pair.mentor.who for pair in sent}),
        tuple(guard.doubts),
        tuple(not_asked(side for pair in pairs for side in (pair.mentee, pair.mentor))),
    )


Cells = tuple[dict[str, str], frozenset[str]]


def _written(pair: _Pair, school: str, guard: Guard) -> Cells:
    """Returns the cells of a pair for both forms, and the columns held back."""
    both = f"{pair.mentor.name} – {pair.mentee.name}"
    held: set[str] = set()

    def passed(text: str | None, key: str, who: str, column: str = "", *, is_name: bool = False) -> str:
        cleaned = clean(text or "")
        left = guard.passed(cleaned, who, column or TITLES[key], is_name=is_name) if cleaned else ""
        if left != cleaned:
            held.add(key)
        return left

    def place(side: Side, key: str) -> str:
        column = CLASS if side.who[0] == "students" else POSITION
        in_school = passed(side.own_place, key, side.name, column)
        if side.is_of_school:
            return ", ".join(filter(None, (clean(school), in_school)))
        return passed(pair.row.get("mentor_workplace"), key, side.name) if key == "mentor_place" else ""

    cells = {
        "mentee": passed(pair.mentee.name, "mentee", pair.mentee.name, is_name=True),
        "mentor": passed(pair.mentor.name, "mentor", pair.mentor.name, is_name=True),
        "mentee_born": pair.mentee.born,
        "start": date_text(pair.row["start"]),
        "end": date_text(pair.row["end"]) if pair.row.get("end") is not None else "",
        "form": FORMS.get(pair.row.get("form") or "", ""),
        "mentee_place": place(pair.mentee, "mentee_place"),
        "mentor_place": place(pair.mentor, "mentor_place"),
    }
    whose = {"mentee_contact": pair.mentee.name} | dict.fromkeys(OF_MENTOR, pair.mentor.name)
    cells |= {key: passed(pair.row.get(key), key, whose.get(key, both)) for key in OF_PAIR}
    return cells, frozenset(held)


def _numbered(rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    """Returns the rows by name and first day, numbered."""
    ordered = sorted(rows, key=lambda row: (name_key(row.cells[name]), _day_first(row.cells["start"])))
    return tuple(Row(row.of, {NUMBER: str(place), **row.cells}, row.held) for place, row in enumerate(ordered, 1))


def _day_first(written: str) -> list[str]:
    """Returns «01.09.2021» as it sorts; of several lines the first counts."""
    return written.partition("\n")[0].split(" ")[-1].split(".")[::-1]


def _by_mentor(written: Sequence[tuple[_Pair, Cells]]) -> list[Row]:
    """Returns a row for each mentor.

    It holds once what he says of himself; what differs between his mentees stands by their numbers in the cell.
    """
    groups: dict[Who, list[Cells]] = {}
    in_order = sorted(written, key=lambda cells_of: (name_key(cells_of[0].mentee.name), cells_of[0].row["start"]))
    for pair, cells in in_order:
        groups.setdefault(pair.mentor.who, []).append(cells)
    return [
        Row(
            (who,),
            {key: _joined(key, pairs) for key in MENTORS.filled},
            frozenset().union(*(held for _, held in pairs)),
        )
        for who, pairs in groups.items()
    ]


def _joined(key: str, pairs: Sequence[Cells]) -> str:
    texts = [cells[key] for cells, _ in pairs]
    if key in OF_MENTOR:
        return "; ".join(dict.fromkeys(filter(None, texts)))
    if len(set(texts)) == 1 and (len(texts) == 1 or key != "mentee"):
        return texts[0]
    return "\n".join(f"{place}. {text}" for place, text in enumerate(texts, 1) if text)
