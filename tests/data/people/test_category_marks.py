"""A separate list of a category beside the list of all pupils marks those whom it names, and nobody else."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.loading import check, load
from data.people.name_decisions import NameDecisions, SamePerson
from tests.data.lists import TODAY, drawn, files, reported, required_columns, sheet

PUPILS = """
    Список обучающихся
    ФИО                        | Дата рождения | Класс
    Подсолнухова Астра Львовна | 05.03.2013    | 5А
    Ландышев Кедр Ильич        | 17.11.2012    | 6Б
    Ландышев Клён Ильич        | 18.12.2011    | 7А
    Ромашкина Верба Олеговна   | 29.02.2012    | 6Б
"""
OVZ = """
    Список обучающихся с ОВЗ на 2024-2025 учебный год
    № | ФИО                 | Класс | Заключение ПМПК
    1 | Ландышев Кедр Ильич | 6Б    | № 14 от 12.03.2022
    2 | Ромашкина В. О.     | 6Б    |
"""
KINDS = pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])


def checked(*lists: tuple[str, str], pupils: str = PUPILS, **more):
    sheets = [sheet(pupils, "Обучающиеся"), *(sheet(picture, name) for name, picture in lists)]
    return check(sheets, today=TODAY, required=required_columns(), **more)


def marked(lists, mark: str) -> list[str]:
    pupils = lists.roster.students
    return [] if mark not in pupils else [name.split()[1] for name in pupils["name"][pupils[mark]]]


@KINDS
def test_whoever_stands_in_a_list_of_those_with_ovz_is_marked(kind):
    lists = load(
        files({"Обучающиеся": drawn(PUPILS), "ОВЗ": drawn(OVZ)}, kind), today=TODAY, required=required_columns()
    )
    assert marked(lists, "ovz") == ["Кедр", "Верба"]
    assert lists.counts["students"] == 4
    assert not lists.has_errors
    assert [(finding.count, finding.numbers) for finding in reported(lists, "marked_by_list")] == [(2, (2,))]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Список обучающихся с ограниченными возможностями здоровья", "ovz"),
        ("Дети с ОВЗ", "ovz"),
        ("Обучающиеся по адаптированным программам", "ovz"),
        ("Учащиеся, состоящие на учёте ВШУ", "vshu"),
        ("Список обучающихся, состоящих на внутришкольном контроле", "vshu"),
        ("Несовершеннолетние, состоящие на учёте в ПДН", "pdn"),
        ("Учащиеся на учёте в КДН и ЗП", "kdn"),
        ("Список несовершеннолетних, находящихся в социально опасном положении", "at_risk"),
        ("Персонифицированный учёт", "at_risk"),
        ("Дети группы риска", "at_risk"),
    ],
)
def test_the_title_says_which_mark(title, mark):
    lists = checked(("Лист2", f"{title}\nФИО | Класс\nЛандышев Кедр Ильич | 6Б"))
    assert {each for each in ("ovz", "at_risk", "vshu", "pdn", "kdn") if marked(lists, each)} == {mark}
    assert marked(lists, mark) == ["Кедр"]


@pytest.mark.parametrize(
    "title",
    [
        "Список детей-инвалидов и детей с ОВЗ",
        "Учащиеся, снятые с учёта ВШУ",
        "Учащиеся, не состоящие на учёте ВШУ",
        "Список обучающихся с ОВЗ и состоящих на ВШУ",
        "Контингент, в том числе дети с ОВЗ",
        "Список обучающихся на кружок",
        "Опекаемые, дети с ОВЗ",
        "Обучающиеся с ОВЗ, участвующие в программе наставничества",
        "Дети с ОВЗ, охваченные дополнительным образованием",
        "Обучающиеся 5-9 классов с ОВЗ",
    ],
)
def test_a_title_that_is_not_plain_marks_nobody(title):
    lists = checked(("Лист2", f"{title}\nФИО | Класс\nЛандышев Кедр Ильич | 6Б"))
    assert lists.has_errors
    assert {"ovz", "at_risk", "vshu", "pdn", "kdn"}.isdisjoint(lists.roster.students)


def test_a_plain_title_comes_before_the_names_of_sheet_and_file_and_an_unclear_one_is_not_helped_by_them():
    unclear = sheet("Дети-инвалиды\nФИО | Класс\nЛандышев Кедр Ильич | 6Б", "ОВЗ", "ОВЗ.xlsx")
    lists = check([sheet(PUPILS), unclear], today=TODAY)
    assert marked(lists, "ovz") == []
    removed = sheet("Снятые с учёта ВШУ\nФИО | Класс\nЛандышев Кедр Ильич | 6Б", "ВШУ", "ВШУ.xlsx")
    assert marked(check([sheet(PUPILS), removed], today=TODAY), "vshu") == []
    named = sheet("ФИО | Класс\nЛандышев Кедр Ильич | 6Б", "Лист1", "Список_ОВЗ.xlsx")
    assert marked(check([sheet(PUPILS), named], today=TODAY), "ovz") == ["Кедр"]


@pytest.mark.parametrize(
    ("name", "school_class", "code", "nearest"),
    [
        ("Ландышев К. И.", "", "ambiguous_person", ["Ландышев Кедр Ильич", "Ландышев Клён Ильич"]),
        ("Ромашкина Верба Олегновна", "6Б", "unknown_person", ["Ромашкина Верба Олеговна"]),
        ("Подсолнухова А. Л.", "9А", "unknown_person", ["Подсолнухова Астра Львовна"]),
        ("Кактусов Агав Юккович", "5А", "unknown_person", []),
    ],
)
def test_a_name_that_is_not_one_pupil_for_sure_is_asked_about_and_marks_nobody(name, school_class, code, nearest):
    lists = checked(("ОВЗ", f"ФИО | Класс\n{name} | {school_class}"))
    finding = reported(lists, code)[0]
    assert marked(lists, "ovz") == []
    assert (finding.sheet, finding.row, finding.cell) == ("ОВЗ", 2, "A2")
    assert [candidate.name for candidate in finding.candidates] == nearest
    assert all(candidate in message(finding) for candidate in nearest)
    assert lists.left_out["students"] == 1


def test_a_class_tells_two_with_the_same_initials_apart():
    lists = checked(("ОВЗ", "ФИО | Класс\nЛандышев К. И. | 7А"))
    assert marked(lists, "ovz") == ["Клён"]
    beside = checked(("ОВЗ", "№ | ФИО | Заключение ПМПК\n1 | Ландышев К. И., 7А | есть"))
    assert marked(beside, "ovz") == ["Клён"]


def test_what_was_decided_of_a_name_holds_in_such_a_list_too():
    decisions = NameDecisions.of([SamePerson("Кактусов Агав Юккович", "Ландышев Клён Ильич")])
    lists = checked(("ОВЗ", "ФИО | Класс\nКактусов Агав Юккович | 7А"), decisions=decisions)
    assert marked(lists, "ovz") == ["Клён"]


@pytest.mark.parametrize("said", ["ожидает", "по заявлению", "уточнить"])
def test_a_cell_that_leaves_ovz_open_is_an_error_whatever_the_title_says(said):
    lists = checked(("ОВЗ", OVZ.replace("№ 14 от 12.03.2022", said)))
    assert marked(lists, "ovz") == ["Верба"]
    assert [finding.cell for finding in reported(lists, "bad_flag")] == ["D3"]


def test_a_cell_that_says_no_comes_before_the_title():
    assert marked(checked(("ОВЗ", OVZ.replace("№ 14 от 12.03.2022", "нет"))), "ovz") == ["Верба"]
    registered = "ФИО | Класс | Вид учёта\nЛандышев Кедр Ильич | 6Б | снят\nРомашкина Верба Олеговна | 6Б | ВШУ"
    assert marked(checked(("ВШУ", registered)), "vshu") == ["Верба"]


def test_of_several_registers_each_row_says_which():
    lists = checked(("Лист2", """
        Учащиеся, состоящие на учёте ВШУ, ПДН, КДН
        ФИО                        | Класс | Вид учёта | Дата постановки на учёт | Снят с учёта
        Ландышев Кедр Ильич        | 6Б    | ВШУ       | 12.10.2024              |
        Ромашкина Верба Олеговна   | 6Б    | ПДН, ВШУ  |                         |
        Подсолнухова Астра Львовна | 5А    | СОП       | 01.09.2023              | 01.12.2024
        Ландышев Клён Ильич        | 7А    |           |                         |
    """))  # fmt: skip
    assert (marked(lists, "vshu"), marked(lists, "pdn"), marked(lists, "at_risk")) == (
        ["Кедр", "Верба"],
        ["Верба"],
        ["Астра"],
    )
    assert marked(lists, "kdn") == []
    pupils = lists.roster.students.set_index("name")
    assert pupils.loc["Ландышев Кедр Ильич", "vshu_since"].date() == dt.date(2024, 10, 12)
    assert pupils.loc["Подсолнухова Астра Львовна", "at_risk_until"].date() == dt.date(2024, 12, 1)
    assert [finding.cell for finding in reported(lists, "empty_required")] == ["C6"]


def test_several_registers_without_a_column_that_says_which_are_an_error():
    lists = checked(("Лист2", "Учащиеся, состоящие на учёте ВШУ/ПДН\nФИО | Класс\nЛандышев Кедр Ильич | 6Б"))
    assert [(finding.sheet, finding.field) for finding in reported(lists, "missing_column")] == [("Лист2", "registers")]
    assert {"vshu", "pdn"}.isdisjoint(lists.roster.students)
    assert lists.counts["students"] == 4


@pytest.mark.parametrize("header", ["С какого числа", "Внесён с", "Дата постановки", "С", "Поставлена на учёт"])
def test_the_day_of_entry_of_a_list_is_of_the_register_in_its_title(header):
    lists = checked(("ПДН", f"ФИО | Класс | {header}\nЛандышев Кедр Ильич | 6Б | 12.10.2024"))
    assert lists.roster.students["pdn_since"].dropna().dt.date.tolist() == [dt.date(2024, 10, 12)]


def test_marks_of_the_list_of_all_pupils_stay_beside_those_of_a_separate_one():
    pupils = PUPILS.replace("| Класс", "| Класс | ОВЗ").replace("| 5А", "| 5А | да").replace("| 6Б", "| 6Б | нет")
    lists = checked(("ОВЗ", OVZ), pupils=pupils)
    assert marked(lists, "ovz") == ["Астра", "Кедр", "Верба"]
    assert [(finding.count, finding.numbers) for finding in reported(lists, "marked_by_list")] == [(2, (2,))]


def test_the_list_of_one_class_says_nothing_of_the_others():
    lists = checked(("Лист2", "Обучающиеся 6Б класса с ОВЗ\nФИО | Класс\nЛандышев Кедр Ильич | 6Б"))
    assert "ovz" not in lists.roster.students
    assert any(finding.value == "4" for finding in reported(lists, "no_data_for_indicator"))


def test_a_separate_list_with_births_of_pupils_repeats_nobody():
    births = OVZ.replace("Класс |", "Класс | Дата рождения |").replace("6Б    | №", "6Б | 17.11.2012 | №")
    lists = checked(("ОВЗ", births.replace("6Б    |\n", "6Б | 29.02.2012 |\n").replace("В. О.", "Верба Олеговна")))
    assert marked(lists, "ovz") == ["Кедр", "Верба"]
    assert not lists.has_errors


def test_a_list_of_other_children_under_such_a_title_is_a_list_of_pupils():
    others = "Обучающиеся с ОВЗ\nФИО | Дата рождения | Класс\nКактусов Агав Юккович | 01.02.2012 | 6К"
    lists = checked(("Лист2", others))
    assert lists.counts["students"] == 5
    assert "ovz" not in lists.roster.students


def test_a_list_without_births_and_with_a_column_of_its_own_adds_to_what_is_known():
    pupils = PUPILS.replace("| Класс", "| Класс | СОП").replace("| 5А", "| 5А | да")
    passport = "ФИО | Класс | Социальная категория\nЛандышев Кедр Ильич | 6Б | СОП, многодетная"
    lists = checked(("Социальный паспорт", passport), pupils=pupils)
    assert marked(lists, "at_risk") == ["Астра", "Кедр"]
    assert "ovz" not in lists.roster.students


def test_a_column_that_tells_of_some_what_nothing_tells_of_the_others_is_not_used_and_said():
    lists = checked(("Психолог", "ФИО | Класс | ОВЗ\nЛандышев Кедр Ильич | 6Б | да"))
    assert "ovz" not in lists.roster.students
    assert [(finding.sheet, finding.cell) for finding in reported(lists, "ignored_column")] == [("Психолог", "C1")]


@pytest.mark.parametrize(("classes", "ovz"), [("АБВ", [True] * 18 + [False] * 2), ("А", None)])
def test_a_list_of_nearly_all_tells_of_all_and_says_whom_it_does_not_name(classes, ovz):
    names = [f"{letter}сенева Липа" for letter in "АБВГДЕЖЗИКЛМНОПРСТУФ"]
    pupils = "\n".join(["ФИО | Дата рождения | Класс", *(f"{name} | 05.03.2013 | 5А" for name in names)])
    marks = names[:18] if len(classes) > 1 else names[:17]
    listed = "\n".join(["ФИО | Класс | ОВЗ", *(f"{name} | 5А | да" for name in marks)])
    lists = checked(("Все", listed), pupils=pupils)
    assert (lists.roster.students["ovz"].tolist() if "ovz" in lists.roster.students else None) == ovz
    told = [finding.names[1:] for finding in reported(lists, "marked_by_list")]
    assert told == ([tuple(names[18:])] if ovz else [])


def test_whoever_came_back_is_marked_in_all_his_rows():
    pupils = """
        ФИО                 | Дата рождения | Класс | Дата зачисления | Дата выбытия
        Ландышев Кедр Ильич | 17.11.2012    | 5Б    | 01.09.2019      | 01.02.2024
        Ландышев Кедр Ильич | 17.11.2012    | 6Б    | 01.09.2024      |
    """
    lists = checked(("ОВЗ", OVZ.replace("    2 | Ромашкина В. О.     | 6Б    |\n", "")), pupils=pupils)
    assert lists.roster.students["ovz"].tolist() == [True, True]


def test_since_when_a_mentor_is_one_is_no_day_of_a_register():
    rows = zip(
        drawn(PUPILS),
        ["", "Наставник", "", "Подсолнухова А.", "", ""],
        ["", "С какого числа", "", "01.10.2024", "", ""],
        strict=True,
    )
    lists = check([sheet([[*row, mentor, day] for row, mentor, day in rows], "Обучающиеся")], today=TODAY)
    assert lists.roster.pairs["start"].dt.date.tolist() == [dt.date(2024, 10, 1)]


def test_lists_of_several_registers_one_below_another_mark_each_its_own():
    head = "ФИО | Класс | Причина"
    lists = checked(("Учёты", f"""
        Учащиеся, состоящие на учёте в ВШУ
        {head}
        Ландышев Кедр Ильич | 6Б | пропуски
        ~
        Учащиеся, состоящие на учёте в ПДН
        {head}
        Ромашкина Верба Олеговна | 6Б | кража
        Учащиеся, находящиеся в социально опасном положении
        Ландышев Клён Ильич | 7А | семья
    """))  # fmt: skip
    assert {mark: marked(lists, mark) for mark in ("vshu", "pdn", "at_risk")} == {
        "vshu": ["Кедр"], "pdn": ["Верба"], "at_risk": ["Клён"],
    }  # fmt: skip
    assert not lists.has_errors


def test_a_section_whose_title_is_not_plain_ends_the_mark_and_is_an_error():
    lists = checked(("ОВЗ", "ФИО | Класс\nЛандышев Кедр Ильич | 6Б\nДети-инвалиды |\nРомашкина Верба Олеговна | 6Б"))
    assert marked(lists, "ovz") == ["Кедр"]
    assert [finding.field for finding in reported(lists, "missing_column")] == ["birth"]


def test_a_section_of_a_class_keeps_the_mark():
    lists = checked(("ОВЗ", "ФИО | Программа\n6Б класс |\nЛандышев К. И. | 7.1\n7А класс |\nЛандышев К. И. | 7.2"))
    assert marked(lists, "ovz") == ["Кедр", "Клён"]


def test_what_a_separate_list_lacks_to_mark_anybody_is_said():
    alone = check([sheet(OVZ, "ОВЗ")], today=TODAY)
    assert "общий список" in message(reported(alone, "missing_column")[0])
    unclear = checked(("Лист2", "Дети-инвалиды\nФИО | Класс\nЛандышев Кедр Ильич | 6Б"))
    assert "назовите его так" in message(reported(unclear, "missing_column")[0])
    births = check([sheet(PUPILS.replace("Дата рождения", "Когда"), "Обучающиеся")], today=TODAY)
    assert "отдельный" not in message(reported(births, "missing_column")[0])


def test_several_pupils_in_a_cell_are_marked_each():
    lists = checked(
        ("ОВЗ", "Класс | ФИО\n6Б | Ландышев Кедр Ильич, Ромашкина В. О.\n7А | Ландышев К. И.; Кактусов А. Ю.")
    )
    assert marked(lists, "ovz") == ["Кедр", "Клён", "Верба"]
    assert [finding.value for finding in reported(lists, "unknown_person")] == ["Кактусов А. Ю."]
    assert [(finding.value, finding.count) for finding in reported(lists, "split_cell")] == [("2", 4)]


def test_a_separate_list_may_stand_beside_that_of_all_pupils():
    beside = ["Дети с ОВЗ", "ФИО", "Ландышев Кедр Ильич", "Ромашкина В. О.", "", ""]
    classes = ["", "Класс", "6Б", "6Б", "", ""]
    rows = [[*row, "", *more] for row, *more in zip(drawn(PUPILS), beside, classes, strict=True)]
    lists = check([sheet(rows, "Лист1")], today=TODAY, required=required_columns())
    assert (marked(lists, "ovz"), lists.counts["students"]) == (["Кедр", "Верба"], 4)


def test_a_sheet_called_like_such_a_list_in_which_none_is_recognised_is_an_error():
    lists = checked(("ОВЗ", "1 | Ландышев Кедр Ильич | 6Б\n2 | Ромашкина Верба Олеговна | 6Б"))
    assert [finding.sheet for finding in reported(lists, "no_table")] == ["ОВЗ"]


def test_a_second_line_of_the_header_is_nobody():
    two_lines = "№ | Обучающийся | | Заключение ПМПК |\n | ФИО | Класс | номер | дата\n1 | Ландышев Кедр Ильич | 6Б | 14 | 12.03.2022"
    lists = checked(("ОВЗ", two_lines))
    assert marked(lists, "ovz") == ["Кедр"]
    assert not lists.has_errors


@pytest.mark.parametrize(("name", "mark"), [("ОВЗ", "ovz"), ("ВШУ", "vshu")])
def test_a_separate_list_may_keep_the_mentors_of_its_pupils(name, mark):
    lists = check(
        [
            sheet(PUPILS, "Обучающиеся"),
            sheet("ФИО\nТополева Вера Ильинична", "Педагоги"),
            sheet("""
                № | ФИО                 | Класс | Наставник               | С какого числа
                1 | Ландышев Кедр Ильич | 6Б    | Тополева Вера Ильинична | 12.10.2024
                2 | Ландышев К. И.      | 7А    | Тополева В. И.          | 13.10.2024
                3 | Ромашкина Верба     | 6Б    |                         |
            """, name),
        ],
        today=TODAY, required=required_columns(),
    )  # fmt: skip
    assert marked(lists, mark) == ["Кедр", "Клён", "Верба"]
    assert lists.roster.pairs["start"].dt.day.tolist() == [12, 13]
    assert lists.roster.pairs["mentee_student"].tolist() == [1, 2]
    assert not lists.has_errors


def test_a_list_of_pairs_of_those_with_ovz_marks_nobody():
    pairs = "Наставник | ФИО обучающегося | Класс | Форма | Дата начала\nТополева В. И. | Ландышев К. И. | 7А | учитель – ученик | 12.10.2024"
    teachers = sheet("ФИО\nТополева Вера Ильинична", "Педагоги")
    whole = [sheet(PUPILS, "Обучающиеся"), teachers]
    lists = check(
        [*whole, sheet(f"Наставничество обучающихся с ОВЗ\n{pairs}", "Пары")], today=TODAY, required=required_columns()
    )
    assert (lists.counts["pairs"], "ovz" in lists.roster.students) == (1, False)
