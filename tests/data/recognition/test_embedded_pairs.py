"""Pairs that a list of people keeps beside its people."""

from __future__ import annotations

import pytest

from data.loading import Lists, check, load
from data.recognition.block import Choice
from tests.data.lists import TODAY, checked, codes, drawn, files, reported, sheet

PUPILS = """
    ФИО                     | Дата рождения | Класс | Наставник              | Дата закрепления | Форма
    Осинкин Ясень Ивович    | 01.02.2008    | 10А   |                        |                  |
    Рябинкин Клён Ивович    | 07.07.2012    | 6А    | Осинкин Ясень Ивович   | 14.09.2024       | ученик – ученик
    Клёнова Ольха Кедровна  | 08.08.2012    | 6Б    | Вербина Ива Тополевна  | 15.09.2024       | учитель – ученик
    Кедров Тополь Вязович   | 09.09.2012    | 6Б    | нет                    |                  |
"""
TEACHERS = """
    ФИО                    | Должность      | МС
    Вербина Ива Тополевна  | учитель физики |
    Ольхина Липа Сосновна  | учитель химии  | да
"""
TOLD = [("Осинкин Ясень Ивович", "Рябинкин Клён Ивович"), ("Вербина Ива Тополевна", "Клёнова Ольха Кедровна")]


def pairs_of(lists: Lists) -> list[tuple[str, str]]:
    frame = lists.roster.pairs
    return [] if frame is None else list(frame[["mentor", "mentee"]].itertuples(index=False, name=None))


def without(text: str, *columns: int) -> str:
    return "\n".join(
        " | ".join(cell for place, cell in enumerate(line) if place not in columns) for line in drawn(text)
    )


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_each_row_of_pupils_with_a_mentor_is_a_pair_of_that_pupil(kind):
    lists = load(files({"Обучающиеся": drawn(PUPILS), "Педагоги": drawn(TEACHERS)}, kind), today=TODAY)
    assert codes(lists) == []
    assert lists.counts == {"students": 4, "teachers": 2, "pairs": 2}
    assert pairs_of(lists) == TOLD
    frame = lists.roster.pairs
    assert frame["form"].tolist() == ["student_student", "teacher_student"]
    assert frame["start"].dt.strftime("%d.%m.%Y").tolist() == ["14.09.2024", "15.09.2024"]
    assert (frame["mentee_student"].tolist(), frame["mentor_teacher"].tolist()[1]) == ([1, 2], 0)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_each_row_of_teachers_with_a_mentee_is_a_pair_of_that_teacher(kind):
    teachers = drawn("""
        ФИО                    | Должность      | МС | Наставляемый                  | Дата начала
        Вербина Ива Тополевна  | учитель физики |    | Ольхина Л. С.; Кедров Т. В.   | 01.09.2024
        Ольхина Липа Сосновна  | учитель химии  | да |                               |
    """)
    lists = load(files({"Обучающиеся": drawn(without(PUPILS, 3, 4, 5)), "Педагоги": teachers}, kind), today=TODAY)
    assert codes(lists) == ["assumed_person", "split_cell"]
    assert [mentee for _, mentee in pairs_of(lists)] == ["Ольхина Липа Сосновна", "Кедров Тополь Вязович"]
    assert lists.roster.pairs["mentor_teacher"].tolist() == [0, 0]


def test_a_pupil_who_mentors_and_has_a_mentor_has_both_pairs():
    text = PUPILS.replace("Форма", "Наставляемый").replace("ученик – ученик", "Кедров Тополь Вязович")
    lists = checked(text.replace("учитель – ученик", ""), TEACHERS)
    assert sorted(pairs_of(lists)) == sorted([*TOLD, ("Рябинкин Клён Ивович", "Кедров Тополь Вязович")])


def test_a_header_of_two_lines_may_stand_over_the_pairs():
    lists = checked("""
        ФИО                    | Дата рождения | Класс | Наставничество         |             |
                               |               |       | ФИО наставника         | Дата начала | Форма
        Осинкин Ясень Ивович   | 01.02.2008    | 10А   |                        |             |
        Рябинкин Клён Ивович   | 07.07.2012    | 6А    | Осинкин Ясень Ивович   | 14.09.2024  | ученик – ученик
    """)
    assert pairs_of(lists) == TOLD[:1]


def test_the_row_itself_says_who_is_meant_of_two_of_one_name():
    namesake = "    Рябинкин Клён Ивович    | 07.07.2009    | 9А    |   |    |\n"
    lists = checked(PUPILS + namesake, TEACHERS)
    assert codes(lists) == []
    assert lists.roster.pairs["mentee_student"].tolist() == [1, 2]


def test_a_class_of_its_own_sheet_keeps_its_pairs():
    rows = drawn(without(PUPILS, 2))
    lists = check([sheet(rows, "9А"), sheet(TEACHERS, "Педагоги")], today=TODAY)
    assert (codes(lists), pairs_of(lists)) == ([], TOLD)


