"""Titles that stand over several columns."""

from __future__ import annotations

import pytest

from data.loading import load
from tests.data.lists import TODAY, checked, codes, drawn, xls, xlsx
from tests.data.recognition.recognised import only_block


def test_a_group_stands_over_its_columns_also_without_merged_cells():
    lists = checked(
        pairs="""
        №  | Наставник   |       | Наставляемый |       |               | Форма           | Дата       |
           | ФИО         | Класс | ФИО          | Класс | Дата рождения |                 | начала     | окончания
        1  | Иванов Иван | 11А   | Петров Пётр  | 6А    | 2012          | ученик – ученик | 01.09.2024 | 31.05.2025
    """
    )
    (block,) = lists.blocks
    assert block.columns == {
        "mentor": [1], "mentor_class": [2], "mentee": [3], "mentee_class": [4], "mentee_birth": [5], "form": [6], "start": [7], "end": [8],
    }  # fmt: skip
    assert (block.header_row, block.header("start"), codes(lists)) == (2, "Дата начала", [])


@pytest.mark.parametrize("group", ["Данные наставника", "Сведения о наставнике", "НАСТАВНИК (педагог, ученик)"])
def test_under_a_group_of_the_mentor_the_class_and_birth_are_the_mentor_s(group):
    block = only_block(
        [
            [group, "", "", "Наставляемый", "Дата начала"],
            ["ФИО", "Класс", "Дата рождения", "", ""],
            ["Иванов Иван", "11А", "2007", "Петров Пётр", "01.09.2024"],
        ]
    )
    assert block.columns == {"mentor": [0], "mentor_class": [1], "mentor_birth": [2], "mentee": [3], "start": [4]}


def test_a_group_of_parents_gives_no_name():
    block = only_block(
        [
            ["№", "Родители", "", "Обучающийся", "", ""],
            ["", "ФИО", "Телефон", "ФИО", "Дата рождения", "Класс"],
            [1.0, "Иванов Пётр", "1", "Иванова Анна", "2012", "6А"],
        ]
    )
    assert block.columns == {"name": [3], "birth": [4], "class_name": [5]}


def test_registers_under_one_group_are_told_apart():
    block = only_block(
        [
            ["ФИО", "Дата", "", "Класс", "Учёт", "", ""],
            ["", "рождения", "зачисления", "", "СОП", "ВШУ", "КДН"],
            ["Иванова Анна", "01.02.2012", "01.09.2019", "6А", "", "", "да"],
        ]
    )
    assert {key: block.columns[key] for key in ("birth", "enrolled_on", "at_risk", "vshu", "kdn")} == {
        "birth": [1], "enrolled_on": [2], "at_risk": [4], "vshu": [5], "kdn": [6],
    }  # fmt: skip


@pytest.mark.parametrize("group", ["Категория (отметить)", "Категория, отметить знаком +"])
def test_what_stands_beside_the_title_of_a_group_says_nothing_of_its_columns(group):
    lists = checked(f"""
        ФИО                  | Дата рождения | Класс | {group} |
                             |               |       | ОВЗ     | СОП
        Осинкин Ясень Ивович | 01.02.2010    | 9А    | +       |
    """)
    assert lists.blocks[0].columns["ovz"] == [3]
    assert lists.roster.students["ovz"].tolist() == [True]


@pytest.mark.parametrize("write", [xlsx, xls])
def test_merged_headers_of_a_workbook_are_read_like_others(write):
    rows = drawn("""
        № | ФИО | Дата | | Класс
          |     | рождения | зачисления |
        1 | Иванова Анна | 01.02.2012 | 01.09.2019 | 6А
    """)
    content = (
        write({"Лист1": rows}, merged={"Лист1": ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]})
        if write is xlsx
        else write({"Лист1": rows})
    )
    lists = load([("Список." + write.__name__, content)], today=TODAY)
    assert lists.blocks[0].columns == {"name": [1], "birth": [2], "enrolled_on": [3], "class_name": [4]}
    assert lists.counts["students"] == 1


def test_a_title_over_the_header_is_not_its_group():
    block = only_block([["Класс 6А", "", ""], ["№", "ФИО", "Дата рождения"], [1.0, "Иванова Анна", "2012"]])
    assert (block.header_row, block.headers, block.class_name) == (2, {0: "№", 1: "ФИО", 2: "Дата рождения"}, "6А")
