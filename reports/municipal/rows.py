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
from data.vocabulary import FORMS
from metrics.counting.frame_view import frame_view, rows_of
from metrics.counting.pair_roles import active_pairs
from metrics.filters import Filters
from reports.municipal.cells import Cell, cell_words
from reports.municipal.consents import Consents, Unconsented
from reports.municipal.forms import MENTEES, MENTORS, NUMBER, OF_MENTOR, OF_PAIR, Form
from reports.municipal.outsiders import Outsiders
from reports.municipal.sides import BaseSide, PersonKey, directory, not_asked, not_to_be_named, side_of
from reports.municipal.text_guard import Doubt, Guard

TITLES = {column.key: column.title for form in (MENTORS, MENTEES) for column in form.columns}
POSITION, CLASS = "Должность", "Класс"
NOBODY_DECIDED = Consents()


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form.

    `of` are the mentee and the mentor, or the mentor; `cells` go by the key of the column: texts, days, numbers, and
    "" where nothing stands.

    `held` are columns of which a text was held back.
    """

    of: tuple[PersonKey, ...]
    cells: Mapping[str, Cell]
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Forms:
    """Both forms filled in.

    `mentees_left_out` and `mentors_left_out` count people who are in no row of their form.

    `unconsented` are all people of the pairs without consent in the lists; `consent_not_asked` names the lists that
    have no column for it.
    """

    mentees: tuple[FormRow, ...]
    mentors: tuple[FormRow, ...]
    unconsented: tuple[Unconsented, ...]
    pairs_left_out: int
    mentees_left_out: int
    mentors_left_out: int
    doubts: tuple[Doubt, ...]
    consent_not_asked: tuple[str, ...]

    @property
    def left_out(self) -> tuple[Unconsented, ...]:
        """Who is in no row."""
        return tuple(person for person in self.unconsented if not person.is_in)

    @property
    def undecided(self) -> tuple[Unconsented, ...]:
        """About whom nobody decided yet."""
        return tuple(person for person in self.unconsented if person.decision is None)

    @property
    def held_back(self) -> tuple[Doubt, ...]:
        """The texts that are not sent until a person has looked at them."""
        return tuple(doubt for doubt in self.doubts if not doubt.sent)

    def rows(self, form: Form) -> tuple[FormRow, ...]:
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

    mentee: BaseSide
    mentor: BaseSide
    row: Mapping[str, Any]

    @property
    def sides(self) -> tuple[BaseSide, BaseSide]:
        return self.mentee, self.mentor


def filled_forms(
    roster: Roster,
    period: Period,
    school: str,
    words: Sequence[str],
    released: Collection[str] = (),
    consents: Consents = NOBODY_DECIDED,
) -> Forms:
    """Returns the active pairs of the period in both forms.

    `released` are doubtful texts that a person lets go.

    What is special has no column, and texts that reveal it (`words`, patterns of declared groups, among them) are
    held back. Nobody without consent, be it asked for or not, is in a row or in somebody else's text, but whom a
    person decided to let in.
    """
    active = None if roster.pairs is None else active_pairs(frame_view(roster.pairs, period), Filters())
    listed = rows_of(active.frame) if active else []
    known = directory(roster, period.on)
    outsiders = Outsiders(listed)
    pairs = [
        _Pair(side_of(row, "mentee", known, outsiders), side_of(row, "mentor", known, outsiders), row) for row in listed
    ]
    unconsented = _unconsented(pairs, consents)
    left_out = {who for who, person in unconsented.items() if not person.is_in}
    sent = [pair for pair in pairs if left_out.isdisjoint(side.person for side in pair.sides)]
    sides = [side for pair in pairs for side in pair.sides]
    guard = Guard(not_to_be_named(known, unconsented, consents), released, words)
    written = [(pair, _written(pair, school, guard)) for pair in sent]
    mentees = [
        FormRow((pair.mentee.person, pair.mentor.person), {key: cells[key] for key in MENTEES.filled}, held)
        for pair, (cells, held) in written
    ]
    return Forms(
        _numbered(mentees, "mentee"),
        _numbered(_by_mentor(written), "mentor"),
        tuple(sorted(unconsented.values(), key=lambda person: name_key(person.name))),
        len(pairs) - len(sent),
        len({pair.mentee.person for pair in pairs} - {pair.mentee.person for pair in sent}),
        len({pair.mentor.person for pair in pairs} - {pair.mentor.person for pair in sent}),
        tuple(guard.doubts),
        tuple(not_asked(sides)),
    )


def _unconsented(pairs: Sequence[_Pair], consents: Consents) -> dict[PersonKey, Unconsented]:
    """Returns everybody without consent in the lists; of two that are asked for both must be given."""
    sides = [side for pair in pairs for side in pair.sides]
    refused = {side.person for side in sides if side.consent is False}
    pairs_of = Counter(side.person for side in sides)
    return {
        side.person: Unconsented(
            side.name,
            side.identity,
            side.person in refused,
            pairs_of[side.person],
            consents.of(side.identity, refused=side.person in refused),
        )
        for side in sides
        if not side.consent
    }


Cells = tuple[dict[str, Cell], frozenset[str]]


def _written(pair: _Pair, school: str, guard: Guard) -> Cells:
    """Returns the cells of a pair for both forms, and the columns held back."""
    both = f"{pair.mentor.name} – {pair.mentee.name}"
    held: set[str] = set()

    def redacted(text: str | None, key: str, who: str, column: str = "", *, is_name: bool = False) -> str:
        cleaned = clean(text or "")
        left = guard.redacted(cleaned, who, column or TITLES[key], is_name=is_name) if cleaned else ""
        if left != cleaned:
            held.add(key)
        return left

    def place(side: BaseSide, key: str) -> str:
        column = CLASS if side.person[0] == "students" else POSITION
        in_school = redacted(side.own_place, key, side.name, column)
        if side.is_of_school:
            return ", ".join(filter(None, (clean(school), in_school)))
        return redacted(pair.row.get("mentor_workplace"), key, side.name) if key == "mentor_place" else ""

    cells: dict[str, Cell] = {
        "mentee": redacted(pair.mentee.name, "mentee", pair.mentee.name, is_name=True),
        "mentor": redacted(pair.mentor.name, "mentor", pair.mentor.name, is_name=True),
        "mentee_born": pair.mentee.born,
        "start": pair.row["start"].date(),
        "end": pair.row["end"].date() if pair.row.get("end") is not None else "",
        "form": FORMS.get(pair.row.get("form") or "", ""),
        "mentee_place": place(pair.mentee, "mentee_place"),
        "mentor_place": place(pair.mentor, "mentor_place"),
    }
    whose = {"mentee_contact": pair.mentee.name} | dict.fromkeys(OF_MENTOR, pair.mentor.name)
    cells |= {key: redacted(pair.row.get(key), key, whose.get(key, both)) for key in OF_PAIR}
    return cells, frozenset(held)


def _numbered(rows: Iterable[FormRow], name: str) -> tuple[FormRow, ...]:
    """Returns the rows by name and first day, numbered."""
    ordered = sorted(rows, key=lambda row: (name_key(cell_words(row.cells[name])), _first_day(row.cells["start"])))
    return tuple(FormRow(row.of, {NUMBER: place, **row.cells}, row.held) for place, row in enumerate(ordered, 1))


def _first_day(cell: Cell) -> list[str]:
    """Returns «01.09.2021» as it sorts; of several lines the first counts."""
    return cell_words(cell).partition("\n")[0].split(" ")[-1].split(".")[::-1]


def _by_mentor(written: Sequence[tuple[_Pair, Cells]]) -> list[FormRow]:
    """Returns a row for each mentor.

    It holds once what he says of himself; what differs between his mentees stands by their numbers in the cell.
    """
    groups: dict[PersonKey, list[Cells]] = {}
    in_order = sorted(written, key=lambda cells_of: (name_key(cells_of[0].mentee.name), cells_of[0].row["start"]))
    for pair, cells in in_order:
        groups.setdefault(pair.mentor.person, []).append(cells)
    return [
        FormRow(
            (who,),
            {key: _joined(key, pairs) for key in MENTORS.filled},
            frozenset().union(*(held for _, held in pairs)),
        )
        for who, pairs in groups.items()
    ]


def _joined(key: str, pairs: Sequence[Cells]) -> Cell:
    """Returns what a mentor's pairs say in a column: a day or a text where all say the same, else lines."""
    joined = [cells[key] for cells, _ in pairs]
    if key in OF_MENTOR:
        return "; ".join(dict.fromkeys(filter(None, map(cell_words, joined))))
    if len(set(joined)) == 1 and (len(joined) == 1 or key != "mentee"):
        return joined[0]
    return "\n".join(f"{place}. {text}" for place, text in enumerate(map(cell_words, joined), 1) if text)
