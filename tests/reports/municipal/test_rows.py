"""The municipal base: both official forms to the letter.

Nothing stands in them that may not leave the school.
"""

from __future__ import annotations

import datetime as dt
import io
import re

import openpyxl
import pytest

from data.hashing import sha256
from data.periods import Period
from data.russian import date_text
from metrics.indicators import declared
from reports.municipal.consents import Consents, Decision
from reports.municipal.forms import BOTH, MENTEES, MENTORS
from reports.municipal.workbook import forms_of
from reports.source import Source
from tests.data.lists import TODAY, checked
from tests.reports.municipal.bases import (
    LET_IN,
    MORE,
    PAIRS,
    PERIOD,
    SCHOOL,
    STUDENTS,
    TEACHERS,
    asked,
    made,
    pair_with,
    parts,
    texts,
)

MENTEE_HEADERS = [
    "№",
    "ФИО наставляемого",
    "Контактные данные для связи",
    "Год рождения",
    "Основной запрос",
    "Дата вхождения в программу",
    "ФИО наставника",
    "Форма наставничества",
    "Место работы/учёбы наставника",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв",
    "Отметка о прохождении программы",
]
MENTOR_HEADERS = [
    "№",
    "ФИО наставника",
    "Контактные данные",
    "Место работы/учёбы",
    "Основные компетенции",
    "Важные для программы достижения",
    "Интересы",
    "Желаемый возраст наставляемых",
    "Ресурс времени на программу",
    "Дата вхождения в программу",
    "ФИО наставляемого (наставляемых)",
    "Форма наставничества",
    "Место работы/учёбы наставляемого",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв",
]


def test_the_columns_are_those_of_the_official_forms():
    book = openpyxl.load_workbook(io.BytesIO(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content))
    assert book.sheetnames == ["База наставляемых", "База наставников", "О файле"]
    headers = [[cell.value for cell in book[form.title][1]] for form in BOTH]
    assert headers == [MENTEE_HEADERS, MENTOR_HEADERS]


def test_every_active_pair_is_a_row_of_the_mentees_by_name():
    school = SCHOOL
    assert texts(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content, MENTEES) == [
        [
            "1",
            "Дуб Ясень Кленович",
            "",
            "",
            "",
            "02.09.2024",
            "Липа Калина Дубравовна",
            "учитель – учитель",
            f"{school}, учитель химии",
            "",
            "",
            "",
            "",
        ],
        [
            "2",
            "Осока Рябина Кленовна",
            "",
            "2012",
            "",
            "01.10.2024",
            "Клевер Ясень Тополевич",
            "ученик – ученик",
            f"{school}, 9Б",
            "",
            "",
            "",
            "",
        ],
        [
            "3",
            "Осока Рябина Кленовна",
            "",
            "2012",
            "",
            "01.11.2024",
            "Граб Олень Дубович",
            "студент – ученик",
            "",
            "",
            "",
            "",
            "",
        ],
        [
            "4",
            "Ромашкина Верба Кедровна",
            "",
            "2010",
            "химия",
            "01.09.2024",
            "Липа Калина Дубравовна",
            "учитель – ученик",
            f"{school}, учитель химии",
            "31.05.2025",
            "проект",
            "",
            "",
        ],
    ]


def test_every_mentor_is_one_row_with_what_differs_between_his_mentees_by_their_numbers():
    school = SCHOOL
    rows = texts(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content, MENTORS)
    assert [row[1] for row in rows] == ["Граб Олень Дубович", "Клевер Ясень Тополевич", "Липа Калина Дубравовна"]
    assert rows[2] == [
        "3",
        "Липа Калина Дубравовна",
        "",
        f"{school}, учитель химии",
        "",
        "",
        "",
        "",
        "",
        "1. 02.09.2024\n2. 01.09.2024",
        "1. Дуб Ясень Кленович\n2. Ромашкина Верба Кедровна",
        "1. учитель – учитель\n2. учитель – ученик",
        f"1. {school}\n2. {school}, 8А",
        "2. 31.05.2025",
        "2. проект",
        "",
    ]


def test_a_known_year_alone_is_the_year_of_birth_and_an_unknown_one_is_empty():
    students = STUDENTS.replace("03.03.2012", "2012      ").replace("01.02.2010", "          ")
    rows = texts(made(checked(students, TEACHERS, PAIRS).roster).content, MENTEES)
    assert [row[3] for row in rows] == ["", "2012", "2012", ""]


