"""A sheet reduced to what was recognised in it is recognised alike, whatever stood around and beside it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from data.loading import check
from data.parsing import is_blank
from data.recognition.dates_in_titles import reduced_title
from data.recognition.reduced_sheets import WITHHELD, reduced
from data.spreadsheets.sheet import Cell, Sheet
from tests.data.lists import TODAY, drawn, wide

LIST = drawn("""
    № | ФИО                      | Дата рождения | Класс | Кружок  | ОВЗ
    1 | Ромашкина Верба Кедровна | 01.02.2010    | 8А    | хор     | да
    2 | Клевер Ясень Тополевич   | 02.02.2010    | 8А    | шахматы | нет
      | Выбыли                   |               |       |         |
    3 | Осока Рябина Кленовна    | 03.02.2010    | 8А    | лыжи    | нет
""")
TITLES: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from([
        "", "", "по состоянию на", "По состоянию на 01.09.2024", "на 02.09.2024", "Список 8А класса", "УТВЕРЖДАЮ",
        "Директор Кедров К.К. 03.09.2024", "Приказ от 04.09.2024 № 5", "05.09.2024", "дата", "Дата выгрузки: ",
        "6 сентября 2024 г.", "45540", "на 31.02.2024", "выгружено 07.09.2024, на дату 08.09.2024", "2024/2025 уч. год",
        "в. т. ч. с ОВЗ", "диабет",
    ]),
    st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)),
    st.integers(1, 50000).map(float),
    st.text(max_size=8),
)  # fmt: skip
ABOVE = st.lists(st.lists(TITLES, max_size=4), max_size=5)


def assert_alike(sheet: Sheet) -> Sheet:
    before = check([sheet], today=TODAY)
    small = reduced(sheet)
    after = check([small], today=TODAY)
    assert after.findings == before.findings
    assert (after.as_of, after.as_of_source, after.counts) == (before.as_of, before.as_of_source, before.counts)
    for first, second in ((before.roster.students, after.roster.students), (before.roster.pairs, after.roster.pairs)):
        assert (first is None) == (second is None)
        assert first is None or first.equals(second)
    return small


@settings(deadline=None, max_examples=25)
@given(above=ABOVE)
def test_whatever_stands_above_a_list_says_the_same_of_its_day(above):
    assert_alike(Sheet("а.xlsx", "Лист1", wide([*above, *LIST]), [], hidden=False))


@settings(deadline=None, max_examples=20)
@given(rows=ABOVE)
def test_a_sheet_that_is_no_list_says_the_same_and_keeps_nothing_but_a_day(rows):
    small = assert_alike(Sheet("а.xlsx", "Педагоги", wide(rows), [], hidden=False))
    assert "диабет" not in [cell for row in small.rows for cell in row]


AREAS = st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3))


@settings(deadline=None, max_examples=25)
@given(areas=st.lists(AREAS, max_size=3), above=ABOVE)
def test_merged_cells_fill_the_same_rows(areas, above):
    rows = wide([*above, *LIST])
    taken: set[tuple[int, int]] = set()
    merged = []
    for first, column, down, right in areas:
        cells = {(row, at) for row in range(first, first + down + 1) for at in range(column, column + right + 1)}
        if not cells & taken and column + right < 6 and first + down < len(rows):
            taken |= cells
            merged.append((first, column, first + down, column + right))
            for row, at in cells - {(first, column)}:
                rows[row][at] = ""
    assert_alike(Sheet("а.xlsx", "Лист1", rows, merged, hidden=False))


def test_of_a_list_only_what_was_recognised_remains():
    small = reduced(Sheet("а.xlsx", "Лист1", wide([["Дети, диабет", "на 01.09.2024"], *LIST]), [], hidden=False))
    assert small.rows[0][:2] == [WITHHELD, "на 01.09.2024"]
    assert small.rows[1] == LIST[0]
    assert [[bool(cell) for cell in row] for row in small.rows[2:]] == [
        [False, True, True, True, False, True], [False, True, True, True, False, True], [False] * 6, [False] * 6,
    ]  # fmt: skip


def test_a_ditto_of_a_reduced_list_means_what_stands_above():
    rows = drawn("""
        ФИО                    | Дата рождения | Класс
        Клевер Ясень Тополевич | 02.02.2010    | 8А
        Осока Рябина Кленовна  | 03.02.2010    | -//-
    """)
    assert_alike(Sheet("а.xlsx", "Лист1", rows, [], hidden=False))


def test_pairs_kept_beside_people_are_read_alike_in_a_reduced_list():
    rows = drawn("""
        ФИО                    | Дата рождения | Класс | Кружок | Наставник              | Дата закрепления
        Клевер Ясень Тополевич | 02.02.2010    | 8А    | хор    | Осока Рябина Кленовна  | 01.09.2024
        Осока Рябина Кленовна  | 03.02.2008    | 10А   | лыжи   |                        |
        Кедрова Ива Кленовна   | 03.02.2009    | 9А    | лыжи   | -//-                   |
    """)
    small = assert_alike(Sheet("а.xlsx", "Лист1", rows, [], hidden=False))
    assert not {"хор", "лыжи"} & {cell for row in small.rows for cell in row}


@given(st.one_of(TITLES, st.booleans(), st.times()))
def test_a_reduced_title_stays_itself_and_is_blank_only_where_nothing_stood(cell):
    once = reduced_title(cell, WITHHELD)
    assert reduced_title(once, WITHHELD) == once
    assert not is_blank(once)
