"""Whatever stands in a cell makes findings and never stops the program, all the way to the reports."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Iterator
from functools import cache

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings

from benchmarks.odd_files import WRITERS
from benchmarks.odd_lists import LONG, LONG_OF, NAMES, SIGNS, lists, sound_rows
from benchmarks.odd_road import STAGES, TODAY, checked
from data.checking.messages import fault_words
from data.checking.rule_messages import RULES
from data.contracts import TABLES, fields, schema
from data.findings import CODE_TITLES, CODES
from data.loading import Lists, check, load, named_to_show, read_all, told_apart
from data.parsing import FAULT_CODES, READERS, Context, Fault, clean, read_column, visible
from data.recognition.headers import PARTS
from data.spreadsheets.sheet import CellError, Sheet
from data.store.serialization import freeze, thaw
from data.store.versions import Store
from data.workbooks.annotated_copy import corrected_copy
from metrics.filters import Filters
from metrics.results import course_periods, results, results_of_periods

DRAWN = settings(derandomize=True, deadline=None, database=None)
FREE_TEXT = "text"
WHOLES = {part: whole for whole, parts in PARTS.items() for part in parts}
ALL_FIELDS = [(table, key) for table in TABLES for key in fields(table)]
SLOWEST = 10  # seconds for a check that takes a tenth of one; a pattern that fails slowly takes minutes


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    return Store(str(tmp_path_factory.mktemp("odd")))


@settings(DRAWN, max_examples=40)
@given(sheets=lists())
def test_no_cell_stops_the_check(store, sheets):
    checked(sheets, store)


@settings(DRAWN, max_examples=3)
@given(sheets=lists(), school=NAMES.filter(bool))
def test_no_cell_stops_anything_that_is_done_with_the_lists(store, sheets, school):
    road = checked(sheets, store, school)
    for stage in STAGES.values():
        stage(road)


@pytest.mark.parametrize("kind", WRITERS)
@settings(DRAWN, max_examples=2)
@given(sheets=lists())
def test_no_cell_of_a_real_file_stops_the_check_or_the_shares(store, kind, sheets):
    read, unreadable = read_all(WRITERS[kind](sheets))
    road = checked(read, store)
    STAGES["counted"](road)
    assert read or unreadable


def listed(table: str, rows: list[dict[str, object]], without: frozenset[str] = frozenset()) -> Sheet:
    """A list of sound rows under the titles of its contract."""
    keys = [key for key in fields(table) if key not in without]
    header = [fields(table)[key].title for key in keys]
    return Sheet("Списки.xlsx", TABLES[table], [header, *([row[key] for key in keys] for row in rows)], [], False)


def all_lists(table: str, rows: list[dict[str, object]], without: frozenset[str] = frozenset()) -> list[Sheet]:
    """Sound lists, one of them with other rows."""
    others = [listed(name, sound_rows(name)) for name in TABLES if name != table]
    return [*others, listed(table, rows, without)]


@cache
def sound_lists(table: str, without: frozenset[str]) -> Lists:
    return check(all_lists(table, sound_rows(table), without), today=TODAY)


@pytest.mark.parametrize(("table", "key"), ALL_FIELDS)
def test_a_formula_error_is_one_finding_at_its_cell_and_the_other_rows_count(table: str, key: str):
    rows = sound_rows(table)
    rows[-1][key] = CellError("#REF!")
    without = frozenset({WHOLES.get(key, "")})
    sound = sound_lists(table, without)
    found = check(all_lists(table, rows, without), today=TODAY)
    place = [name for name in fields(table) if name not in without].index(key)
    new = [
        finding
        for finding in found.findings
        if finding not in sound.findings and finding.code != "registers_not_counted"
    ]
    if fields(table)[key].kind == FREE_TEXT:
        assert not new
        return
    assert [(finding.sheet, finding.row, finding.field) for finding in new] == [(TABLES[table], len(rows) + 1, key)]
    assert new[0].cell is not None
    assert new[0].cell == f"{_letters(place)}{len(rows) + 1}"
    assert "ошибка формулы" in new[0].message
    assert found.counts[table] == sound.counts[table] - 1


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else f"A{chr(65 + column - 26)}"


def test_the_cell_of_a_part_says_what_to_write_there():
    rows = sound_rows("students")
    rows[0] |= {"patronymic": CellError("#REF!"), "letter": CellError("#REF!")}
    found = check([listed("students", rows, frozenset(PARTS))], today=TODAY).findings
    words = {finding.field: finding.words for finding in found if finding.code == "empty_required"}
    assert "Впишите отчество" in words["patronymic"]
    assert "Впишите букву класса" in words["letter"]


def test_a_part_that_nobody_needs_takes_nobody_out():
    rows = sound_rows("students")
    rows[0] |= {"patronymic": CellError("#REF!"), "letter": CellError("#REF!"), "grade": CellError("#REF!")}
    found = check([listed("students", rows)], today=TODAY)
    assert found.counts["students"] == len(rows)
    assert not found.has_errors


def test_who_has_a_part_of_the_name_misread_is_not_missed_in_the_pairs_besides():
    rows = sound_rows("students")
    rows[0]["patronymic"] = CellError("#REF!")
    sheets = [listed("students", rows, frozenset({"name", "number"})), listed("teachers", sound_rows("teachers"))]
    numbers = frozenset({"mentor_number", "mentee_number"})
    found = check([*sheets, listed("pairs", sound_rows("pairs"), numbers)], today=TODAY)
    assert [finding.field for finding in found.findings if finding.code in ("empty_required", "unknown_person")] == [
        "patronymic"
    ]


@pytest.mark.parametrize("table", ["students", "teachers"])
def test_lists_all_of_whose_people_are_faulty_can_be_stored_and_counted(table: str):
    rows = [row | {"name": CellError("#REF!")} for row in sound_rows(table)]
    found = check(all_lists(table, rows, frozenset({"surname", "number"})), today=TODAY)
    frame = getattr(found.roster, table)
    assert len(frame) == found.counts[table] == 0
    assert dict(thaw(freeze(frame)).dtypes) == dict(frame.dtypes)
    assert results(found.roster, course_periods(TODAY, TODAY)[0])
    assert len(results_of_periods(found.roster, course_periods(dt.date(2024, 1, 1), TODAY))) > 1


def test_a_class_that_is_not_understood_is_in_no_grade():
    rows = sound_rows("students")
    rows[0] |= {"class_name": "Звёздочка", "grade": "", "letter": ""}
    found = check(all_lists("students", rows), today=TODAY)
    period = course_periods(TODAY, TODAY)[0]
    (first, *_) = results(found.roster, period, Filters(grades=frozenset({6, 8})))
    assert first.headline.whole == 1


@pytest.mark.parametrize("word", LONG_OF)
def test_a_cell_of_many_pages_is_a_fault_and_takes_no_time(word: str):
    text = word * (LONG // len(word)) + "x"
    started = time.perf_counter()
    for kind in READERS:
        (value,) = read_column([text], kind, Context(TODAY))
        assert isinstance(value, Fault) or kind == FREE_TEXT
    sheets = [listed(table, [*sound_rows(table), dict.fromkeys(fields(table), text)]) for table in TABLES]
    above = [text, *[""] * (len(sheets[0].rows[0]) - 1)]
    sheets[0].rows.insert(0, above)
    found = check(sheets, today=TODAY)
    assert time.perf_counter() - started < SLOWEST
    assert max(len(finding.message) for finding in found.findings) < 1_000


def test_every_fault_and_every_rule_of_the_contracts_has_its_words():
    assert set(CODES) == set(CODE_TITLES)
    assert {*FAULT_CODES, FREE_TEXT} == set(READERS)
    for table in TABLES:
        for spec in fields(table).values():
            for code in {*FAULT_CODES.values()}:
                assert fault_words(spec, "#REF!", Fault(code, "в ячейке ошибка формулы")).endswith(".")
        checks = [*schema(table).checks, *(rule for column in schema(table).columns.values() for rule in column.checks)]
        assert {rule.error.partition(":")[0] for rule in checks} <= set(RULES)


@pytest.mark.parametrize("sign", SIGNS)
def test_what_no_program_shows_is_in_no_text_of_the_lists(sign: str):
    text = clean(f"Липа{sign}Анна")
    assert visible(text) == text
    assert text.encode()
    assert all(letter.isprintable() for letter in text)


def test_files_and_sheets_are_called_what_can_be_shown_each_by_its_own_name():
    files = told_apart([("а\x00.csv", b""), ("а.csv", b""), ("а.csv", b""), ("а.csv (2)", b""), ("\udcff", b"")])
    assert [name for name, _ in files] == ["а.csv", "а.csv (2)", "а.csv (3)", "а.csv (2) (2)", "без имени"]
    sheets = [Sheet("а.xlsx", name, [], [], False) for name in ("Пары\x01", "Пары", "\u202e", "Два  пробела")]
    assert [sheet.name for sheet in named_to_show(sheets)] == ["Пары", "Пары (2)", "Лист3", "Два  пробела"]


def test_the_annotated_copy_finds_sheets_whose_names_hold_marks_that_no_program_shows():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for title, rows in (
            (
                "\u200fПары\u202c",
                [["Наставник", "Наставляемый", "Форма", "Дата начала"], ["А Б", "В Г", "???", "01.09.2024"]],
            ),
            ("Дети\u200e", [["ФИО", "Дата рождения", "Класс"], ["Липа Анна", "31.02.2010", "8А"]]),
        ):
            page = book.add_worksheet(title)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
    (name, content), *_ = told_apart([("Списки\x01.xlsx", content.getvalue())])
    found = load([(name, content)])
    assert {(one.sheet, one.cell) for one in found.findings if one.code.startswith(("bad", "unknown"))} == {
        ("Пары", "C2"),
        ("Дети", "B2"),
    }
    copy = openpyxl.load_workbook(io.BytesIO(corrected_copy(name, content, found.sheets, found.findings)[1]))
    marked = {(clean(page.title), cell.coordinate) for page in copy for row in page for cell in row if cell.comment}
    assert {("Пары", "C2"), ("Дети", "B2")} <= marked
