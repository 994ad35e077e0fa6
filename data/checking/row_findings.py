"""Faults of rows → findings.

The place, what stands there, and what the sentence needs besides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from rapidfuzz import fuzz, process

from data.checking.rules import RowFault
from data.contracts import fields
from data.findings import NAMELESS, Earlier, Finding
from data.parsing import class_made_day, even, form_likely
from data.periods import full_years
from data.recognition.block import Block
from data.recognition.header_fields import INSTEAD, PARTS
from data.russian import date_text
from data.spreadsheets.addresses import address
from data.tables.table import TypedTable
from data.vocabulary import FORMS, LISTED, SIDES

NEAR = 75  # per cent of likeness from which a form, a class or a header is proposed


def findings_of(table: TypedTable, faults: Iterable[RowFault]) -> Iterator[Finding]:
    """Yields the findings of a table's faults."""
    misread = {(fault.row, fault.key): fault for fault in table.faults}
    for code, row, key in faults:
        if code == "month_first":  # reported once for the whole column
            continue
        fault = misread.get((row, key))
        column = fault.column if fault else table.column(row, key)
        value = table.text(row, column) if fault or code == "empty_required" else table.written(row, key)
        finding = cell_finding(table, code, (row, key, column), value)
        if fault:
            finding = replace(finding, reason=fault.fault.why)
        yield DETAILS[code](table, row, finding) if code in DETAILS else finding


def cell_finding(table: TypedTable, code: str, place: tuple[int, str, int | None], value: str) -> Finding:
    """Returns a finding at a place (row label, field, column).

    At the row alone where the list has no such column.
    """
    row, key, column = place
    block = table.block(row)
    number = table.row_number(row)
    header = cell = None
    if column is not None:
        header = block.headers.get(column) or fields(table.name)[key].title
        cell = address(number - 1, column)
    is_pair = table.name == "pairs"
    mentor, mentee = (table.value(row, side) if is_pair else None for side in SIDES)
    return Finding(
        code,
        file=block.file,
        sheet=block.sheet,
        row=number,
        cell=cell,
        header=header,
        table=table.name,
        field=key,
        column=_carrier(key, block.columns),
        person=None if is_pair else table.value(row, "name"),
        mentor=mentor,
        mentee=mentee,
        pair=table.known_by[row] if is_pair else None,
        value=value or None,
    )


def list_finding(code: str, block: Block) -> Finding:
    """Returns a finding at the header of a list."""
    return Finding(code, file=block.file, sheet=block.sheet, row=max(block.header_row, 1), table=block.table)


def _carrier(key: str, columns: Collection[str]) -> str:
    """Returns the field whose column carries another field.

    A surname carries the name, a number the side of a pair.
    """
    carriers = (*PARTS.get(key, ())[:1], INSTEAD.get(key, key))
    return next((carrier for carrier in (key, *carriers) if carrier in columns), key)


def nearest(text: str, options: Iterable[str], letters: Callable[[str], str] = even) -> str:
    """Returns the option whose letters are near enough to a text.

    Nothing where none is.
    """
    match = process.extractOne(text, list(options), scorer=fuzz.ratio, score_cutoff=NEAR, processor=letters)
    return match[0] if match else ""


Details = Callable[[TypedTable, int, Finding], Finding]  # a row's finding → the same with what its sentence needs


def _repeated(mark: str) -> Details:
    """Returns a step that adds the earlier row that a row repeats."""

    def with_details(table: TypedTable, row: int, finding: Finding) -> Finding:
        first = int(table.value(row, mark))
        block = table.block(first)
        name, there = (table.value(first, key) for key in ("name", "class_name"))
        earlier = Earlier(block.file, block.sheet, table.row_number(first), name, there)
        here = table.value(row, "class_name")
        return replace(finding, earlier=earlier, beside=("Класс", here) if here else finding.beside)

    return with_details


def _beside(*keys: str) -> Details:
    """Returns a step that adds the cell of the first of these fields in the row."""

    def with_details(table: TypedTable, row: int, finding: Finding) -> Finding:
        field_key = next(key for key in keys if key in fields(table.name))
        return replace(finding, beside=(table.header(row, field_key), table.written(row, field_key)))

    return with_details


def _odd_age(table: TypedTable, row: int, finding: Finding) -> Finding:
    as_of, grade = table.value(row, "as_of").date(), table.value(row, "grade")
    age = full_years(table.value(row, "birth"), as_of)
    return replace(finding, day=as_of, age=age, grade=int(grade) if grade else None)


def _odd_class(table: TypedTable, _row: int, finding: Finding) -> Finding:
    """Adds the class that became a day, or the one of the list with the same letters: «А5» is «5А»."""
    proposal = class_made_day(finding.value or "") or nearest(
        finding.value or "", table.classes, lambda text: "".join(sorted(even(text)))
    )
    return replace(finding, proposal=proposal)


def _unknown_form(_table: TypedTable, _row: int, finding: Finding) -> Finding:
    return replace(finding, proposal=form_likely(finding.value or "") or nearest(finding.value or "", FORMS.values()))


def _future_date(table: TypedTable, row: int, finding: Finding) -> Finding:
    return replace(finding, day=table.value(row, "as_of").date())


def _started_before_birth(table: TypedTable, row: int, finding: Finding) -> Finding:
    return replace(finding, day=table.value(row, "born").date())


def _side(table: TypedTable, row: int, finding: Finding) -> Finding:
    """Adds the lists in which somebody was searched, and who it may be."""
    form = str(table.value(row, "form") or "")
    role = form.split("_")[SIDES.index(finding.side)] if "_" in form else ""
    candidates = table.candidates.get((row, finding.side), ())
    return replace(
        finding,
        names=(LISTED[role],)
        if role in LISTED
        else (table.name,)
        if table.name in LISTED.values()
        else tuple(LISTED.values()),
        candidates=candidates,
        proposal=candidates[0].name if len(candidates) == 1 and finding.code in NAMELESS else "",
        renamed=bool(table.value(row, f"{finding.side}_renamed")),
    )


def _status_of_section(table: TypedTable, row: int, finding: Finding) -> Finding:
    """Returns the finding with the status that a title gives a pair where no cell of its own does."""
    return finding if finding.value else replace(finding, value=table.value(row, "status"))


def _mismatch(table: TypedTable, row: int, finding: Finding) -> Finding:
    return _beside(finding.side or "name")(table, row, _side(table, row, finding))


def _days_of_pair(table: TypedTable, row: int, finding: Finding) -> Finding:
    days = (table.value(row, key) for key in ("start", "end"))
    return replace(finding, names=tuple(date_text(day.date()) if day else "" for day in days))


DETAILS: dict[str, Details] = {
    "duplicate_number": _repeated("duplicate_number"),
    "duplicate_person": _repeated("duplicate_person"),
    "likely_same_person": _repeated("likely_same_person"),
    "overlapping_pair": _repeated("overlaps"),
    "left_before_enrolled": _beside("enrolled_on", "hired_on"),
    "ended_before_started": _beside("start"),
    "started_before_birth": _started_before_birth,
    "odd_age": _odd_age,
    "odd_class": _odd_class,
    "unknown_form": _unknown_form,
    "future_date": _future_date,
    "days_beside_name": _days_of_pair,
    "no_end_date": _status_of_section,
    "end_in_status": _status_of_section,
    "unknown_person": _side,
    "ended_unknown_person": _side,
    "ambiguous_person": _side,
    "number_name_mismatch": _mismatch,
}
