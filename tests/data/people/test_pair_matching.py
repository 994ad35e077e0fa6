"""Who is meant on each side of a pair, and who stands in a list twice."""

from __future__ import annotations

import pandas as pd
import pytest

from data.checking.messages import message
from data.loading import check
from tests.data.lists import TODAY, checked, codes, reported, sheet

PUPILS = """
    № личного дела | ФИО                   | Дата рождения | Класс
    С-1            | Иванова Анна Сергеевна | 01.02.2012   | 6А
    С-2            | Петров Иван Петрович   | 01.03.2008   | 10Б
    С-3            | Сидорова Яна Олеговна  | 05.05.2013   | 5В
"""
TEACHERS = """
    Табельный № | ФИО                       | Дата рождения
    П-1         | Демакова Татьяна Викторовна | 01.02.1970
    П-2         | Баланюк Мария Андреевна     | 01.02.1990
"""


def paired(rows, students=PUPILS, teachers=TEACHERS, **more):
    """Pairs under the usual header: № and name of the mentor, № and name of the mentee, form, days."""
    header = "№ наставника | Наставник | № наставляемого | Наставляемый | Форма | Дата начала | Дата окончания\n"
    return checked(students, teachers, header + rows, **more)


def people(lists, side):
    """The numbers of the people found on a side, a pair each; None where the person is outside."""
    found = []
    for _, pair in lists.roster.pairs.iterrows():
        number = None
        for table, role in (("students", "student"), ("teachers", "teacher")):
            frame = getattr(lists.roster, table)
            if frame is not None and not pd.isna(pair[f"{side}_{role}"]):
                number = frame.loc[frame["person"] == pair[f"{side}_{role}"], "number"].iloc[0]
        found.append(number)
    return found


@pytest.mark.parametrize(
    "name",
    [
        "Иванова Анна Сергеевна",
        "ИВАНОВА АННА СЕРГЕЕВНА",
        "Ивaнoвa  Aннa Cepгeeвнa",
        "Иванова\u00a0Анна Сергеевна",
        "иванова анна сергеевна",
    ],
)
def test_a_name_is_found_in_any_spelling(name):
    lists = paired(f"| Демакова Татьяна Викторовна | | {name} | учитель – ученик | 01.09.2024 |")
    assert (people(lists, "mentee"), codes(lists)) == (["С-1"], [])


def test_ё_is_е_and_dashes_are_alike():
    students = "ФИО | Дата рождения | Класс\nСемёнова-Жук Алёна | 01.02.2012 | 6А"
    lists = paired("| Демакова Татьяна Викторовна | | Семенова – Жук Алена | учитель – ученик | 01.09.2024 |", students)
    assert codes(lists) == []


def test_the_number_decides_between_namesakes():
    students = PUPILS + "С-4 | Иванова Анна Сергеевна | 07.07.2010 | 8А"
    lists = paired(
        "| Демакова Татьяна Викторовна | С-4 | Иванова Анна Сергеевна | учитель – ученик | 01.09.2024 |", students
    )
    assert (people(lists, "mentee"), codes(lists)) == (["С-4"], [])


@pytest.mark.parametrize("name", ["Иванова А.С.", "Иванова А. С.", "Иванова Анна"])
def test_beside_a_number_a_shortened_name_is_the_same_name(name):
    lists = paired(f"| Демакова Татьяна Викторовна | С-1 | {name} | учитель – ученик | 01.09.2024 |")
    assert (people(lists, "mentee"), codes(lists)) == (["С-1"], [])


def test_a_number_of_somebody_else_is_an_error_at_the_number_that_names_both():
    lists = paired("| Демакова Татьяна Викторовна | С-3 | Иванова Анна Сергеевна | учитель – ученик | 01.09.2024 |")
    (finding,) = reported(lists)
    assert (finding.code, finding.cell, finding.field) == ("number_name_mismatch", "C2", "mentee_number")
    assert "Сидорова Яна Олеговна" in message(finding)
    assert "Иванова Анна Сергеевна" in message(finding)


@pytest.mark.parametrize("form", ["учитель – ученик", "иная", ""])
def test_a_number_in_no_list_is_an_error_even_if_the_name_matches(form):
    lists = paired(f"| Демакова Татьяна Викторовна | С-99 | Иванова Анна Сергеевна | {form} | 01.09.2024 |")
    assert [(finding.code, finding.cell) for finding in reported(lists)] == [("unknown_person", "C2")]


