"""Headers that no title knows, understood by their words and by what stands below them."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import load
from tests.data.lists import TODAY, checked, codes, drawn, files, reported, required_columns

STUDENTS = """
    ФИО                    | Дата рождения | Класс
    Осинкин Ясень Ивович   | 01.02.2010    | 9А
    Рябинкин Клён Ивович   | 07.07.2014    | 6А
"""
PAIRS = """
    {} | {} | Форма | {} | {}
    Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик | 14.09.2024 | 31.05.2025
"""
USUAL = ("Наставник", "Наставляемый", "Дата начала", "Дата окончания")


def pairs(*headers: str) -> str:
    return PAIRS.format(*headers)


@pytest.mark.parametrize(
    "headers",
    [
        ("Шеф", "Подшефный", "Когда начали", "Когда закончили"),
        ("Кто", "С кем", "С какого времени", "По какое время"),
        ("Шеф (наставник)", "Подшефный (наставляемый)", "С", "По"),
        ("ФИО ученика-наставника", "За кем закреплён", "Дата закрепления пары", "Действует до"),
        ("Кто наставляет", "Закреплённый обучающийся", "Дата", "Дата прекращения работы пары"),
    ],
)
def test_the_words_of_a_header_tell_its_field_where_the_cells_agree(headers):
    lists = checked(STUDENTS, pairs=pairs(*headers))
    row = lists.roster.pairs.iloc[0]
    assert (row["mentor"], row["mentee"]) == ("Осинкин Ясень Ивович", "Рябинкин Клён Ивович")
    assert (row["start"].date().isoformat(), row["end"].date().isoformat()) == ("2024-09-14", "2025-05-31")


def test_a_column_understood_by_words_is_reported():
    findings = reported(checked(STUDENTS, pairs=pairs("Шеф", *USUAL[1:])), "assumed_column")
    assert [(finding.field, finding.cell) for finding in findings] == [("mentor", "A1")]
    assert "«Шеф»: столбец принят за «Наставник»" in message(findings[0])


def test_tidy_headers_assume_nothing():
    assert codes(checked(STUDENTS, pairs=pairs(*USUAL))) == []


@pytest.mark.parametrize("header", ["Стоимость закрепления", "Начальник отдела"])
def test_a_column_whose_cells_do_not_agree_with_its_words_is_not_used(header):
    text = pairs(*USUAL).replace("Дата окончания", header).replace("31.05.2025", "не знаю")
    lists = checked(STUDENTS, pairs=text)
    assert "end" not in lists.roster.pairs
    assert [finding.value for finding in reported(lists, "ignored_column")] == [header]


@pytest.mark.parametrize("header", ["Дата", "Дата ражденья", "Событие"])
def test_a_day_of_nobody_knows_what_is_no_birth(header):
    findings = reported(checked(STUDENTS.replace("Дата рождения", header)), "missing_column")
    assert [finding.field for finding in findings] == ["birth"]


@pytest.mark.parametrize("header", ["Кл.", "Уч. класс ребёнка", "В каком классе"])
def test_a_class_is_known_by_its_words(header):
    assert checked(STUDENTS.replace("Класс", header)).roster.students["class_name"].tolist() == ["9А", "6А"]


@pytest.mark.parametrize("header", ["Год рожд.", "Род.", "Род. (дата)", "Когда родился", "Дата и год рождения"])
def test_a_birth_is_known_by_its_words(header):
    assert checked(STUDENTS.replace("Дата рождения", header)).roster.students["birth"].notna().all()


def test_a_birth_may_stand_in_the_cell_of_the_name():
    lists = checked("""
        Ф.И.О., дата рождения обучающегося | Класс
        Осинкин Ясень Ивович, 01.02.2010 г.р. | 9А
    """)
    student = lists.roster.students.iloc[0]
    assert (student["name"], student["birth"].date().isoformat()) == ("Осинкин Ясень Ивович", "2010-02-01")


@pytest.mark.parametrize("cell", ["Осинкин Ясень Ивович, 01.02.2010?", "Осинкин Ясень Ивович, 31.02.2010"])
def test_a_birth_beside_a_name_is_asked_where_it_is_doubtful_or_no_day(cell):
    lists = checked(f"Ф.И.О., дата рождения | Класс\n{cell} | 9А")
    assert [finding.field for finding in reported(lists, "bad_date")] == ["birth"]


@pytest.mark.parametrize("cell", ["12.03.2010 (уточнить)", "12.03.2010?", "около 12.03.2010"])
def test_a_doubtful_birth_in_a_column_of_its_own_is_asked(cell):
    assert [finding.field for finding in reported(checked(STUDENTS.replace("01.02.2010", cell)), "bad_date")] == [
        "birth"
    ]


def test_a_column_that_names_no_pairs_is_of_neither_side():
    text = "Пара | Форма | Дата начала\n12 | ученик – ученик | 14.09.2024"
    assert {"mentor", "mentee"} <= {
        finding.field for finding in reported(checked(STUDENTS, pairs=text), "missing_column")
    }


@pytest.mark.parametrize(
    "header", ["Наставническая пара", "Пара (наставник – наставляемый)", "Наставник / наставляемый"]
)
def test_both_of_a_pair_may_stand_in_one_cell(header):
    lists = checked(STUDENTS, pairs=f"""
        {header}                                       | Форма           | Дата начала
        Осинкин Ясень (9А) – Рябинкин Клён Ивович (6А) | ученик – ученик | 14.09.2024
    """)  # fmt: skip
    assert lists.roster.pairs[["mentor", "mentee"]].values.tolist() == [
        ["Осинкин Ясень Ивович", "Рябинкин Клён Ивович"]
    ]


def test_a_line_that_names_a_mentor_holds_for_the_rows_below():
    lists = checked(STUDENTS, pairs="""
        № | Наставляемый | Форма | Дата начала
        Наставник: Осинкин Я. И., 9А | | |
        1 | Рябинкин Клён Ивович | ученик – ученик | 14.09.2024
    """)  # fmt: skip
    assert lists.roster.pairs["mentor"].tolist() == ["Осинкин Ясень Ивович"]


def test_each_of_two_class_columns_is_of_the_side_before_it():
    students = STUDENTS + "    Рябинкин Клён Ивович   | 08.08.2010    | 9А\n"
    lists = checked(students, pairs="""
        Наставник | Класс | Наставляемый | Класс | Форма | Дата начала
        Осинкин Ясень Ивович | 9А | Рябинкин Клён Ивович | 6А | ученик – ученик | 14.09.2024
    """)  # fmt: skip
    assert codes(lists) == []
    assert lists.roster.pairs["mentee_student"].tolist() == [1]


def test_a_title_that_is_no_merged_group_is_not_joined_with_the_headers_below():
    lists = checked(
        STUDENTS, pairs="Кандидаты в наставники | | \n № | ФИО | Должность\n 1 | Осинкин Ясень Ивович | учитель"
    )
    assert "pairs" not in {block.table for block in lists.blocks}


@pytest.mark.parametrize(("header", "cells", "ovz"), [
    ("ОВЗ/инвалидность", ("ОВЗ", "инвалид"), [True, False]),
    ("Статус (ОВЗ, СОП)", ("ЗПР", "нет"), [True, False]),
])  # fmt: skip
def test_of_a_header_of_several_categories_each_cell_says_which(header, cells, ovz):
    rows = STUDENTS.strip().splitlines()
    lists = checked("\n".join(f"{row} | {cell}" for row, cell in zip(rows, (header, *cells), strict=True)))
    assert lists.roster.students["ovz"].tolist() == ovz


def test_a_plain_yes_under_several_categories_is_not_guessed():
    rows = STUDENTS.strip().splitlines()
    text = "\n".join(f"{row} | {cell}" for row, cell in zip(rows, ("ОВЗ/инвалидность", "да", "ОВЗ"), strict=True))
    lists = checked(text)
    assert lists.roster.students is not None and "ovz" not in lists.roster.students


@pytest.mark.parametrize("title", ["Срок действия", "Период наставничества", "Даты"])
def test_days_from_and_to_may_stand_under_one_title(title):
    lists = checked(STUDENTS, pairs=f"""
        Наставник            | Наставляемый         | Форма           | {title}    |
                             |                      |                 | с          | по
        Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик | 14.09.2024 | 31.05.2025
    """)  # fmt: skip
    row = lists.roster.pairs.iloc[0]
    assert (row["start"].date().isoformat(), row["end"].date().isoformat()) == ("2024-09-14", "2025-05-31")


def test_a_word_broken_over_two_lines_of_a_header_is_one_word():
    rows = [
        ["Настав-\nник", "Наставля-\nемый", "Форма настав-\nничества", "Дата\nнача-\nла"],
        ["Осинкин Ясень Ивович", "Рябинкин Клён Ивович", "ученик – ученик", "14.09.2024"],
    ]
    lists = checked(STUDENTS, pairs=rows)
    assert (lists.counts["pairs"], codes(lists)) == (1, [])


@pytest.mark.parametrize(
    "headers", [("Стаж (общий)", "Стаж (педагогический)"), ("Стаж работы, общий", "Стаж работы, пед.")]
)
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_experiences_the_teaching_one_is_taken(headers, turned):
    told = list(zip(headers, ("20", "2"), strict=True))[:: -1 if turned else 1]
    lists = checked(
        teachers=[["ФИО", *(header for header, _ in told)], ["Липина Верба Ивовна", *(cell for _, cell in told)]]
    )
    assert lists.roster.teachers["experience"].tolist() == [24]


@pytest.mark.parametrize("title", ["Наставник: Осинкин Ясень Ивович", "ФИО наставника: Осинкин Ясень Ивович, 9А"])
def test_a_line_above_the_header_that_names_a_mentor_holds_for_the_rows_below(title):
    lists = checked(
        STUDENTS,
        pairs=f"""
        {title} | | |
        Форма: ученик – ученик | | |
        № | Наставляемый | Класс | Дата начала
        1 | Рябинкин Клён Ивович | 6А | 14.09.2024
    """,
    )
    assert (lists.roster.pairs["mentor"].tolist(), codes(lists)) == (["Осинкин Ясень Ивович"], [])


def test_a_school_year_beside_a_pair_is_its_term():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник | Наставляемый | Форма | Учебный год
        Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик | 2024-2025
    """,
    )
    row = lists.roster.pairs.iloc[0]
    assert (f"{row['start']:%d.%m.%Y}", f"{row['end']:%d.%m.%Y}") == ("01.09.2024", "31.05.2025")


