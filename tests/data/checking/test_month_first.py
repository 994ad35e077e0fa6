"""A column whose days can only be read month first is asked about, and never turned unasked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from data.checking.messages import message
from data.corrections.cells import wrong_cells
from data.corrections.month_first import turned_days
from data.loading import check
from data.parsing.month_first import month_first_rows
from tests.data.lists import TODAY, checked, codes, drawn, reported, sheet

AMERICAN = """
    ФИО                      | Дата рождения | Класс
    Ромашкина Верба Кедровна | 09/13/2010    | 8А
    Клевер Ясень Тополевич   | 02/03/2010    | 8А
    Осока Рябина Кленовна    | 12/31/2010    | 8А
    Пион Мак Лютикович       |               | 8А
"""
D = dt.date


def test_it_is_one_error_of_the_column_and_no_day_of_it_is_believed():
    lists = checked(AMERICAN)
    (finding,) = reported(lists, "month_first")
    assert codes(lists) == ["month_first", "no_birth_date"]
    assert (finding.cell, finding.field, finding.count) == ("B1", "birth", 3)
    assert (lists.counts["students"], lists.left_out["students"]) == (1, 3)
    assert message(finding).replace("\u00a0", " ") == (
        "Лист «Обучающиеся», столбец B «Дата рождения»: даты читаются только так, что месяц стоит перед днём "
        "(3 ячейки: «09/13/2010» – 13.09.2010, «02/03/2010» – 03.02.2010, «12/31/2010» – 31.12.2010). "
        "Подтвердите это на странице загрузки или впишите даты: ДД.ММ.ГГГГ."
    )
    assert wrong_cells([finding], lists.blocks) == []  # the header is no wrong cell


def test_what_the_person_confirms_are_corrected_cells():
    read = sheet(AMERICAN, "Обучающиеся")
    lists = check([read], today=TODAY)
    days = turned_days(reported(lists, "month_first")[0], read, lists.blocks)
    assert days == {(1, 1): "13.09.2010", (2, 1): "03.02.2010", (3, 1): "31.12.2010"}
    rows = [[days.get((row, column), cell) for column, cell in enumerate(cells)] for row, cells in enumerate(read.rows)]
    corrected = check([replace(read, rows=rows)], today=TODAY)
    assert codes(corrected) == ["no_birth_date"]
    assert [day.date() for day in corrected.roster.students["birth"].dropna()] == [
        D(2010, 9, 13),
        D(2010, 2, 3),
        D(2010, 12, 31),
    ]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (["09/13/2010", "12.31.10", "5-25-2010"], [0, 1, 2]),
        (["09/13/2010 г.", "", "нет", "01/31/2010"], [0, 3]),
        (["09/13/2010", "09/14/2010", D(2010, 2, 3)], [0, 1, 2]),  # a day that a program has turned, perhaps
        (["09/13/2010", "09/14/2010", D(2010, 2, 3), D(2010, 2, 28)], [0, 1]),
        (["09/13/2010"], [0]),
        (["09/13/2010", D(2010, 2, 3)], []),
        (["09/13/2010", "13/09/2010"], []),  # day first, and a slip
        (["13.09.2010", "14.09.2010", "05.14.2010"], []),
        (["05.14.2010", "01.02.2010", "03.04.2010"], []),  # a single one among others may be a slip
        (["01.02.2010", "03.04.2010"], []),  # either way
        (["2010-09-13", "2010-13-09"], []),
        (["31/31/2010", "32/13/2010"], []),
        ([D(2010, 2, 3), D(2010, 12, 12)], []),
        ([], []),
    ],
)
def test_a_column_is_asked_about_only_where_it_cannot_be_read_otherwise(cells, rows):
    assert month_first_rows(cells) == rows


def test_starts_and_ends_of_pairs_are_asked_about_alike():
    pairs = """
        Наставник          | Наставляемый             | Дата начала | Дата окончания
        Пион Мак Лютикович | Ромашкина Верба Кедровна | 09/01/2023  | 05/31/2024
        Пион Мак Лютикович | Клевер Ясень Тополевич   | 10/01/2023  | 05/25/2024
    """
    students = AMERICAN.replace("09/13", "13.09").replace("02/03", "03.02").replace("12/31", "31.12")
    lists = checked(students.replace("/2010", ".2010"), pairs=pairs)
    assert [(finding.field, finding.count) for finding in reported(lists, "month_first")] == [("end", 2)]
    assert lists.counts["pairs"] == 0


def test_each_list_is_asked_about_by_itself():
    rows = drawn(AMERICAN)
    names = ("8А", "8Б")
    second = [[cell.replace("вна", "вна-Дуб").replace("вич", "вич-Дуб") for cell in row] for row in rows]
    lists = check([sheet(rows, names[0]), sheet(second, names[1])], today=TODAY)
    assert [finding.sheet for finding in reported(lists, "month_first")] == ["8А", "8Б"]