@pytest.mark.parametrize("form", ["студент – ученик", "работодатель – ученик"])
def test_students_and_employers_are_outside_and_never_an_error(form):
    lists = paired(f"С-77 | Кто-то Чужой | С-1 | Иванова Анна Сергеевна | {form} | 01.09.2024 |")
    assert (people(lists, "mentor"), codes(lists)) == ([None], [])


@pytest.mark.parametrize("form", ["студент – ученик", "работодатель – ученик"])
def test_an_employer_with_the_name_of_a_pupil_is_not_that_pupil(form):
    lists = paired(f"| Иванова Анна Сергеевна | | Иванова Анна Сергеевна | {form} | 01.09.2024 |")
    assert (people(lists, "mentor"), people(lists, "mentee"), codes(lists)) == ([None], ["С-1"], [])


@pytest.mark.parametrize("form", ["иная", ""])
def test_without_a_form_both_lists_are_searched(form):
    lists = paired(f"| Баланюк Мария Андреевна | | Петров Иван Петрович | {form} | 01.09.2024 |")
    assert (people(lists, "mentor"), people(lists, "mentee")) == (["П-2"], ["С-2"])
    lists = paired(f"| Кто-то Чужой | | Тоже Чужой | {form} | 01.09.2024 |")
    assert (people(lists, "mentor"), people(lists, "mentee"), lists.has_errors) == ([None], [None], False)


def test_without_a_form_somebody_of_both_lists_is_ambiguous():
    students = PUPILS + "С-4 | Баланюк Мария Андреевна | 07.07.2010 | 8А"
    lists = paired("| Баланюк Мария Андреевна | | Петров Иван Петрович | иная | 01.09.2024 |", students)
    (finding,) = reported(lists)
    assert (finding.code, finding.cell) == ("ambiguous_person", "B2")
    assert "обучающийся, 8А, 07.07.2010" in message(finding)
    assert "педагог, 01.02.1990" in message(finding)


def test_the_form_says_in_which_list_to_look():
    students = PUPILS + "С-4 | Баланюк Мария Андреевна | 07.07.2008 | 10А"
    pairs = "| Баланюк Мария Андреевна | | Сидорова Яна Олеговна | {} | 01.09.2024 |"
    assert people(paired(pairs.format("учитель – ученик"), students), "mentor") == ["П-2"]
    assert people(paired(pairs.format("ученик – ученик"), students), "mentor") == ["С-4"]


NAMESAKES = PUPILS + "С-4 | Иванова Анна Сергеевна | 07.07.2010 | 8А"


@pytest.mark.parametrize(
    ("header", "value", "number"),
    [
        ("Класс наставляемого", "8 «А»", "С-4"), ("Класс наставляемого", "6А", "С-1"), ("Дата рождения наставляемого", "07.07.2010", "С-4"),
        ("Год рождения", "2012", "С-1"), ("Класс наставляемого", "7А", None), ("Год рождения", "2011", None), ("Класс наставляемого", "", None),
    ],
)  # fmt: skip
def test_class_or_birth_decides_between_namesakes_or_the_row_is_an_error_that_names_both(header, value, number):
    pairs = f"Наставник | Наставляемый | {header} | Форма | Дата начала\nБаланюк Мария Андреевна | Иванова Анна Сергеевна | {value} | учитель – ученик | 01.09.2024"
    lists = checked(NAMESAKES, TEACHERS, pairs)
    if number:
        assert (people(lists, "mentee"), codes(lists)) == ([number], [])
    else:
        (finding,) = reported(lists)
        assert (finding.code, finding.cell, finding.field) == ("ambiguous_person", "B2", "mentee")
        assert "6А, 01.02.2012" in message(finding)
        assert "8А, 07.07.2010" in message(finding)


def test_a_class_that_is_not_known_of_one_namesake_contradicts_nothing():
    students = PUPILS.replace("| 6А", "|") + "С-4 | Иванова Анна Сергеевна | 07.07.2010 | 8А"
    pairs = "Наставник | Наставляемый | Класс | Форма | Дата начала\nБаланюк Мария Андреевна | Иванова Анна Сергеевна | 6А | учитель – ученик | 01.09.2024"
    assert codes(checked(students, TEACHERS, pairs)) == ["empty_required"]


