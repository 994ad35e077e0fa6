"""The whole road of checked lists in stages, whatever stands in a cell."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import openpyxl
from pandas.testing import assert_frame_equal

from charts.breakdown import bars, coverage
from charts.bullet import bullets
from charts.theme import LIGHT
from charts.trend import course, course_of_one
from data.change_warnings import columns_changed, far_more_gone_than_usual
from data.changes import changes
from data.checking.messages import brief, counts_words, message, words
from data.checking.pair_messages import described
from data.contracts import TABLES
from data.corrections.cells import corrections, wrong_cells
from data.corrections.names import AMBIGUOUS, name_in
from data.corrections.sheets import SheetChoice, choices_for
from data.dropped_files import with_printable_names
from data.findings import CODES
from data.loading import Lists, check
from data.parsing import clean, visible
from data.periods import quarter_to_date, year_to_date
from data.recognition.block import Choice
from data.recognition.suggestions import proposed_fields, proposed_table
from data.saving import lists_of_version, saving
from data.spreadsheets.sheet import Cell, Sheet
from data.store.erasure import erase_person, preview_erasure
from data.store.person_history import everyone_named
from data.store.serialization import freeze, thaw
from data.store.versions import Store
from data.workbooks.annotated_copy import corrected_copy
from data.workbooks.blank import filled_workbook
from data.workbooks.roster_sheets import written_out
from metrics.breakdown import by_age, by_class, by_pair
from metrics.breakdown import coverage as class_coverage
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.indicators import Declarations
from metrics.indicators import load as declarations
from metrics.movement import movements
from metrics.required_columns import required_columns_of
from metrics.results import course_periods, results, results_of_periods
from metrics.snapshots import content_of, results_of
from reports.json_figures import as_json
from reports.municipal.changes import changed, people_as_before
from reports.municipal.consents import ConsentDecision, Consents
from reports.municipal.workbook import forms_of
from reports.people.plain_list import people_workbook
from reports.registry import KINDS
from reports.request import ReportRequest
from reports.source import Source

TODAY = dt.date(2024, 12, 31)
LET_IN = Consents(unasked=ConsentDecision(True, "Проверка", TODAY))  # so that the municipal base has rows
NO_PACKAGE = b";"  # a text, of which a new workbook is made
FIRST_POINT = dt.date(2023, 1, 1)
TYPED = ("5А", "Липа Анна", "01.02.2010", "x\x00\ud800")  # what a person may type in place of a cell
FILTERS = Filters(
    categories=frozenset(declarations().groups), classes=frozenset({"8А"}), grades=frozenset({8}), ages=(5, 18)
)


@dataclass(frozen=True, slots=True)
class Road:
    """Checked lists, their settings, and the store that holds them.

    They are saved over others.
    """

    sheets: Sequence[Sheet]
    lists: Lists
    declarations: Declarations
    store: Store

    @property
    def report_request(self) -> ReportRequest:
        source = Source(self.lists.roster, "списки проверки")
        return ReportRequest(source, year_to_date(self.lists.as_of), self.declarations, None, TODAY, consents=LET_IN)


Stage = Callable[[Road], None]


def checked(sheets: Sequence[Sheet], store: Store, school: str = "Школа") -> Road:
    """Checks the sheets; every finding can be shown, stored and written."""
    sheets = with_printable_names(sheets)
    lists = check(sheets, today=TODAY)
    for finding in lists.findings:
        assert finding.code in CODES
        assert words(finding)
        texts = (message(finding), finding.whose, finding.value, finding.proposal)
        assert all(visible(text) == text for text in texts if text), finding
    assert counts_words(lists.counts)
    settings = declarations().settings.model_copy(
        update={"school": school, "director": school, "responsible": school, "method_order": school}
    )
    return Road(sheets, lists, declarations(settings=settings), store)


def corrected_on_the_page(road: Road) -> None:
    """Goes through what the upload page shows, asks and remembers."""
    lists = road.lists
    for wrong in wrong_cells(lists.findings, lists.blocks):
        assert wrong.where
        assert isinstance(wrong.whose + wrong.first.proposal + brief(wrong.first), str)
        sheet = next(sheet for sheet in lists.sheets if sheet.name == wrong.first.sheet)
        for text in TYPED:
            corrections(wrong.first, text, sheet, lists.blocks)
    for finding in lists.findings:
        assert isinstance(name_in(finding), str)
        assert all(described(finding.candidates)) and (finding.pair or finding.code != AMBIGUOUS)
    for sheet in lists.sheets:
        proposed_table(sheet, 1)
        for table in TABLES:
            proposed_fields(sheet, table, 1, {})
        assert choices_for([sheet], [SheetChoice.of(sheet, Choice("students", 1, {0: "name"}))])


def stored(road: Road) -> None:
    """Asserts that lists and findings are the same saved and opened again."""
    for table in TABLES:
        frame = getattr(road.lists.roster, table)
        if frame is not None:
            assert_frame_equal(thaw(freeze(frame)), frame, check_like=True)
    saved = saving(road.lists, [], "Проверка", "")
    version, is_new = road.store.save(saved, road.store.current_id())
    assert lists_of_version(road.store, version.id).counts == road.lists.counts
    assert not is_new or road.store.version(version.id).findings == saved.findings
    assert not road.store.faults()


def written_again(road: Road) -> None:
    """Asserts that lists written out are as many people and pairs.

    The filled blank is a workbook.
    """
    roster = road.lists.roster
    again = check(written_out(roster, "Выгрузка.xlsx"), today=TODAY, as_of=road.lists.as_of)
    assert again.counts == road.lists.counts, (again.counts, road.lists.counts)
    for special in (True, False):
        assert _sheets_of(filled_workbook(roster, ["Проверка"], special=special))


def copied(road: Road) -> None:
    """Asserts that the annotated copy and the list of findings are workbooks."""
    lists = road.lists
    sheets = [replace(sheet, rows=[[_as_read(cell) for cell in row] for row in sheet.rows]) for sheet in lists.sheets]
    typed = {(sheet.name, 1, 0): text for sheet in sheets for text in TYPED}
    for file in {sheet.file for sheet in sheets}:
        assert _sheets_of(corrected_copy(file, NO_PACKAGE, sheets, lists.findings, typed)[1])
    rows = [[message(finding)] for finding in lists.findings]
    assert _sheets_of(people_workbook("Замечания", ["Проверка"], ["Что"], rows))


def _as_read(cell: Any) -> Cell:
    """Returns the cell as a reader of files gives it.

    What is of none of its types is text.
    """
    return cell if isinstance(cell, str | float | bool | dt.date | dt.time) else clean(cell)


def _sheets_of(content: bytes) -> list[str]:
    names: list[str] = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    return names


def counted(road: Road) -> None:
    """Counts the shares under any filter, their course, and each person.

    What is stored of them comes back the same.
    """
    settled, roster = road.declarations, road.lists.roster
    for period in (road.report_request.period, quarter_to_date(TODAY)):
        shares = results(roster, period, declarations=settled)
        content = content_of(shares)
        json.dumps(content, allow_nan=False)
        assert [share.headline for share in results_of(content, period, settled)] == [
            share.headline for share in shares
        ]
        for share in shares:
            people = explanations(roster, period, Filters(), share.indicator, settled)
            by_class(people)
            if people:
                by_age(people, roster, period, settled, share.indicator)
                for key in ("form", "mode"):
                    by_pair(people, roster, period, Filters(), settled, share.indicator, key)
    results_of_periods(roster, course_periods(FIRST_POINT, TODAY), FILTERS, declarations=settled)


def drawn(road: Road) -> None:
    """Draws every figure of the shares."""
    roster, period, settled = road.lists.roster, road.report_request.period, road.declarations
    shares = results(roster, period, declarations=settled)
    points = results_of_periods(roster, course_periods(FIRST_POINT, TODAY), declarations=settled)
    slices = class_coverage(roster, period, Filters(), settled)
    key = shares[0].indicator.key
    figures = (bullets(shares, LIGHT), course(points, LIGHT), course_of_one(points, LIGHT, key, settled.line_starts))
    assert all(figure.to_json() for figure in (*figures, coverage(slices, LIGHT), bars(slices, LIGHT)))


def compared(road: Road) -> None:
    """Compares the lists with a part of them: rows, columns, shares, bases."""
    part = check(road.sheets[:1], today=TODAY).roster
    for old, new in ((part, road.lists.roster), (road.lists.roster, part)):
        rows = changes(old, new)
        far_more_gone_than_usual(old, new, rows, required_columns_of(declarations()))
        columns_changed(old, new, required_columns_of(declarations()))
        movements(old, new, year_to_date(TODAY), declarations=road.declarations)
        requests = [replace(road.report_request, source=Source(roster, "списки")) for roster in (old, new)]
        forms = [forms_of(request.source, request.period, request.declarations, (), LET_IN) for request in requests]
        changed(forms[0], forms[1], people_as_before(old, new))


def as_figures(road: Road) -> None:
    """Writes the figures as JSON that every program reads: no NaN in it."""
    lists, period = road.lists, road.report_request.period
    shares = results(lists.roster, period, declarations=road.declarations)
    school = road.declarations.settings.school
    figures = as_json(school, period, lists.roster, lists.counts, lists.left_out, shares, lists.findings)
    json.dumps(figures, allow_nan=False)


def reported(kind: str, road: Road) -> None:
    """Makes a report of that kind."""
    assert KINDS[kind].make(road.report_request).content


def erased(road: Road) -> None:
    """Erases a person from all versions, with every mention."""
    people = everyone_named(road.store)
    person = people[len(people) // 2] if people else None
    if person and preview_erasure(road.store, person).versions:
        erase_person(road.store, person, "Проверка", "по заявлению")
        assert not preview_erasure(road.store, person).versions
    assert not road.store.faults()


STAGES: dict[str, Stage] = {
    "corrected on the page": corrected_on_the_page,
    "stored": stored,
    "written again": written_again,
    "copied": copied,
    "counted": counted,
    "drawn": drawn,
    "compared": compared,
    "json": as_figures,
    **{kind: partial(reported, kind) for kind in KINDS},
    "erased": erased,
}