@pytest.mark.parametrize("header", ["ФИО обучающегося, класс", "ФИО"])
@pytest.mark.parametrize("beside", [", 9А", " (9А)", " 9А класс"])
def test_a_class_may_stand_in_the_cell_of_the_name(header, beside):
    lists = checked(f"""
        {header}                       | Дата рождения
        Осинкин Ясень Ивович{beside}   | 01.02.2010
        Рябинкин Клён Ивович{beside}   | 07.07.2010
    """)
    assert lists.roster.students["class_name"].tolist() == ["9А", "9А"]
    assert lists.roster.students["name"].tolist() == ["Осинкин Ясень Ивович", "Рябинкин Клён Ивович"]


def test_names_without_classes_lack_the_column():
    assert codes(checked("ФИО | Дата рождения\nОсинкин Ясень | 01.02.2010")) == ["missing_column"]


def test_groups_of_the_commission_under_a_title_of_limited_health_are_marks_of_it():
    lists = checked("""
        ФИО                  | Класс | Дата рождения | Дети с ОВЗ |     | Пол
        ФИО                  | Класс | Дата рождения | ЗПР        | РАС | Пол
        Осинкин Ясень Ивович | 9А    | 01.02.2010    | +          |     | м
        Рябинкин Клён Ивович | 9А    | 07.07.2010    |            | +   | м
        Липин Граб Ивович    | 9А    | 07.08.2010    |            |     | м
    """)
    assert lists.roster.students["ovz"].tolist() == [True, True, False]


