"""Names in other cases than the lists have them."""

from __future__ import annotations

import logging

import pytest

from data.loading import Lists, load
from tests.data.lists import TODAY, checked, codes, drawn, files, reported

PUPILS = """
    ФИО                      | Дата рождения | Класс
    Петров Иван Иванович     | 01.02.2010    | 9А
    Сидорова Анна Олеговна   | 01.02.2011    | 8А
    Ким Яна Ильинична        | 01.03.2011    | 8А
"""
TEACHERS = """
    ФИО                       | Должность
    Иванова Мария Петровна    | учитель физики
    Кравец Анна Олеговна      | учитель химии
    Шевченко Пётр Ильич       | учитель истории
    Белов Андрей Иванович     | учитель музыки
"""
HEADER = "Наставник | Наставляемый | Форма | Дата начала\n"


def pairs(*rows: tuple[str, str]) -> str:
    return HEADER + "\n".join(f"{mentor} | {mentee} | учитель – ученик | 14.09.2024" for mentor, mentee in rows)


def names(lists: Lists) -> list[tuple[str, str]]:
    return list(lists.roster.pairs[["mentor", "mentee"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("Ивановой М.П.", "Иванова Мария Петровна"), ("Ивановой Марией Петровной", "Иванова Мария Петровна"),
        ("закрепить за Ивановой Марией Петровной", "Иванова Мария Петровна"), ("М. П. Ивановой", "Иванова Мария Петровна"),
        ("Шевченко Петром Ильичом", "Шевченко Пётр Ильич"), ("Шевченко Петру", "Шевченко Пётр Ильич"),
        ("Кравец Анной Олеговной", "Кравец Анна Олеговна"), ("Белову Андрею", "Белов Андрей Иванович"),
        ("Белову А. И.", "Белов Андрей Иванович"), ("Белова Андрея Ивановича", "Белов Андрей Иванович"),
        ("БЕЛОВЫМ АНДРЕЕМ ИВАНОВИЧЕМ", "Белов Андрей Иванович"),
    ],
)  # fmt: skip
def test_the_one_person_of_the_lists_whom_another_case_fits_is_taken_and_listed(written, listed):
    lists = checked(PUPILS, TEACHERS, pairs((written, "Ким Яна Ильинична")))
    assert (names(lists), codes(lists)) == ([(listed, "Ким Яна Ильинична")], ["assumed_person"])
    (finding,) = reported(lists)
    assert (finding.names, [person.name for person in finding.candidates]) == ((written,), [listed])


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_pupils_in_another_case_are_found_alike(kind):
    rows = drawn(pairs(("Кравец Анна Олеговна", "Петрову Ивану"), ("Кравец Анна Олеговна", "Сидоровой А. О.")))
    lists = load(files({"Обучающиеся": drawn(PUPILS), "Педагоги": drawn(TEACHERS), "Пары": rows}, kind), today=TODAY)
    assert [mentee for _, mentee in names(lists)] == ["Петров Иван Иванович", "Сидорова Анна Олеговна"]


def test_whom_and_by_whom_are_headers_of_the_two_sides():
    text = (
        pairs(("Ивановой М.П.", "Петрова Ивана"))
        .replace("Наставляемый", "Кого")
        .replace("Наставник", "За кем закрепить")
    )
    assert names(checked(PUPILS, TEACHERS, text)) == [("Иванова Мария Петровна", "Петров Иван Иванович")]


def test_a_number_beside_a_declined_name_is_that_persons():
    teachers = TEACHERS.replace("Должность", "Табельный №")
    for number, title in enumerate(("учитель физики", "учитель химии", "учитель истории", "учитель музыки")):
        teachers = teachers.replace(title, f"П-{number}")
    text = pairs(("П-0 | Ивановой Марии Петровне", "Ким Яна Ильинична"))
    lists = checked(PUPILS, teachers, "№ наставника | " + text)
    assert (codes(lists), lists.roster.pairs["mentor_teacher"].tolist()) == ([], [0])


def test_several_whom_another_case_fits_are_asked_about():
    teachers = TEACHERS + "    Иванова Майя Павловна     | учитель\n"
    (finding,) = reported(checked(PUPILS, teachers, pairs(("Ивановой М. П.", "Ким Яна Ильинична"))))
    assert finding.code == "ambiguous_person"
    assert {person.name for person in finding.candidates} == {"Иванова Мария Петровна", "Иванова Майя Павловна"}


# Neighbours


@pytest.mark.parametrize(
    "written",
    [
        "Белова А. И.",  # may be a woman whom no list has
        "Белову Ивану", "Ивановой Марии Ивановне", "Белову Андреем",  # another person; two cases
        "Белов", "Ивановой",
    ],
)  # fmt: skip
def test_what_may_be_somebody_else_is_asked(written):
    lists = checked(PUPILS, TEACHERS, pairs((written, "Ким Яна Ильинична")))
    assert [finding.code for finding in lists.findings if finding.severity == "error"] == ["unknown_person"]


def test_whoever_has_the_name_as_it_is_comes_first():
    teachers = TEACHERS + "    Белова Анна Игоревна      | учитель\n"
    lists = checked(PUPILS, teachers, pairs(("Белова А. И.", "Ким Яна Ильинична")))
    assert names(lists) == [("Белова Анна Игоревна", "Ким Яна Ильинична")]


def test_no_name_is_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        checked(PUPILS, TEACHERS, pairs(("Ивановой М.П.", "Петрову Ивану")))
    assert not [record for record in caplog.records if "ван" in record.getMessage().casefold()]
