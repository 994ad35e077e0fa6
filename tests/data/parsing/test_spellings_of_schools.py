"""Spellings that schools use in pairs, flags, experience, forms, names and registers, each with a neighbour."""

from __future__ import annotations

import datetime as dt

import pytest

from data.parsing import (
    Assumption,
    Context,
    Fault,
    PairDates,
    Span,
    class_in_title,
    class_of,
    header_key,
    name_key,
    people_in,
    read_column,
)
from data.parsing.classes import names_a_class
from data.parsing.days_among_words import read_date
from data.parsing.experience import read_experience
from data.parsing.flags import read_flag
from data.parsing.forms import read_form, read_mode
from data.parsing.pair_dates import read_pair_dates
from data.parsing.registers import RegisterEntry, read_register

AS_OF = Context(dt.date(2024, 12, 31))
START = dt.date(2024, 9, 14)


def dates(text: str) -> PairDates:
    read = read_pair_dates(text, AS_OF)
    assert isinstance(read, PairDates), read
    return read


@pytest.mark.parametrize(
    "text", ["1.IX.2024", "01 IX 2024", "20240901", "01.09.2О24", "01.09.2024 (приказ № 12)", "01.09.2024-"]
)
def test_a_day_that_can_mean_nothing_else_is_read(text):
    assert read_date(text, AS_OF) == dt.date(2024, 9, 1)


@pytest.mark.parametrize("text", ["1.IIX.2024", "20241301", "01.09.2024 и 02.09.2024", "осень 2024"])
def test_what_may_be_several_days_is_none(text):
    assert isinstance(read_date(text, AS_OF), Fault)


@pytest.mark.parametrize(
    "text",
    [
        "до выпуска",
        "до окончания школы",
        "до конца обучения",
        "до особого распоряжения",
        "на период обучения",
        "по наст. вр-мя",
    ],
)
def test_words_for_no_end(text):
    assert dates(text).endless


@pytest.mark.parametrize("text", ["до выяснения", "до осени", "в течение года", "июнь", "0 мес.", "0 лет"])
def test_words_that_leave_the_end_open_are_asked(text):
    assert isinstance(read_pair_dates(text, AS_OF), Fault)


@pytest.mark.parametrize(
    ("text", "end", "assumption"),
    [
        ("до конца уч. года", dt.date(2025, 5, 31), Assumption.SCHOOL_YEAR),
        ("на учебный год", dt.date(2025, 5, 31), Assumption.SCHOOL_YEAR),
        ("1 год", dt.date(2025, 9, 13), Assumption.LENGTH),
        ("на 6 мес.", dt.date(2025, 3, 13), Assumption.LENGTH),
        ("полгода", dt.date(2025, 3, 13), Assumption.LENGTH),
    ],
)
def test_a_length_ends_by_the_start_of_the_pair(text, end, assumption):
    assert dates(text).end_from(START) == Span(end, end, assumption)


def test_the_last_day_of_a_short_month_ends_a_length():
    assert dates("1 мес.").end_from(dt.date(2024, 1, 31)).last == dt.date(2024, 2, 28)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("окт.–дек. 2024", dt.date(2024, 10, 1), dt.date(2024, 12, 31)),
        ("сентябрь - май 2024/25", dt.date(2024, 9, 1), dt.date(2025, 5, 31)),
        ("с 1 сентября по 31 мая 2025", dt.date(2024, 9, 1), dt.date(2025, 5, 31)),
        ("01.09 - 31.12.2024", dt.date(2024, 9, 1), dt.date(2024, 12, 31)),
    ],
)
def test_two_times_share_the_year_that_stands_once(text, first, last):
    read = dates(text)
    assert read.start and read.end
    assert (read.start.first, read.end.last) == (first, last)


def test_a_year_that_may_be_of_either_of_two_months_is_none():
    assert isinstance(read_pair_dates("сентябрь – май 2024", AS_OF), Fault)


