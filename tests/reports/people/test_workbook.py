"""«Показатели с людьми»: the page's figures in Excel, every person once.

Nobody's mark stands there unless asked for.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from data import demo
from data.loading import load
from data.periods import year_to_date
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.indicators import load as declarations
from metrics.leavers import left_school
from metrics.results import results
from metrics.sensitive import special_numbers
from reports.__main__ import main
from reports.people import breakdowns_sheet, shares_sheet
from reports.people.workbook import ABOUT, NOT_ASKED, people_figures
from reports.source import DEMONSTRATION, DEMONSTRATION_SCHOOL, PERSONAL, Source
from tests.data.lists import KNOWN, checked
from tests.metrics.rosters import numbered, set_to

ON = dt.date(2024, 12, 31)
PERIOD = year_to_date(ON)
STUDENTS = """
    ФИО            | Дата рождения | Класс | ОВЗ | СОП | ПДН
    Липа Анна      | 01.02.2010    | 8А    | да  | да  | нет
    Клевер Ясень   | 01.02.2010    | 8А    | нет | нет | да
    Осока Рябина   | 01.02.2010    | 8Б    | да  | да  | нет
    Вяз Тополь     | 01.02.2010    | 8Б    | нет | нет | нет
"""
PAIRS = """
    Наставник  | Наставляемый | Форма наставничества | Дата начала | Формат
    Внешний А  | Липа Анна    | студент – ученик     | 01.09.2024  | очный
    Внешний Б  | Клевер Ясень | студент – ученик     | 01.09.2024  | очный