@pytest.mark.parametrize(
    ("end", "status", "code"),
    [("", "", "unknown_person"), ("01.01.2025", "", "unknown_person"), ("31.12.2024", "", "ended_unknown_person"), ("01.02.2024", "", "ended_unknown_person"), ("", "отменена", "ended_unknown_person")],
)  # fmt: skip
def test_who_is_in_no_list_is_an_error_until_the_pair_has_ended_by_the_date_of_the_data(end, status, code):
    pairs = f"Наставник | Наставляемый | Форма | Дата начала | Дата окончания | Статус\nБаланюк Мария Андреевна | Чужой Иван | учитель – ученик | 01.01.2024 | {end} | {status}"
    assert [(finding.code, finding.cell) for finding in reported(checked(PUPILS, TEACHERS, pairs))] == [(code, "B2")]


def test_without_a_list_of_teachers_teachers_are_outside():
    lists = paired(
        "П-7 | Демакова Татьяна Викторовна | С-1 | Иванова Анна Сергеевна | учитель – ученик | 01.09.2024 |",
        teachers="",
    )
    assert codes(lists) == []


def test_a_list_with_a_broken_header_is_not_blamed_on_the_pairs():
    lists = paired(
        "| Демакова Татьяна Викторовна | С-1 | Иванова Анна Сергеевна | учитель – ученик | 01.09.2024 |",
        PUPILS.replace("Дата рождения", "Дата"),
    )
    assert codes(lists) == ["missing_column"]


@pytest.mark.parametrize("class_name", ["Вне ОО", "Старшая группа 16А", "ГКП «Солнышко»"])
def test_who_is_not_a_pupil_is_left_out_and_so_are_the_pairs_that_name_him(class_name):
    students = PUPILS + f"С-4 | Малышев Пётр | 31.02.2019 | {class_name}"
    lists = paired("| Баланюк Мария Андреевна | | Малышев Пётр | учитель – ученик | 01.09.2024 |", students)
    assert [(finding.code, finding.sheet, finding.row, finding.field) for finding in reported(lists)] == [
        ("left_out_row", "Обучающиеся", 5, "class_name"), ("left_out_row", "Пары", 2, "mentee"),
    ]  # fmt: skip
    assert (lists.counts, lists.left_out) == (
        {"students": 3, "teachers": 2, "pairs": 0},
        {"students": 0, "teachers": 0, "pairs": 0},
    )


def test_a_child_that_came_from_the_kindergarten_is_a_pupil():
    students = PUPILS + "| Малышев Пётр | 01.02.2017 | Старшая группа\n | Малышев Пётр | 01.02.2017 | 1А"
    lists = paired("| Баланюк Мария Андреевна | | Малышев Пётр | учитель – ученик | 01.09.2024 |", students)
    assert codes(lists) == ["left_out_row"]
    assert lists.counts["pairs"] == 1


@pytest.mark.parametrize(
    ("form", "mentor", "role"),
    [
        ("учитель – ученик", "Баланюк Мария Андреевна", "teacher"), ("ученик – ученик", "Петров Иван Петрович", "student"),
        ("студент – ученик", "Чужой Иван", "undergraduate"), ("работодатель – ученик", "Чужой Иван", "employer"),
        ("иная", "Баланюк Мария Андреевна", "teacher"), ("", "Петров Иван Петрович", "student"), ("иная", "Чужой Иван", None),
    ],
)  # fmt: skip
def test_the_mentor_s_role_is_the_form_s_else_of_the_list_that_knows_the_mentor(form, mentor, role):
    lists = paired(f"| {mentor} | | Иванова Анна Сергеевна | {form} | 01.09.2024 |")
    found = lists.roster.pairs["mentor_role"].iloc[0]
    assert (None if pd.isna(found) else found) == role


def test_the_mentor_s_role_is_known_without_a_column_of_forms():
    lists = checked(
        PUPILS,
        TEACHERS,
        "Наставник | Наставляемый | Дата начала\nБаланюк Мария Андреевна | Иванова Анна Сергеевна | 01.09.2024",
    )
    assert list(lists.roster.pairs["mentor_role"]) == ["teacher"]


# One fault makes one finding


@pytest.mark.parametrize("number", ["С-2", "c-2"])
def test_a_number_that_stands_at_two_people_is_not_told_again_at_the_pair(number):
    students = PUPILS.replace("С-3", number)
    lists = paired(
        "| Баланюк Мария Андреевна | С-3 | Сидорова Яна Олеговна | учитель – ученик | 01.09.2024 |", students
    )
    assert codes(lists) == ["duplicate_number"]