def test_without_a_day_it_is_asked_as_of_any_pairs():
    lists = checked(without(PUPILS, 4, 5), TEACHERS)
    assert [(finding.table, finding.field) for finding in reported(lists, "undated_pairs")] == [("pairs", "start")]
    assert lists.roster.pairs is None


def test_a_day_that_lacks_in_one_row_is_asked_there():
    (finding,) = reported(checked(PUPILS.replace("14.09.2024", ""), TEACHERS))
    assert (finding.code, finding.cell, finding.mentee) == ("empty_required", "E3", "Рябинкин Клён Ивович")


def test_a_form_that_is_none_is_asked():
    (finding,) = reported(checked(PUPILS.replace("ученик – ученик", "шефство"), TEACHERS))
    assert (finding.code, finding.table, finding.cell) == ("unknown_form", "pairs", "F3")


@pytest.mark.parametrize("choice", [Choice("students", columns={3: None}), Choice("students", columns={3: "consent"})])
def test_a_person_may_say_that_the_column_is_none_of_pairs(choice):
    page = sheet(without(PUPILS, 4, 5), "Обучающиеся")
    lists = check([page], today=TODAY, choices={(page.file, page.name): choice})
    assert (lists.counts["students"], {block.table for block in lists.blocks}) == (4, {"students"})


def test_a_person_may_name_the_columns_of_the_pairs():
    page = sheet(PUPILS.replace("Наставник", "Ответственный").replace("Дата закрепления", "Отметка"), "Обучающиеся")
    choice = Choice("students", columns={3: "mentor", 4: "start"})
    lists = check([page, sheet(TEACHERS, "Педагоги")], today=TODAY, choices={(page.file, page.name): choice})
    assert (codes(lists), pairs_of(lists)) == ([], TOLD)


# Neighbours


def test_a_column_that_the_sheet_does_not_have_is_none_of_pairs():
    page = sheet(PUPILS, "Обучающиеся")
    choice = Choice("students", columns={len(page.rows[0]): "mentor", -1: "mentee"})
    lists = check([page], today=TODAY, choices={(page.file, page.name): choice})
    assert pairs_of(lists) == pairs_of(check([page], today=TODAY))


@pytest.mark.parametrize("header", ["Классный руководитель / наставник", "Наставник (кл. рук.)", "Классный наставник"])
def test_the_class_teacher_is_no_mentor_of_the_programme(header):
    lists = checked(without(PUPILS, 4, 5).replace("Наставник", header), TEACHERS)
    assert (codes(lists), lists.counts["students"], pairs_of(lists)) == (["ignored_column"], 4, [])


def test_a_yes_below_mentor_names_nobody():
    text = without(PUPILS, 4, 5)
    for name, _ in TOLD:
        text = text.replace(f"| {name}", "| да")
    lists = checked(text, TEACHERS)
    assert (codes(lists), pairs_of(lists)) == (["ignored_column"], [])


def test_a_list_of_mentees_where_every_row_has_a_mentor_is_a_list_of_pairs():
    rows = drawn(PUPILS)
    named = [rows[0], *(row for row in rows[1:] if row[4])]
    lists = check(
        [sheet(without(PUPILS, 3, 4, 5), "Контингент"), sheet(TEACHERS, "Педагоги"), sheet(named, "Закрепление")],
        today=TODAY,
    )
    assert (lists.counts["students"], pairs_of(lists)) == (4, TOLD)
    assert {block.table for block in lists.blocks if block.sheet == "Закрепление"} == {"pairs"}


@pytest.mark.parametrize("header", ["Форма обучения", "Формат обучения", "Приказ"])
def test_other_columns_of_pupils_are_no_part_of_their_pairs(header):
    rows = PUPILS.splitlines()
    added = [rows[1] + f" | {header}", *(row + " | очная" for row in rows[2:6])]
    lists = checked("\n".join(added), TEACHERS)
    assert pairs_of(lists) == TOLD
    assert lists.roster.pairs["form"].tolist() == ["student_student", "teacher_student"]


def test_a_list_whose_names_only_words_of_the_header_tell_is_one_of_people_too():
    header = "№ | Фамилия, имя, отчество учащегося | Дата рождения | Наставник (ФИО, кто) | С какого числа"
    rows = "1 | Рябинкин Клён Ивович | 07.07.2011 | {} | {}\n2 | Вербина Ива Львовна | 08.08.2011 | |"
    named, blank = rows.format("Тополева Вера Ильинична, учитель", "01.09.2024"), rows.format("", "")
    sheets = [sheet(f"Список 7А класса\n{header}\n{named}", "7А"), sheet(f"Список 7Б класса\n{header}\n{blank}", "7Б")]
    lists = check(sheets, today=TODAY)
    assert [(block.sheet, block.table) for block in lists.blocks] == [
        ("7А", "students"),
        ("7А", "pairs"),
        ("7Б", "students"),
    ]
