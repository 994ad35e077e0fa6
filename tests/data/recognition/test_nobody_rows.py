"""Lines below a header that are nobody, and people who look like such lines."""

from __future__ import annotations

from tests.data.lists import checked, codes, reported
from tests.data.recognition.recognised import names


def test_a_line_of_column_numbers_below_the_header_is_nobody():
    assert names(
        checked("""
        № | ФИО | Дата рождения | Класс
        1 | 2 | 3 | 4
        1 | Иванова Анна | 01.02.2012 | 6А
    """)
    ) == ["Иванова Анна"]


def test_blank_rows_totals_and_signatures_are_nobody():
    lists = checked("""
        №  | ФИО          | Дата рождения | Класс
        1  | Иванова Анна | 01.02.2012    | 6А
        ~
        2  | Петров Иван  | 01.02.2012    | 6А
        3  |              |               |
        Итого | 2         |               |
           | Всего обучающихся: 2 | |
           | Мальчиков: 1  |               |
           | Девочек | 1 |
        Директор школы | Демаков С.Н. | |
           | Директор школы ________ Демаков С.Н. | |
           | М.П.         |               |
           | Исполнитель: | Петрова А.А.  |
    """)
    assert names(lists) == ["Иванова Анна", "Петров Иван"]
    assert codes(lists) == []


def test_a_surname_that_begins_like_a_total_is_a_surname():
    assert names(
        checked("""
        ФИО | Дата рождения | Класс
        Мальчиков Иван | 01.02.2012 | 6А
        Всеволодов Пётр | 01.02.2012 | 6А
        Итогова Анна | 01.02.2012 | 6А
    """)
    ) == ["Мальчиков Иван", "Всеволодов Пётр", "Итогова Анна"]


def test_a_head_teacher_in_the_list_of_teachers_is_a_teacher():
    assert names(
        checked(
            teachers="""
        Должность | ФИО | Дата рождения
        Директор | Демаков Сергей Николаевич | 01.02.1970
        Заместитель директора | Демакова Татьяна Викторовна |
    """
        ),
        "teachers",
    ) == ["Демаков Сергей Николаевич", "Демакова Татьяна Викторовна"]


def test_an_employer_who_is_a_director_is_a_mentor():
    lists = checked(
        pairs="""
        Наставник | Наставляемый | Дата начала
        Директор ООО «Ромашка» Петров П.П. | Иванова Анна | 01.09.2024
    """
    )
    assert lists.counts["pairs"] == 1


def test_a_lone_cell_that_is_no_name_is_left_out_with_an_information():
    lists = checked("""
        №  | ФИО          | Дата рождения           | Класс
        1  | Иванова Анна | 01.02.2012              | 6А
           |              | без выбывших за неделю  |
           | * список проверен 01.09.2024 |         |
    """)
    assert names(lists) == ["Иванова Анна"]
    assert [(finding.code, finding.row, finding.cell) for finding in reported(lists)] == [
        ("left_out_row", 3, "C3"),
        ("left_out_row", 4, "B4"),
    ]


def test_a_name_with_nothing_beside_it_is_a_person_with_empty_cells():
    lists = checked("ФИО | Дата рождения | Класс\nИванова Анна | |")
    assert codes(lists) == ["empty_required", "no_birth_date"]


def test_the_header_repeated_on_every_printed_page_is_nobody():
    lists = checked("""
        № | ФИО | Дата рождения | Класс
        1 | Иванова Анна | 01.02.2012 | 6А
        № | ФИО | Дата рождения | Класс
        2 | Петров Иван | 01.02.2012 | 6А
    """)
    assert len(lists.blocks) == 1
    assert names(lists) == ["Иванова Анна", "Петров Иван"]


def test_a_row_of_people_with_words_that_are_headers_is_no_header():
    lists = checked(teachers="ФИО | Должность | МС\nПетрова Мария | Учитель | МС\nИванов Иван | Учитель | МС")
    assert names(lists, "teachers") == ["Петрова Мария", "Иванов Иван"]