def test_a_quarter_of_a_school_year_is_whole_months():
    assert dates("I четверть 2024/25").start == Span(dt.date(2024, 9, 1), dt.date(2024, 10, 31), Assumption.TERM)
    assert isinstance(read_pair_dates("5 четверть 2024/25", AS_OF), Fault)


def test_a_start_with_a_length_beside_it():
    read = dates("с 15 сентября 2024 г. до окончания учебного года")
    assert read.start and read.start.first == dt.date(2024, 9, 15)
    assert read.this_school_year


@pytest.mark.parametrize(
    ("text", "value"), [("да (1 год)", True), ("нет (стаж 30 лет)", False), ("с 2023", True), ("√", True)]
)
def test_a_plain_answer_with_more_beside_it(text, value):
    assert read_flag(text, AS_OF) is value


@pytest.mark.parametrize("text", ["да (до 2022)", "с 2026", "с 2019 по 2022", "да?", "да (уточнить)", "да (?)"])
def test_an_answer_of_another_time_is_asked(text):
    assert isinstance(read_flag(text, AS_OF), Fault)


@pytest.mark.parametrize(("text", "months"), [("б/с", 0), ("30/28", 336), ("5/1", 12), ("20 / 18", 216)])
def test_of_two_lengths_of_service_the_teaching_one_is_the_shorter(text, months):
    assert read_experience(text, AS_OF) == months


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Учитель – молодой специалист", "teacher_teacher"),
        ("равный – равному", "student_student"),
        ("учитель – учитель, реверсивная", "teacher_teacher"),
        ("У-У (учитель – ученик)", "teacher_student"),
        ("уч-уч (ученик – ученик)", "student_student"),
        ("ученик – ученик (уч-уч)", "student_student"),
    ],
)
def test_forms_by_their_other_names(text, form):
    assert read_form(text, AS_OF) == form


@pytest.mark.parametrize(
    "text", ["шефство", "молодой – старый", "у-у", "У-У (5 пар)", "учитель – ученик (ученик – ученик)", "у-у (шефство)"]
)
def test_what_names_no_form_is_a_fault(text):
    assert isinstance(read_form(text, AS_OF), Fault)


@pytest.mark.parametrize(
    "text", ["7 класс", "обучающиеся 7А", "весь 7А класс", "ученики 6А и 6Б", "7А (12 чел.)", "7-е классы"]
)
def test_a_class_is_nobody(text):
    assert names_a_class(text)


@pytest.mark.parametrize(
    "text", ["Осинкин Ясень, 7А", "ученик 7А Осинкин Я.", "Всеволод Классов", "дети", "1" * 80 + "х"]
)
def test_somebody_of_a_class_is_somebody(text):
    assert not names_a_class(text)


@pytest.mark.parametrize(
    "text", ["Осинкин Ясень Ивович, ООО «Рассвет»", "Осинкин Ясень, студентка ВоГУ, 3 курс", "Осинкин Ясень, завод"]
)
def test_where_somebody_works_is_nobody_else(text):
    assert [person.name.split()[:2] for person in people_in(text, AS_OF)] == [["Осинкин", "Ясень"]]


def test_surnames_like_words_of_organisations_are_people():
    assert len(people_in("Осинкин Ясень, Школьников Клён, Заводов Лист", AS_OF)) == 3


@pytest.mark.parametrize(
    "text", ["Зульфугаров Эмиль Теймур оглы", "Зульфугаров Эмиль Теймур-оглы", "ЗУЛЬФУГАРОВ Эмиль Теймур – Оглы"]
)
def test_a_dash_before_the_particle_of_a_patronymic_is_a_blank(text):
    assert name_key(text) == "зульфугаров эмиль теймур оглы"


@pytest.mark.parametrize("text", ["2А (17 чел)", "2А кл 2024", "2А 2024-2025"])
def test_a_class_in_a_sheets_name_with_more_beside_it(text):
    assert class_in_title(text) == "2А"


@pytest.mark.parametrize("text", ["1/в", "1в", "1 «В»"])
def test_a_slash_within_a_class_is_a_dash(text):
    assert class_of(text).name == "1В"


