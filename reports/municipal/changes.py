"""What differs between two municipal bases, row by row and cell by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.changes import ChangeKind, FieldChange, same_people
from data.roster import Roster
from reports.municipal.cells import cell_words
from reports.municipal.forms import BOTH, Form
from reports.municipal.rows import FormRow, Forms
from reports.municipal.sides import LISTS, PersonKey

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row added, gone or changed; only a changed one has `fields`."""

    form: str
    kind: ChangeKind
    names: str
    fields: tuple[FieldChange, ...] = ()


def changed(old: Forms, new: Forms, was: Mapping[PersonKey, PersonKey]) -> list[RowChange]:
    """Returns every row gone, added or changed, by form and kind.

    `was` says who of the new lists is who of the old ones.
    """
    ordered = []
    for form in BOTH:
        changes = list(_of_form(form, old.rows(form), new.rows(form), was))
        ordered += [change for kind in ChangeKind for change in changes if change.kind is kind]
    return ordered


def people_as_before(old: Roster, new: Roster) -> dict[PersonKey, PersonKey]:
    """Returns everybody of both lists: whom the old ones number him as."""
    before_of: dict[PersonKey, PersonKey] = {}
    for table in LISTS:
        before, after = getattr(old, table), getattr(new, table)
        if before is not None and after is not None:
            for row, place in same_people(table, old, new).items():
                before_of[table, int(after["person"].iloc[row])] = (table, int(before["person"].iloc[place]))
    return before_of


def _of_form(
    form: Form, old: Sequence[FormRow], new: Sequence[FormRow], was: Mapping[PersonKey, PersonKey]
) -> Iterator[RowChange]:
    left: dict[tuple[object, ...], list[FormRow]] = defaultdict(list)
    for row in old:
        left[row.of].append(row)
    later = []
    for row in new:  # of several pairs of the same two, those of one first day are the same
        candidates = left[_before(row, was)]
        equal = next((candidate for candidate in candidates if candidate.cells["start"] == row.cells["start"]), None)
        if equal:
            candidates.remove(equal)
            yield from _compared(form, equal, row)
        else:
            later.append(row)
    for row in later:
        candidates = left[_before(row, was)]
        if candidates:
            yield from _compared(form, candidates.pop(0), row)
        else:
            yield RowChange(form.title, ChangeKind.ADDED, _who(form, row))
    yield from (RowChange(form.title, ChangeKind.GONE, _who(form, row)) for rows in left.values() for row in rows)


def _before(row: FormRow, was: Mapping[PersonKey, PersonKey]) -> tuple[object, ...]:
    """Returns whom the row is of, as the old lists number them.

    Who is in the new ones alone is nobody of the old.
    """
    return tuple(was.get(who, ("new", who) if who[0] else who) for who in row.of)


def _compared(form: Form, old: FormRow, new: FormRow) -> Iterator[RowChange]:
    fields = tuple(
        FieldChange(column.title, *(cell_words(row.cells[column.key]) or NOTHING for row in (old, new)))
        for column in form.columns
        if column.key in form.filled and old.cells[column.key] != new.cells[column.key]
    )
    if fields:
        yield RowChange(form.title, ChangeKind.CHANGED, _who(form, new), fields)


def _who(form: Form, row: FormRow) -> str:
    """Returns the names of the row, the form's own first.

    A name that is held back does not stand here either.
    """
    names = [cell_words(row.cells[key]) or NOTHING for key in ("mentee", "mentor")]
    return " – ".join(names) if form is BOTH[0] else names[1]
