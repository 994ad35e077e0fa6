"""Lists of mentees below the lines of their mentors."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import check
from data.recognition.block import Choice
from data.recognition.suggestions import proposed_fields
from tests.data.lists import TODAY, codes, reported, sheet

STUDENTS = """
    ФИО                  | Дата рождения | Класс | ОВЗ
    Осинкин Ясень Ивович | 05.05.2008    | 10А   | нет
    Рябинкин Клён Ивович | 06.06.2012    | 6А    | нет
"""
TEACHERS = """
    ФИО                  | Дата рождения | Должность
    Берёзова Липа Ивовна | 04.04.1980    | учитель
"""
REGISTER = "№ | ФИО | Класс / должность | Дата начала | Дата завершения"
OF_TEACHER = "Наставник: Берёзова Липа Ивовна (учитель), форма «учитель – ученик»"
OF_PUPIL = "Наставник: Осинкин Ясень Ивович (10А)"
MENTEE = "1 | Рябинкин Клён Ивович | 6А | 14.09.2024 | 30.05.2025"


def listed(*lines, name="Реестр", choice=None):
    sheets = [sheet(STUDENTS, "Обучающиеся"), sheet(TEACHERS, "Педагоги"), sheet("\n".join(lines), name)]
    choices = {(sheets[2].file, sheets[2].name): choice} if choice else None
    return check(sheets, today=TODAY, choices=choices)


@pytest.mark.parametrize("name", ["Реестр", "Реестр наставников", "Наставляемые обучающиеся"])
@pytest.mark.parametrize("header", [REGISTER, REGISTER.replace("Дата начала", "Период")])
def test_names_with_days_below_the_lines_of_mentors_are_their_mentees(name, header):
    term = header is not REGISTER
    row = MENTEE.replace("14.09.2024", "14.09.2024 – 30.05.2025") if term else MENTEE
    lists = listed(header, OF_TEACHER, row, OF_PUPIL, row, name=name)
    pairs = lists.roster.pairs
    assert list(pairs["mentor"]) == ["Берёзова Липа Ивовна", "Осинкин Ясень Ивович"]
    assert set(pairs["mentee"]) == {"Рябинкин Клён Ивович"}
    assert not lists.has_errors


@pytest.mark.parametrize(
    "lines",
    [
        (REGISTER, MENTEE, MENTEE.replace("Рябинкин Клён", "Осинкин Ясень")),
        (
            "ФИО | Дата рождения | Класс | Дата начала",
            OF_TEACHER,
            "Рябинкин Клён Ивович | 06.06.2012 | 6А | 14.09.2024",
        ),
        ("ФИО | Класс", OF_TEACHER, "Рябинкин Клён Ивович | 6А"),
    ],
)
def test_names_without_lines_of_mentors_or_days_or_with_births_are_no_mentees(lines):
    assert "pairs" not in {block.table for block in listed(*lines).blocks}


def test_names_below_the_lines_of_mentors_are_proposed_as_mentees():
    names = ["Рябинкин Клён Ивович | 6А", "Осинкин Ясень Ивович | 10А"] * 3
    below, without = (sheet("\n".join(["ФИО | Класс", *lines, *names])) for lines in ([OF_TEACHER], []))
    assert proposed_fields(below, "pairs", 1, {})[0] == "mentee"
    assert proposed_fields(without, "pairs", 1, {})[0] == "mentor"


def test_a_list_chosen_as_pairs_below_lines_of_mentors_loses_nobody():
    lists = listed(REGISTER, OF_TEACHER, MENTEE, choice=Choice("pairs", 1))
    assert (lists.counts["pairs"], codes(lists).count("missing_column")) == (1, 0)


def test_a_mentor_of_a_line_whom_no_list_knows_is_named():
    lists = listed(REGISTER, "Наставник: Соколов Илья Дмитриевич, форма «учитель – ученик»", MENTEE)
    (finding,) = reported(lists, "unknown_person")
    assert "): «Соколов Илья Дмитриевич» – " in message(finding)


@pytest.mark.parametrize("status", ["студент 3 курса ПГУ", "студент"])
def test_a_student_from_outside_in_the_line_of_a_mentor_is_in_no_list(status):
    lists = listed(REGISTER, f"Наставник: Соколов Илья Дмитриевич ({status}), форма «студент – ученик»", MENTEE)
    assert (lists.counts["pairs"], lists.has_errors) == (1, False)
    assert list(lists.roster.pairs["form"]) == ["undergraduate_student"]