def test_a_person_without_a_name_is_not_told_again_at_the_pair_that_names_him():
    students = PUPILS.replace("Сидорова Яна Олеговна", "")
    row = "| Баланюк Мария Андреевна | {} | {} | учитель – ученик | 01.0{}.2024 |"
    named, other = row.format("", "Сидорова Яна Олеговна", 9), row.format("", "Чужой Иван", 8)
    assert codes(paired(named, students)) == ["empty_required"]
    assert codes(paired(row.format("С-3", "Сидорова Яна Олеговна", 9), students)) == ["empty_required"]
    assert codes(paired(f"{named}\n{other}", students)) == ["empty_required", "unknown_person", "unknown_person"]


def test_a_cell_that_would_help_to_find_the_person_is_told_alone():
    header = "Наставник | Наставляемый | Год рождения | Форма | Дата начала"
    pairs = f"{header}\nБаланюк Мария Андреевна | Иванова Анна Сергеевна | 31.02.2012 | учитель – ученик | 01.09.2024"
    assert codes(checked(NAMESAKES, TEACHERS, pairs)) == ["bad_date"]


# Pairs with oneself, and pairs listed twice


@pytest.mark.parametrize("form", ["ученик – ученик", "учитель – ученик", "иная", ""])
def test_a_pair_of_one_person_with_himself_is_an_error(form):
    lists = paired(f"| Иванова Анна Сергеевна | | ИВАНОВА АННА СЕРГЕЕВНА | {form} | 01.09.2024 |")
    assert "self_pair" in codes(lists)
    assert [finding.cell for finding in reported(lists, "self_pair")] == ["D2"]


def test_two_namesakes_told_apart_by_number_are_a_pair():
    lists = paired(
        "С-4 | Иванова Анна Сергеевна | С-1 | Иванова Анна Сергеевна | ученик – ученик | 01.09.2024 |", NAMESAKES
    )
    assert codes(lists) == []


@pytest.mark.parametrize(("first", "second", "clash"), [("01.09.2024 | 30.09.2024", "30.09.2024 |", True), ("01.09.2024 | 30.09.2024", "01.10.2024 |", False), ("01.09.2024 |", "01.12.2024 |", True)])  # fmt: skip
def test_the_same_pair_twice_with_a_day_in_common_is_a_warning_at_the_later_row(first, second, clash):
    rows = f"| Баланюк Мария Андреевна | | Иванова Анна Сергеевна | учитель – ученик | {first}\n| БАЛАНЮК МАРИЯ АНДРЕЕВНА | С-1 | Иванова Анна Сергеевна | иная | {second}"
    assert [(finding.code, finding.row) for finding in reported(paired(rows))] == (
        [("overlapping_pair", 3)] if clash else []
    )


def test_a_cancelled_pair_repeats_nothing():
    pairs = "Наставник | Наставляемый | Дата начала | Статус\nЧужой Иван | Иванова Анна Сергеевна | 01.09.2024 | отменена\nЧужой Иван | Иванова Анна Сергеевна | 02.09.2024 |"
    assert reported(checked(PUPILS, "", pairs), "overlapping_pair") == []


def test_pairs_with_outsiders_are_the_same_by_name():
    rows = "| Чужой Иван | | Иванова Анна Сергеевна | студент – ученик | 01.09.2024 |\n" * 2
    assert codes(paired(rows)) == ["overlapping_pair"]


@pytest.mark.parametrize("listed", ["Анна Белова", "Анна Игоревна Белова"])
def test_a_list_may_have_the_given_name_first(listed):
    lists = checked(
        f"ФИО | Дата рождения | Класс\n{listed} | 01.02.2011 | 7А", "ФИО\nГрачёва Ольга",
        "Наставник | Наставляемый | Форма | Дата начала\nГрачёва Ольга | Белова Анна Игоревна | учитель – ученик | 01.09.2024",
    )  # fmt: skip
    assert lists.roster.pairs["mentee_student"].tolist() == [0]


def test_of_a_misspelt_surname_with_initials_the_nearest_is_named():
    lists = checked(
        "ФИО | Дата рождения | Класс\nБелова Анна Игоревна | 01.02.2011 | 7А", "ФИО\nГрачёва Ольга",
        "Наставник | Наставляемый | Форма | Дата начала\nГрачёва Ольга | Бельова А. И. | учитель – ученик | 01.09.2024",
    )  # fmt: skip
    (finding,) = reported(lists, "unknown_person")
    assert "есть Белова Анна Игоревна" in message(finding)