"""


@pytest.fixture(scope="module")
def roster():
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


@pytest.fixture(scope="module")
def whole(roster):
    return people_figures(Source(roster, "сохранённая версия № 1"), PERIOD, declarations(), special=True)


@pytest.fixture(scope="module")
def plain(roster):
    return people_figures(Source(roster, "сохранённая версия № 1"), PERIOD, declarations())


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def table(sheet):
    """Returns the rows below the frozen header as dicts; none without a table."""
    if sheet.freeze_panes is None:
        return []
    top = int(sheet.freeze_panes[1:]) - 1
    titles = [cell.value for cell in sheet[top] if cell.value]
    first, last = (int(row) for row in re.findall(r"\d+", sheet.auto_filter.ref))
    assert first == top
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top + 1, max_row=last, max_col=len(titles))]
    return [dict(zip(titles, row, strict=True)) for row in rows]


def near(value):
    """Returns the number as a file holds it: 16 digits (Excel itself knows 15); an empty cell where there is none."""
    return None if value is None else pytest.approx(float(value), rel=1e-15, abs=0)


def without_data(roster):
    """Returns the numbers of the shares that the demonstration does not tell of: none of those that it knows."""
    lacking = {result.indicator.number for result in results(roster, PERIOD) if result.headline.value is None}
    assert not lacking & KNOWN
    return lacking


def people(roster, result):
    declared = declarations()
    listed = explanations(roster, PERIOD, Filters(), result.indicator, declared)
    return [person for person in listed if person.could_count]


def test_the_figures_are_those_of_the_results_as_numbers_to_compute_with(roster, whole):
    rows = table(opened(whole)[shares_sheet.SHEET])
    computed = results(roster, PERIOD)
    without_data(roster)
    for row, result in zip(rows, computed, strict=False):
        share = result.headline
        assert (row["№"], row["Показатель"], row["Состояние"]) == (
            result.indicator.number,
            result.indicator.short,
            result.status.title,
        )
        assert (row["Учтены"], row["Всего"], row["Доля"]) == (share.part, share.whole, near(share.value))
        is_told = left_school(roster, PERIOD)[declarations().people(result.indicator)] is not None
        assert row["Выбыли за период, не учтены"] == (result.left_in_period if is_told else None)
        for year, goal in result.goals.items():
            assert row[f"Целевое значение {year} года"] == near(goal)
            assert row[f"До целевого значения {year} года, чел."] == share.missing(goal)
    distance, literal = rows[len(computed) :]
    assert (distance["№"], distance["Учтены"], distance["Доля"]) == (4, numbered(computed)[4].distance, None)
    reading = numbered(computed)[5].other_readings[0]
    assert (literal["№"], literal["Учтены"], literal["Всего"]) == (5, reading.part, reading.whole)


def test_the_titles_stand_in_full_word_for_word(whole):
    words = {cell.value for row in opened(whole)[shares_sheet.SHEET].iter_rows() for cell in row}
    assert {f"{indicator.number}. {indicator.title}" for indicator in declarations().indicators} <= words


def test_a_percent_is_shown_with_one_digit_and_more_where_it_would_look_like_its_goal():
    pupils = "\n".join(f"Клён {number} | 01.02.2010 | 8А" for number in range(2001))
    pairs = "\n".join(f"Внешний | Клён {number} | студент – ученик | 01.09.2024" for number in range(300))
    lists = checked(
        f"ФИО | Дата рождения | Класс\n{pupils}",
        pairs=f"Наставник | Наставляемый | Форма наставничества | Дата начала\n{pairs}",
    )
    sheet = opened(people_figures(Source(lists.roster, "файлы"), PERIOD, declarations()))[shares_sheet.SHEET]
    row = next(row for row in sheet.iter_rows() if row[0].value == 1)
    assert (row[5].value, row[5].number_format) == (near(Fraction(300, 2001)), "0.00%")
    assert row[6].number_format == "0.0%"


def test_each_person_of_the_part_and_each_who_could_count_stands_once_in_the_sheet_of_the_indicator(roster, whole):
    book, lacking = opened(whole), without_data(roster)
    for result in results(roster, PERIOD):
        rows, expected = table(book[f"№ {result.indicator.number}"]), people(roster, result)
        if result.indicator.number in lacking:
            assert (rows, expected) == ([], [])
            continue
        assert len([row for row in rows if row["Учтён"] == "да"]) == result.headline.part
        assert sorted((row["ФИО"], row["Учтён"]) for row in rows) == sorted(
            (person.name, "да" if person.counts else "нет") for person in expected
        )
        assert all(row["Пары"] for row in rows if row["Учтён"] == "да")
        assert all(row["Почему не учтён"] for row in rows if row["Учтён"] == "нет")


def test_the_breakdowns_add_up_to_the_part_and_to_those_who_could_count(roster, whole):
    rows, lacking = table(opened(whole)[breakdowns_sheet.SHEET]), without_data(roster)
    for result in results(roster, PERIOD):
        mine = [row for row in rows if row["№"] == result.indicator.number]
        if result.indicator.number in lacking:
            assert mine == []
            continue
        for kind in ("по классам", "по возрасту"):
            of_kind = [row for row in mine if row["Разрез"] == kind]
            if not of_kind:
                assert (result.indicator.key, kind) == ("young_specialists", "по классам")
                continue
            assert sum(row["Учтены"] for row in of_kind) == result.headline.part
            assert sum(row["Могли бы"] for row in of_kind) == result.headline.could
        for kind in ("по форме", "по формату"):
            assert sum(row["Учтены"] for row in mine if row["Разрез"] == kind) >= result.headline.part
    coverage = [row for row in rows if row["№"] is None]
    assert sum(row["Могли бы"] for row in coverage) == results(roster, PERIOD)[0].headline.whole


def test_without_being_asked_a_swap_of_marks_between_two_pupils_changes_no_byte():
    def made(students, **more):
        lists = checked(students, pairs=PAIRS)
        return people_figures(Source(lists.roster, "файлы"), PERIOD, declarations(), **more)

    swapped = STUDENTS.replace("8А    | да  | да  | нет", "8А    | нет | нет | да ")
    swapped = swapped.replace(
        "Клевер Ясень   | 01.02.2010    | 8А    | нет | нет | да",
        "Клевер Ясень   | 01.02.2010    | 8А    | да | да | нет",
    )
    swapped = swapped.replace("8Б    | да  | да  | нет", "8Б    | нет | нет | нет").replace(
        "Вяз Тополь     | 01.02.2010    | 8Б    | нет | нет", "Вяз Тополь     | 01.02.2010    | 8Б    | да | да"
    )
    assert made(STUDENTS) == made(swapped)
    assert made(STUDENTS, special=True) != made(swapped, special=True)


def test_without_being_asked_marks_moved_to_another_class_form_or_mode_change_no_byte():
    pairs = PAIRS.replace(
        "Клевер Ясень | студент – ученик     | 01.09.2024  | очный",
        "Вяз Тополь   | работодатель – ученик | 01.09.2023 | очный",
    )
    first = checked(STUDENTS, pairs=pairs).roster
    students = first.students.copy()
    for key in ("ovz", "at_risk"):
        students[key] = [False, False, True, True]  # of Липа and Осока before
    moved = replace(first, students=students)
    content = [people_figures(Source(lists, "файлы"), PERIOD, declarations()) for lists in (first, moved)]
    assert content[0] == content[1]


def test_without_being_asked_the_sheets_of_health_and_registers_name_nobody(roster, plain):
    book = opened(plain)
    names = set(roster.students["name"])
    special = special_numbers(declarations())
    assert special & KNOWN == {4, 5}
    for number in special:
        cells = [cell.value for row in book[f"№ {number}"].iter_rows() for cell in row if cell.value]
        assert NOT_ASKED in cells
        assert not [text for text in cells for name in names if name in str(text)]
    told = {row["№"] for row in table(book[breakdowns_sheet.SHEET])}
    assert not told & special
    assert told >= {None, 1, 2, 3}


def test_without_being_asked_no_part_of_the_file_says_of_anybody_that_he_has_a_mark(plain):
    assert all("ОВЗ" not in row and "ПДН" not in row for sheet in opened(plain) for row in table(sheet))
    with zipfile.ZipFile(io.BytesIO(plain)) as parts:
        words = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "нет отметки об ОВЗ" not in words
    assert "не состоит на персонифицированном учёте" not in words


def test_asked_for_every_sheet_of_pupils_tells_their_marks_on_the_report_day():
    lists = checked(STUDENTS, pairs=PAIRS)
    book = opened(people_figures(Source(lists.roster, "файлы"), PERIOD, declarations(), special=True))
    marks = {row["ФИО"]: (row["ОВЗ"], row["СОП, персонифицированный учёт"], row["ПДН"]) for row in table(book["№ 1"])}
    assert marks == {
        "Липа Анна": ("да", "да", "нет"),
        "Клевер Ясень": ("нет", "нет", "да"),
        "Осока Рябина": ("да", "да", "нет"),
        "Вяз Тополь": ("нет", "нет", "нет"),
    }


def test_a_mark_of_a_register_stands_only_from_its_day_on():
    entered = STUDENTS.replace("8А    | да  | да ", "8А    | да  | 05.09.2024")
    roster = checked(entered, pairs=PAIRS).roster
    for on, expected in ((dt.date(2024, 9, 4), "нет"), (dt.date(2024, 9, 5), "да")):
        content = people_figures(Source(roster, "файлы"), year_to_date(on), declarations(), special=True)
        row = next(row for row in table(opened(content)["№ 1"]) if row["ФИО"] == "Липа Анна")
        assert row["СОП, персонифицированный учёт"] == expected


def test_teachers_have_neither_a_class_nor_marks(whole):
    assert set(table(opened(whole)["№ 3"])[0]) == {"ФИО", "Учтён", "Пары", "Почему не учтён"}


def test_every_sheet_and_every_printed_page_is_marked(plain, roster):
    shown = people_figures(Source(roster, "демонстрационные данные", is_demonstration=True), PERIOD, declarations())
    for content, marks in ((plain, [PERSONAL]), (shown, [DEMONSTRATION, PERSONAL])):
        for sheet in opened(content):
            assert [sheet.cell(row, 1).value for row in range(2, 2 + len(marks))] == marks
            assert sheet.oddFooter.left.text == ". ".join(marks)
    assert DEMONSTRATION_SCHOOL in {row["Что сказано"] for row in table(opened(shown)[ABOUT])}


def test_every_sheet_lies_on_a4_one_page_wide_with_its_header_on_every_page(whole, roster):
    empty = {f"№ {number}" for number in without_data(roster)}
    for sheet in opened(whole):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        if sheet.title in empty:
            assert sheet.freeze_panes is None  # a sentence, no table
            continue
        header = int(sheet.freeze_panes[1:]) - 1
        assert sheet.print_title_rows == f"${header}:${header}"


def test_it_says_what_it_was_made_from_and_under_which_settings(roster):
    settings = set_to(school="Школа под липами", counted_registers=("vshu",), method_order="приказом № 5")
    settled = declarations(settings=settings)
    content = people_figures(Source(roster, "сохранённая версия № 7"), PERIOD, settled)
    rows = {row["О чём"]: row["Что сказано"] for row in table(opened(content)[ABOUT])}
    assert rows["Школа"] == "Школа под липами"
    assert rows["На какой день"] == "31.12.2024"
    assert rows["Из чего сделан"] == Source(roster, "сохранённая версия № 7").provenance(PERIOD, settled)
    assert "учитываются только: ВШУ" in rows["Кто учитывается"]
    assert rows["Показатель № 1"].startswith(settled.indicators[0].title)


def test_the_charts_are_excels_own_and_draw_what_stands_in_the_tables(whole, roster):
    book, lacking = opened(whole), without_data(roster)
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    for chart in charts:
        for series in re.findall(r"<c:ser>.*?</c:ser>", chart):
            formulas = re.findall(r"<c:f>(?:'?([^'!]+)'?)!([^<]+)</c:f>", series)
            (sheet, title), (_, categories), (_, values) = formulas
            page = book[sheet]
            header = page[title.replace("$", "")].value
            column, first, _, last = range_boundaries(values.replace("$", ""))
            assert page.cell(int(page.freeze_panes[1:]) - 1, column).value == header
            told = [row for row in range(first, last + 1) if page.cell(row, 1).value not in lacking]
            assert told
            assert all(isinstance(page.cell(row, column).value, int | float) for row in told)
            assert range_boundaries(categories.replace("$", ""))[1::2] == (first, last)
    first = table(book[shares_sheet.SHEET])[: len(declarations().indicators)]
    assert [row["Доля"] for row in first if row["№"] not in lacking] == [
        float(number)
        for number in map(float, re.findall(r"<c:v>([\d.e-]+)</c:v>", re.search(r"<c:val>.*?</c:val>", charts[0])[0]))
    ]


def test_the_same_lists_and_settings_give_the_same_bytes_whenever_it_is_made(roster, plain, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert people_figures(Source(roster, "сохранённая версия № 1"), PERIOD, declarations()) == plain
    with zipfile.ZipFile(io.BytesIO(plain)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_lists_that_cannot_tell_make_sheets_that_say_so():
    lists = checked("ФИО | Дата рождения | Класс\nЛипа Анна | 01.02.2010 | 8А")
    book = opened(people_figures(Source(lists.roster, "файлы"), PERIOD, declarations(), special=True))
    assert "Нет данных" in {row["Состояние"] for row in table(book[shares_sheet.SHEET])}
    assert any("Нет данных" in str(row[0].value) for row in book["№ 1"].iter_rows())
    assert book["№ 1"].freeze_panes is None


@pytest.mark.parametrize("special", [True, False])
def test_the_command_writes_it_with_marks_only_when_asked(tmp_path, special):
    path = tmp_path / "показатели.xlsx"
    more = ["--with-special"] if special else []
    assert main([str(demo.PATH), "--format", "xlsx", *more, "--output", str(path)]) == 0
    assert bool(table(openpyxl.load_workbook(path)["№ 4"])) is special


def test_of_lists_without_days_of_leaving_nothing_is_said_of_those_who_left(roster):
    told = [frame.get("left_on") is not None for frame in (roster.students, roster.teachers)]
    assert told == [True, False]
    rows = table(opened(people_figures(Source(roster, "файлы"), PERIOD, declarations()))[shares_sheet.SHEET])
    known = {row["№"]: row["Выбыли за период, не учтены"] is not None for row in rows if row["Состояние"]}
    lists = {result.indicator.number: declarations().people(result.indicator) for result in results(roster, PERIOD)}
    assert known == {number: people == "students" for number, people in lists.items()}
