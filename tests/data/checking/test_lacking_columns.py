"""What is wrong in a list is told at once, whichever required column it lacks."""

from __future__ import annotations

import pytest

from tests.data.lists import checked, codes, reported

ROWS = """
    Осинкин Ясень Ивович | 01.02.2008 | 11А | по заявлению
    Рябинкин Клён Ивович | 31.02.2012 | 5А  | нет
    Ивина Верба Ивовна   | 01.02.2013 | 77Ж | нет
    Липин                | 01.02.1960 | 5А  | нет
    Выбыли               |            |     |
    Дубов Граб Ивович    | 01.02.2012 | 6А  | нет
"""
PUPILS = "ФИО | Дата рождения | Класс | Статус ОВЗ" + ROWS
OF_BIRTH = {("bad_date", "B3"), ("odd_age", "B5")}
OF_CLASS = {("odd_class", "C4")}


def found(lists) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.cell) for finding in reported(lists)}


WHOLE = found(checked(PUPILS))


def test_the_list_with_all_its_columns_has_each_of_these_faults():
    assert found(checked(PUPILS)) == WHOLE == {
        ("bad_flag", "D2"), ("short_name", "A5"), ("left_out_section", "A6"), *OF_BIRTH, *OF_CLASS,
    }  # fmt: skip


@pytest.mark.parametrize(("title", "of_column"), [("Дата рождения", OF_BIRTH), ("Класс", OF_CLASS)])
def test_a_missing_column_hides_nothing_but_its_own_faults(title, of_column):
    lists = checked(PUPILS.replace(title, "Сведения"))
    assert found(lists) == {("missing_column", None), *WHOLE - of_column}
    assert lists.roster.students is None


def test_people_who_only_the_missing_column_would_tell_apart_are_no_repeats():
    lists = checked("""
        ФИО                  | Сведения   | Класс
        Осинкин Ясень Ивович | 01.02.2008 | 11А
        Осинкин Ясень Ивович | 07.08.2007 | 11А
    """)
    assert codes(lists) == ["missing_column"]


def test_a_number_that_stands_twice_is_told_without_births_too():
    lists = checked("""
        № личного дела | ФИО                  | Сведения   | Класс
        С-1            | Осинкин Ясень Ивович | 01.02.2008 | 11А
        С-1            | Ивина Верба Ивовна   | 07.08.2007 | 11А
    """)
    assert codes(lists) == ["missing_column", "duplicate_number"]


def test_another_list_is_told_of_beside_one_that_lacks_a_column():
    lists = checked(PUPILS.replace("Дата рождения", "Сведения"), teachers="ФИО | Стаж\nДубов Граб | шесть")
    assert {"missing_column", "bad_flag", "bad_number"} <= set(codes(lists))


def test_pairs_that_lack_mentees_are_told_their_other_faults():
    lists = checked(
        PUPILS,
        pairs="""
        Наставник            | Цель | Форма           | Дата начала
        Осинкин Ясень Ивович | 1    | шефство         | 01.09.2024
        Чужакин Пётр Ивович  | 2    | ученик – ученик | 31.09.2024
    """,
    )
    assert {(finding.code, finding.cell) for finding in reported(lists) if finding.table == "pairs"} == {
        ("missing_column", None), ("unknown_form", "C2"), ("unknown_person", "A3"), ("bad_date", "D3"),
    }  # fmt: skip
