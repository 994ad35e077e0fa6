"""Tables are found by their headers, wherever and however they stand."""

from __future__ import annotations

import pytest

from data.loading import check, load
from data.recognition.blocks import find_blocks
from tests.data.lists import TODAY, checked, codes, csv_of, drawn, reported, sheet, xlsx
from tests.data.recognition.recognised import names, only_block


def test_a_title_and_the_date_of_the_data_stand_above_the_header():
    lists = checked("""
        Список обучающихся МБОУ «СОШ № 7»
        по состоянию на 01.10.2024
        ~
        № | ФИО | Дата рождения | Класс
        1 | Иванова Анна | 01.02.2012 | 6А
    """)
    assert lists.blocks[0].header_row == 4
    assert (lists.as_of.isoformat(), lists.as_of_source, codes(lists)) == ("2024-10-01", "list", [])


def test_a_list_may_start_in_any_column():
    block = only_block([["", "", "ФИО", "Дата рождения", "Класс"], ["", "", "Иванова Анна", "2012", "6А"]])
    assert block.columns == {"name": [2], "birth": [3], "class_name": [4]}


def test_lines_that_name_a_class_give_the_class_of_the_rows_below():
    lists = checked("""
        №  | ФИО          | Дата рождения
        6А класс
        1  | Иванова Анна | 01.02.2012
        Класс: | 6 «Б»
        1  | Петров Иван  | 01.02.2012
           | 7В           |
        1  | Сидоров Иван | 01.02.2011
    """)
    assert list(lists.roster.students["class_name"]) == ["6А", "6Б", "7В"]
    assert codes(lists) == []


@pytest.mark.parametrize("name", ["6А", "6 а класс", "Класс 6А", '6 "А"'])
def test_a_sheet_per_class_gives_the_class_by_its_name(name):
    quoted = sheet("ФИО | Дата рождения\nИванова Анна | 01.02.2012", name)
    assert list(check([quoted], today=TODAY).roster.students["class_name"]) == ["6А"]


def test_a_class_in_the_title_comes_before_the_name_of_the_sheet():
    lists = check(
        [sheet("Список учащихся 6 «А» класса\nФИО | Дата рождения\nИванова Анна | 01.02.2012", "7Б")], today=TODAY
    )
    assert list(lists.roster.students["class_name"]) == ["6А"]


def test_tables_one_below_the_other_are_all_found():
    lists = checked("""
        Обучающиеся
        ФИО | Дата рождения | Класс | ОВЗ | СОП
        Иванова Анна | 01.02.2012 | 6А | ОВЗ | СОП
        ~
        Педагоги
        ФИО | Должность | Молодой специалист
        Петрова Мария | учитель | МС
        Пары
        Наставник | Наставляемый | Дата начала
        Петрова Мария | Иванова Анна | 01.09.2024
    """)
    assert [(block.table, block.header_row) for block in lists.blocks] == [
        ("students", 2),
        ("teachers", 6),
        ("pairs", 9),
    ]
    assert (lists.counts, codes(lists)) == ({"students": 1, "teachers": 1, "pairs": 1}, [])


def test_a_weaker_table_above_a_stronger_one_is_found_first():
    rows = "ФИО | Должность\nПетрова Мария | учитель\n~\nФИО | Дата рождения | Класс | ОВЗ | СОП\nИванова Анна | 01.02.2012 | 6А | |"
    assert [block.table for block in checked(rows).blocks] == ["teachers", "students"]


def test_lists_of_classes_one_below_the_other_have_their_own_classes():
    lists = checked("""
        Класс 6А
        № | ФИО | Дата рождения
        1 | Иванова Анна | 01.02.2012
        Класс 6Б
        № | ФИО | Дата рождения | ОВЗ
        1 | Петров Иван | 01.02.2012 |
    """)
    assert list(lists.roster.students["class_name"]) == ["6А", "6Б"]


def test_a_mentor_merged_over_several_mentees_is_the_mentor_of_each():
    rows = drawn("""
        Наставник | Наставляемый | Дата начала
        Петрова Мария | Иванова Анна | 01.09.2024
                      | Петров Иван | 01.09.2024
                      | Сидоров Иван | 01.09.2024
    """)
    lists = load([("Пары.xlsx", xlsx({"Пары": rows}, merged={"Пары": ["A2:A4"]}))], today=TODAY)
    assert list(lists.roster.pairs["mentor"]) == ["Петрова Мария"] * 3


def test_without_merged_cells_nobody_guesses_the_mentor():
    lists = checked(
        pairs="Наставник | Наставляемый | Дата начала\nПетрова Мария | Иванова Анна | 01.09.2024\n | Петров Иван | 01.09.2024"
    )
    (finding,) = reported(lists)
    assert (finding.code, finding.cell, finding.field) == ("empty_required", "A3", "mentor")


def test_a_summary_by_class_is_not_a_list_of_pupils():
    summary = sheet("Класс | Количество | ОВЗ | СОП\n6А | 20 | 1 | 2", "Сводная")
    assert find_blocks(summary) == []


def test_a_list_of_names_alone_is_known_by_the_name_of_its_sheet():
    assert only_block([["ФИО"], ["Петрова Мария"]], "Педагоги").table == "teachers"
    assert find_blocks(sheet([["ФИО"], ["Петрова Мария"]], "Лист1")) == []


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_every_encoding_and_separator_is_read(encoding, separator):
    rows = drawn("ФИО | Дата рождения | Класс\nИванова Анна | 01.02.2012 | 6А\nСемёнов Пётр | 01.03.2012 | 6 «Б»")
    lists = load([("Обучающиеся.csv", csv_of(rows, encoding, separator))], today=TODAY)
    assert names(lists) == ["Иванова Анна", "Семёнов Пётр"]
    assert codes(lists) == []