def test_a_group_of_the_commission_under_another_title_is_none():
    lists = checked("""
        ФИО                  | Класс | Дата рождения | Кружки |     | Пол
        ФИО                  | Класс | Дата рождения | РАС    | ИЗО | Пол
        Осинкин Ясень Ивович | 9А    | 01.02.2010    | +      |     | м
    """)
    assert "ovz" not in lists.roster.students


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_the_register_in_the_brackets_of_a_header_is_that_of_its_marks(kind):
    picture = """
        ФИО         | Дата рождения | Класс | Состоит на учёте (СОП) | Состоит на учёте (ПДН)
        Липа Калина | 01.02.2010    | 9А    | да                     | нет
        Клён Осин   | 31.03.2008    | 11Б   | нет                    | да
    """
    lists = load(files({"Обучающиеся": drawn(picture)}, kind), today=TODAY, required=required_columns())
    assert lists.roster.students["at_risk"].tolist() == [True, False]
    assert lists.roster.students["pdn"].tolist() == [False, True]
    assert not lists.has_errors


@pytest.mark.parametrize("header", ["Состоит на учёте", "Состоит на учёте (да/нет)", "Состоит на учёте (вид)"])
def test_a_register_that_no_header_names_is_asked_about(header):
    lists = checked(f"""
        ФИО         | Дата рождения | Класс | {header}
        Липа Калина | 01.02.2010    | 9А    | да
    """)
    assert "bad_flag" in codes(lists)