@pytest.mark.parametrize("text", ["подготовительная гр.", "средняя гр.", "Старшая группа"])
def test_a_group_of_a_kindergarten_is_no_class(text):
    assert not class_of(text).pupil


@pytest.mark.parametrize("text", ["10.09.2024, нарушение устава", "пост. № 15 от 10.09.2024", "с 10.09.2024"])
def test_the_one_day_of_a_register_is_the_day_of_entry(text):
    assert read_register(text, Context(dt.date(2024, 12, 31), "at_risk")) == RegisterEntry(
        {"at_risk": dt.date(2024, 9, 10)}
    )


@pytest.mark.parametrize(
    "text",
    [
        "снят 10.09.2024",
        "10.09.2024, 11.10.2024",
        "состоял",
        "ТЖС",
        "состоял с 10.09.2024",
        "ожидает 10.09.2024",
        "1" * 60 + " 10.09.2024?",
    ],
)
def test_what_does_not_say_whether_somebody_is_registered_is_asked(text):
    assert not isinstance(read_register(text, Context(dt.date(2024, 12, 31), "at_risk")), RegisterEntry)


@pytest.mark.parametrize(
    ("text", "name"),
    [("V А", "5А"), ("IX «Б»", "9Б"), ("Х А", "10А"), ("XI-б", "11Б"), ("VII", "7"), ("пятый А", "5А"), ("седьмой «Б» класс", "7Б")],
)  # fmt: skip
def test_a_grade_may_be_a_roman_or_a_worded_numeral(text, name):
    assert class_of(text).name == name


@pytest.mark.parametrize("text", ["I смена", "II группа", "VII вид", "Первых", "вторая смена", "x", "v"])
def test_a_numeral_with_more_than_a_letter_behind_it_is_no_class(text):
    assert class_of(text).grade is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("V «А» класс (кл. рук. Липина И.И.)", "5А"), ("Список IX Б класса", "9Б"), ("VI А", "6А"), ("I", None), ("Х", None), ("I-IV классы", None), ("I полугодие", None)],
)  # fmt: skip
def test_a_title_may_name_a_class_in_numerals(text, name):
    assert class_in_title(text) == name


@pytest.mark.parametrize(
    ("header", "key"),
    [("ДатаНачала", "дата начала"), ("СостоитНаУчете", "состоит на учете"), ("ФИОРебёнка", "фио ребенка"), ("КДНиЗП", "кднизп"), ("СНИЛС", "снилс")],
)  # fmt: skip
def test_a_header_of_words_run_together_is_their_words(header, key):
    assert header_key(header) == key


@pytest.mark.parametrize("cell", ["2 л. 3 м. 5 д.", "2 г. 3 мес. 5 дн."])
def test_days_of_experience_are_cut_off(cell):
    assert read_column([cell], "experience", AS_OF) == [27]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("учитель-учителю", "teacher_teacher"), ("опытный педагог – молодой специалист", "teacher_teacher"),
        ("педагог-наставник – молодой педагог", "teacher_teacher"), ("классный руководитель – ученик", "teacher_student"),
        ("учитель ученик", "teacher_student"), ("учитель + ученик", "teacher_student"), ("ученик – ученику", "student_student"),
    ],
)  # fmt: skip
def test_roles_of_a_form_with_words_of_their_own(text, form):
    assert read_form(text, AS_OF) == form


@pytest.mark.parametrize("text", ["мол. спец.", "мол.специалист", "молодой педагог"])
def test_the_name_of_the_column_cut_short_is_a_yes(text):
    assert read_flag(text, AS_OF) is True


def test_an_empty_box_is_a_no():
    assert read_flag("\u2610", AS_OF) is False


@pytest.mark.parametrize(
    ("cell", "months"),
    [("полгода", 6), ("<1", 0), ("менее 1", 0), ("12 лет.", 144), ("год", 12), ("более 20 лет", 240), ("25+", 300)],
)
def test_experience_in_other_words(cell, months):
    assert read_experience(cell, AS_OF) == months