def test_the_period_decides_which_pairs_are_in_the_base():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    of_2023 = made(roster, period=Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
    assert [row[1] for row in texts(of_2023.content, MENTEES)] == ["Ромашкина Верба Кедровна"]
    cancelled = PAIRS.replace("Результат\n", "Статус\n").replace("| проект", "| отменена")
    assert len(made(checked(STUDENTS, TEACHERS, cancelled).roster).forms.mentees) == 3


def test_the_columns_that_the_lists_carry_are_filled_and_the_mentor_says_his_once():
    texts_of_columns = {title: f"слово{place}" for place, title in enumerate(MORE)}
    pairs = pair_with(**texts_of_columns)
    second = pairs.splitlines()[1].replace("Осока Рябина Кленовна", "Клевер Ясень Тополевич").replace("слово11", "итог")
    content = made(checked(STUDENTS, TEACHERS, f"{pairs}\n{second}").roster).content
    assert texts(content, MENTEES)[1][2:] == [
        "слово0",
        "2012",
        "слово10",
        "01.11.2024",
        "Граб Олень Дубович",
        "студент – ученик",
        "слово2",
        "",
        "слово11",
        "слово3",
        "слово4",
    ]
    (row,) = texts(content, MENTORS)
    assert row[2:9] == ["слово1", "слово2", "слово5", "слово6", "слово7", "слово8", "слово9"]
    assert row[14] == "1. итог\n2. слово11"


def test_two_outsiders_of_one_name_are_distinguished_by_number():
    pairs = """
        № наставника | Наставник          | Наставляемый             | Форма наставничества | Дата начала
        1            | Граб Олень Дубович | Осока Рябина Кленовна    | студент – ученик     | 01.11.2024
        2            | Граб Олень Дубович | Ромашкина Верба Кедровна | студент – ученик     | 01.11.2024
    """
    assert len(made(checked(STUDENTS, TEACHERS, pairs).roster).forms.mentors) == 2


def outsiders(*rows: tuple[str, str], columns: str = "Место работы/учёбы наставника | Контактные данные наставника"):
    """Returns the rows of the mentors form for pairs of one outside name.

    Each is the contact, the workplace, and how many mentees.
    """
    pairs = [f"Наставник | Наставляемый | Форма наставничества | Дата начала | {columns}"]
    names = ("Осока Рябина Кленовна", "Ромашкина Верба Кедровна", "Клевер Ясень Тополевич")
    pairs += [
        f"Граб Олень | {name} | студент – ученик | 01.11.2024 | {' | '.join(row)}"
        for name, row in zip(names, rows, strict=False)
    ]
    rows_of_form = texts(made(checked(STUDENTS, TEACHERS, "\n".join(pairs)).roster).content, MENTORS)
    return sorted((row[2], row[3], row[10].count("\n") + 1) for row in rows_of_form)


def test_two_outsiders_of_one_name_are_distinguished_by_workplace():
    assert outsiders(("УрФУ", "а@x.ru"), ("ООО «Клён»", "б@x.ru"), ("урфу", "в@x.ru")) == [
        ("б@x.ru", "ООО «Клён»", 1),
        ("в@x.ru; а@x.ru", "урфу; УрФУ", 2),
    ]


def test_two_outsiders_without_a_workplace_are_distinguished_by_contact():
    phones = (("", "+7 900 123-45-67"), ("", "8 (900) 1234567"), ("", "+7 900 765-43-21"))
    assert [count for *_, count in outsiders(*phones)] == [2, 1]


def test_a_row_without_a_workplace_is_of_the_only_namesake_whom_nothing_contradicts():
    assert outsiders(("УрФУ", "а@x.ru"), ("", ""), ("", "а@x.ru")) == [("а@x.ru", "УрФУ", 3)]
    assert outsiders(("УрФУ", ""), ("", "а@x.ru")) == [("а@x.ru", "УрФУ", 2)]
    assert outsiders(("УрФУ", "а@x.ru"), ("", "б@x.ru")) == [("а@x.ru", "УрФУ", 1), ("б@x.ru", "", 1)]
    assert len(outsiders(("УрФУ", ""), ("", "а@x.ru"), ("", "б@x.ru"))) == 3


def test_a_row_that_fits_two_namesakes_is_of_neither_unless_its_contact_tells():
    assert outsiders(("УрФУ", "а@x.ru"), ("Клён", "б@x.ru"), ("", "")) == [
        ("", "", 1),
        ("а@x.ru", "УрФУ", 1),
        ("б@x.ru", "Клён", 1),
    ]
    assert outsiders(("УрФУ", "а@x.ru"), ("Клён", "б@x.ru"), ("", "б@x.ru")) == [
        ("а@x.ru", "УрФУ", 1),
        ("б@x.ru", "Клён", 2),
    ]


def test_a_school_that_has_not_named_itself_stands_in_no_cell():
    unnamed = forms_of(Source(checked(STUDENTS, TEACHERS, PAIRS).roster, "№ 1"), PERIOD, declared(), (), LET_IN)
    assert {row.cells["mentor_place"] for row in unnamed.mentees} == {"учитель химии", "9Б", ""}


# Consent


@pytest.mark.parametrize("refusal", ["нет", "", "отказ"])
def test_who_has_not_consented_is_in_no_part_of_the_file(refusal):
    pairs = PAIRS.replace("Результат\n", "Результат\n").replace("| проект", "| дружит с Осокой Рябиной")
    roster = checked(asked(f"да, да, {refusal}"), TEACHERS, pairs).roster
    base = made(roster)
    assert not re.search("Осок|Рябин", parts(base.content))
    assert [(entry.name, entry.pairs) for entry in base.forms.left_out] == [("Осока Рябина Кленовна", 2)]
    assert (base.forms.mentees_left_out, base.forms.mentors_left_out) == (1, 2)
    assert [entry.text for entry in base.forms.held_back] == ["дружит с Осокой Рябиной"]


def test_a_mentor_without_consent_takes_his_pairs_out_of_both_forms():
    roster = checked(STUDENTS, asked("нет, да", TEACHERS), PAIRS).roster
    base = made(roster)
    assert "Липа" not in parts(base.content)
    assert [row[1] for row in texts(base.content, MENTEES)] == ["Осока Рябина Кленовна"] * 2
    assert base.forms.mentees_left_out == 2


def test_of_two_consents_that_are_asked_for_both_must_be_given():
    consents = {"Согласие наставника": "да", "Согласие наставляемого": "да"}
    assert len(made(checked(asked("да, да, да"), TEACHERS, pair_with(**consents)).roster).forms.mentees) == 1
    for side, other_side in (consents.keys(), [*consents][::-1]):
        refused = checked(asked("да, да, да"), TEACHERS, pair_with(**{side: "нет", other_side: "да"})).roster
        assert made(refused).forms.mentees == ()
    refused = checked(asked("да, да, нет"), TEACHERS, pair_with(**consents)).roster
    assert made(refused).forms.mentees == ()


def test_who_was_never_asked_is_in_no_part_of_the_file_until_somebody_decides():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    base = made(roster, consents=Consents())
    assert not re.search("Ромашкин|Осок|Клевер|Липа|Дуб|Граб", parts(base.content))
    assert base.forms.mentees == base.forms.mentors == ()
    assert base.forms.consent_not_asked == ("Обучающиеся", "Педагоги", "люди, которых нет в списках")
    assert {person.name for person in base.forms.undecided} == {
        *("Ромашкина Верба Кедровна", "Клевер Ясень Тополевич", "Осока Рябина Кленовна"),
        *("Липа Калина Дубравовна", "Дуб Ясень Кленович", "Граб Олень Дубович"),
    }
    assert made(checked(asked("да, да, да"), "", pair_with()).roster).forms.consent_not_asked == (
        "люди, которых нет в списках",
    )


def decided(forms, *names, is_in=True):
    """Returns the decision of somebody about these people."""
    return Consents(
        {
            sha256(*person.identity): Decision(is_in, "Завуч", TODAY, person.refused)
            for person in forms.unconsented
            if person.name in names
        }
    )


def test_each_person_is_in_or_out_as_somebody_decided_and_the_file_says_who_did():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    forms = made(roster, consents=Consents()).forms
    consents = decided(forms, "Липа Калина Дубравовна", "Дуб Ясень Кленович")
    base = made(roster, consents=consents)
    assert [row[1] for row in texts(base.content, MENTEES)] == ["Дуб Ясень Кленович"]
    assert "Ромашкина Верба Кедровна" in {person.name for person in base.forms.left_out}
    about = openpyxl.load_workbook(io.BytesIO(base.content))["О файле"]
    about_file = {row[0].value: row[1].value for row in about.iter_rows(min_row=2)}
    assert about_file["Вошли по решению о согласии"] == (f"2\u00a0человека (решение: Завуч, {date_text(TODAY)})")


def test_a_decision_holds_for_the_next_version_of_the_lists():
    forms = made(checked(STUDENTS, TEACHERS, PAIRS).roster, consents=Consents()).forms
    consents = decided(forms, *(person.name for person in forms.unconsented))
    header, *rows = STUDENTS.strip().splitlines()
    later = checked("\n".join([header, *rows[::-1]]), TEACHERS, PAIRS).roster
    assert made(later, consents=consents).forms.undecided == ()


def test_a_decision_about_somebody_who_was_not_asked_is_none_about_a_refusal():
    forms = made(checked(STUDENTS, TEACHERS, PAIRS).roster, consents=Consents()).forms
    consents = decided(forms, *(person.name for person in forms.unconsented))
    later = made(checked(asked("да, да, нет"), TEACHERS, PAIRS).roster, consents=consents)
    assert [person.name for person in later.forms.undecided] == ["Осока Рябина Кленовна"]
    assert "Осока" not in parts(later.content)


def test_who_was_not_asked_is_named_in_nobody_else_s_text():
    pairs = pair_with(Результат="хвалит Ромашкину Вербу")
    roster = checked(STUDENTS, TEACHERS, pairs).roster
    forms = made(roster, consents=Consents()).forms
    in_pair = decided(forms, *(person.name for person in forms.unconsented))
    base = made(roster, consents=in_pair)
    assert [doubt.text for doubt in base.forms.held_back] == ["хвалит Ромашкину Вербу"]
    assert "Ромашкин" not in parts(base.content)


# What may not leave the school


CANARIES = ("ОВЗ", "ЗПР", "инвалид", "СОП", "ВШУ", "ПДН", "вариант 7.1", "на учёте", "дефектолог")


def test_no_health_and_no_register_is_in_any_part_of_the_file():
    texts_of_columns = dict(
        zip(MORE, (f"текст {word}" for word in (*CANARIES, "АООП", "КДН", "О. В. З.")), strict=True)
    )
    teachers = TEACHERS.replace("учитель химии", "учитель-дефектолог")
    pairs = PAIRS.replace("химия ", "СОП   ").replace("Граб", "Липа").replace("студент", "учитель")
    for roster in (
        checked(STUDENTS, teachers, pair_with(**texts_of_columns)).roster,
        checked(STUDENTS, teachers, pairs).roster,
    ):
        told_in_file = parts(made(roster).content)
        for word in (*CANARIES, "АООП", "КДН", "О. В. З."):
            assert word.casefold() not in told_in_file.casefold(), word


def test_every_doubtful_text_is_reported_with_whose_it_is_and_its_column():
    texts_of_columns = {
        "Контактные данные наставника": "мама из полиции",
        "Запрос": "ОВЗ",
        "Результат": "учёт интересов",
    }
    base = made(checked(STUDENTS, TEACHERS, pair_with(**texts_of_columns)).roster)
    assert [(doubt.who, doubt.column, doubt.text) for doubt in base.forms.held_back] == [
        ("Граб Олень Дубович – Осока Рябина Кленовна", "Основной запрос", "ОВЗ"),
        ("Граб Олень Дубович", "Контактные данные", "мама из полиции"),
    ]
    assert "Основной запрос" not in base.forms.empty(MENTEES)  # the list has it
    assert texts(base.content, MENTEES)[0][10] == "учёт интересов"


def test_a_class_and_a_name_that_tell_of_health_are_held_back_too():
    students = STUDENTS.replace("| 9Б ", "| 9 ЗПР ").replace("Осока Рябина Кленовна", "Осока Рябина ОВЗ")
    base = made(checked(students, TEACHERS, PAIRS.replace("Осока Рябина Кленовна", "Осока Рябина ОВЗ")).roster)
    assert {doubt.column for doubt in base.forms.held_back} == {"Класс", "ФИО наставляемого"}
    assert not re.search("ОВЗ|ЗПР", parts(base.content), re.IGNORECASE)


def test_a_released_text_is_sent_and_still_reported_as_released():
    base = made(checked(STUDENTS, TEACHERS, pair_with(Запрос="из полиции", Результат="ОВЗ")).roster, {"из полиции"})
    assert [doubt.text for doubt in base.forms.held_back] == ["ОВЗ"]
    assert [doubt.text for doubt in base.forms.doubts if doubt.sent] == ["из полиции"]
    assert texts(base.content, MENTEES)[0][4] == "из полиции"


def test_a_surname_hidden_in_another_word_is_no_name():
    students = asked("да, нет, да").replace("Клевер Ясень", "Победина Мята")
    base = made(checked(students, TEACHERS, pair_with(Результат="она победила", Запрос="как у Побединой")).roster)
    assert [doubt.text for doubt in base.forms.held_back] == ["как у Побединой"]