def test_of_a_misspelt_given_name_the_nearest_is_named():
    lists = checked(
        "ФИО | Дата рождения | Класс\nБелова Злата Игоревна | 01.02.2011 | 7А", "ФИО\nГрачёва Ольга",
        "Наставник | Наставляемый | Форма | Дата начала\nГрачёва Ольга | Белова Златк | учитель – ученик | 01.09.2024",
    )  # fmt: skip
    (finding,) = reported(lists, "unknown_person")
    assert "есть Белова Злата Игоревна" in message(finding)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("Вавилова", ["Вавилова Анна Петровна"]),
        ("Вавилов", ["Вавилова Анна Петровна"]),
        ("Осокин", ["Осокин Борис Львович", "Осокин Глеб Львович"]),
        ("Кактусов", []),
    ],
)
def test_a_surname_alone_is_nobody_and_whoever_bears_it_is_named(written, nearest):
    pupils = """
        ФИО                    | Дата рождения | Класс
        Вавилова Анна Петровна | 17.11.2012    | 6Б
        Осокин Борис Львович   | 17.11.2012    | 6Б
        Осокин Глеб Львович    | 17.11.2011    | 7Б
    """
    pairs = f"Наставник | Наставляемый | Форма | Дата начала\nРомашкина Ива Олеговна | {written} | учитель – ученик | 01.09.2024"
    lists = checked(pupils, "ФИО\nРомашкина Ива Олеговна", pairs)
    (finding,) = reported(lists, "unknown_person")
    assert [candidate.name for candidate in finding.candidates] == nearest
    assert lists.counts["pairs"] == 0


@pytest.mark.parametrize("nobody", ["-", "–", "—", "нет", "б/н", "без наставника", "вакансия"])
def test_a_sign_for_nobody_in_place_of_a_name_makes_one_finding(nobody):
    pupils = "ФИО | Дата рождения | Класс\nВавилова Анна Петровна | 17.11.2012 | 6Б"
    header = "Наставник | Наставляемый | Форма | Дата начала\n"
    row = f"{nobody} | Вавилова Анна Петровна | учитель – ученик | 01.09.2024"
    (finding,) = reported(checked(pupils, "ФИО\nРомашкина Ива Олеговна", header + row))
    assert (finding.code, finding.cell) == ("left_out_row", "A2")


def test_what_is_assumed_of_people_stands_at_their_cells_on_their_sheets():
    pupils = (
        "ФИО | Дата рождения | Класс\nВавилова Анна Петровна | 17.11.2012 | 6Б\nОсокин Борис Львович | 17.11.2012 | 6Б"
    )
    header = "Наставник | Наставляемый | Форма | Дата начала\n"
    first = sheet(header + "Ромашкина И. О. | Вавилова А. | учитель – ученик | 01.09.2024", "Сентябрь, пары")
    second = sheet(header + "Ромашкина И. О. | Осокин Б. Л. | учитель – ученик | 01.10.2024", "Ещё пары")
    lists = check(
        [sheet(pupils, "Обучающиеся"), sheet("ФИО\nРомашкина Ива Олеговна", "Педагоги"), first, second], today=TODAY
    )
    assert [(finding.sheet, finding.names, finding.others) for finding in reported(lists, "assumed_person")] == [
        ("Сентябрь, пары", ("Ромашкина И. О.", "Вавилова А."), ("A2", "B2")),
        ("Ещё пары", ("Осокин Б. Л.",), ("B2",)),
    ]
    assert "(B2)" in message(reported(lists, "assumed_person")[1])


def test_a_pair_that_begins_before_a_birth_is_an_error_and_one_of_the_same_year_is_not():
    pupils = "ФИО | Дата рождения | Класс\nВавилова Анна Петровна | {} | 6Б"
    pairs = "Наставник | Наставляемый | Форма | Дата начала\nРомашкина Ива Олеговна | Вавилова Анна Петровна | учитель – ученик | 01.09.2012"
    lists = checked(pupils.format("17.11.2012"), "ФИО\nРомашкина Ива Олеговна", pairs)
    assert [finding.cell for finding in reported(lists, "started_before_birth")] == ["D2"]
    assert reported(checked(pupils.format("2012"), "ФИО\nРомашкина Ива Олеговна", pairs), "started_before_birth") == []