@pytest.mark.parametrize(
    "cell", ["более 2 лет", "свыше 2", "больше 1 года", ">2 лет", "2+", "более 9 лет", "более года", "+"]
)
def test_an_experience_that_says_at_least_so_much_is_asked_about_while_somebody_may_be_young(cell):
    assert isinstance(read_experience(cell, AS_OF), Fault)


@pytest.mark.parametrize(("cell", "months"), [("более 10 лет", 120), (">20", 240), ("30+", 360)])
def test_an_experience_that_says_at_least_so_much_of_nobody_young_is_that_much(cell, months):
    assert read_experience(cell, AS_OF) == months


@pytest.mark.parametrize("cell", ["10 дней", "15 дн."])
def test_days_of_experience_alone_are_no_years(cell):
    assert isinstance(read_experience(cell, AS_OF), Fault)


@pytest.mark.parametrize(
    "text", ["да (закончился)", "да (снят)", "да (не подтверждено)", "да (отозвано)", "да, но отказ"]
)
def test_a_yes_that_is_taken_back_beside_it_is_asked_about(text):
    assert isinstance(read_flag(text, AS_OF), Fault)


@pytest.mark.parametrize(
    ("text", "value"), [("да (в декрете)", True), ("нет (снят)", False), ("нет, был", False), ("да (стаж 1 год)", True)]
)
def test_a_yes_or_no_that_is_only_explained_stays_one(text, value):
    assert read_flag(text, AS_OF) is value


@pytest.mark.parametrize(
    "text", ["ученик – ученик (?)", "учитель – учитель, ученик – ученик", "учитель – ученик (уточнить)", "ученик – ученик; учитель – ученик"]
)  # fmt: skip
def test_a_form_in_doubt_or_beside_another_is_asked_about(text):
    assert isinstance(read_form(text, AS_OF), Fault)


@pytest.mark.parametrize(
    "text", ["ученик – ученик, 5 встреч", "ученик – ученик (шахматы)", "ученик – ученик, ученик – ученик"]
)
def test_a_form_with_more_beside_it_that_names_no_other_is_that_form(text):
    assert read_form(text, AS_OF) == "student_student"


@pytest.mark.parametrize(
    "text",
    ["не дистанционно", "не очно", "дистанционно?", "планируется дистанционно", "очно-заочно", "без применения ДОТ", "без дистанционных технологий"],
)  # fmt: skip
def test_a_mode_that_is_denied_or_doubted_is_asked_about(text):
    assert isinstance(read_mode(text, AS_OF), Fault)


@pytest.mark.parametrize(
    ("text", "mode"),
    [("очно, не менее 2 раз в месяц", "onsite"), ("без ДОТ", "onsite"), ("с применением ДОТ", "remote"), ("не только очно, но и дистанционно", "mixed")],
)  # fmt: skip
def test_a_mode_with_more_beside_it_that_denies_nothing_is_read(text, mode):
    assert read_mode(text, AS_OF) == mode


@pytest.mark.parametrize(
    ("cell", "header", "months"),
    [("18", "Стаж, мес.", 18), (18.0, "Стаж в месяцах", 18), ("2 года", "Стаж, мес.", 24), ("3", "Стаж (лет, мес.)", 36), ("3", "Стаж", 36)],
)  # fmt: skip
def test_the_header_says_of_what_a_number_of_experience_is(cell, header, months):
    assert read_column([cell], "experience", Context(AS_OF.as_of, header=header)) == [months]


def test_days_under_a_header_of_days_are_no_years():
    assert isinstance(read_column(["5"], "experience", Context(AS_OF.as_of, header="Стаж, дней"))[0], Fault)


@pytest.mark.parametrize("cell", ["3 год", "2 год"])
def test_a_year_that_may_be_the_third_or_three_is_asked_about(cell):
    assert isinstance(read_experience(cell, AS_OF), Fault)


@pytest.mark.parametrize(("cell", "months"), [("1 год", 12), ("21 год", 252), ("3-й год", 24), ("3 года", 36)])
def test_a_year_in_its_own_case_is_read(cell, months):
    assert read_experience(cell, AS_OF) == months
