"""What the cells of real lists mean, spelling by spelling."""

from __future__ import annotations

import datetime as dt

import pytest

from data.parsing import Birth, Context, Fault, RegisterEntry, class_in_title, class_of, clean, name_key, number_key
from data.parsing import read_column as read
from data.parsing.flags import read_presence
from data.spreadsheets.sheet import CellError
from data.vocabulary import REGISTERS

AS_OF = Context(dt.date(2024, 12, 31))
FIRST_SEPTEMBER = dt.date(2010, 9, 1)


def value(cell, kind, context=AS_OF):
    return read([cell], kind, context)[0]


def code(cell, kind, context=AS_OF):
    found = value(cell, kind, context)
    return found.code if isinstance(found, Fault) else None


@pytest.mark.parametrize(
    "cell",
    [
        FIRST_SEPTEMBER, dt.datetime(2010, 9, 1, 0, 0), dt.datetime(2010, 9, 1, 23, 59), 40422.0, 40422.75, "40422",
        "01.09.2010", "1.9.2010", "01.09.2010 г.", "01.09.2010г", "01.09.2010 года", "01.09.2010 г.р.", "1/9/2010",
        "01/09/2010", "2010-09-01", "01-09-2010", "01–09–2010", "01 . 09 . 2010", "01,09,2010", "01.09.2010.",
        "\u00a001.09.2010\u00a0", "\u200b01.09.2010", "01.09.2010 00:00:00", "2010-09-01T00:00:00", "1 сентября 2010",
        "1 сентября 2010 г.", "«1» сентября 2010 года", "1 CEHTЯБPЯ 2010", "01.сен.2010", "01.09.10", "1.9.10",
    ],
)  # fmt: skip
def test_every_spelling_of_a_day_is_that_day_day_first(cell):
    assert value(cell, "date") == FIRST_SEPTEMBER
    assert value(cell, "birth") == Birth(FIRST_SEPTEMBER, FIRST_SEPTEMBER)


def test_the_day_stands_before_the_month_even_where_both_could_be_months():
    assert value("02.03.2010", "date") == dt.date(2010, 3, 2)
    assert value("3/2/2010", "date") == dt.date(2010, 2, 3)


@pytest.mark.parametrize("cell", ["31.02.2010", "30.02.2012", "29.02.2009", "31.04.2010", "00.01.2010", "12/31/2010", "2010-02-30"])  # fmt: skip
def test_a_day_that_does_not_exist_is_a_fault_that_says_so(cell):
    assert value(cell, "date") == value(cell, "birth") == Fault("bad_date", "такой даты нет")


def test_29_february_exists_in_leap_years_alone():
    assert value("29.02.2008", "date") == dt.date(2008, 2, 29)
    assert value("29.02.2000", "date") == dt.date(2000, 2, 29)
    assert code("29.02.2100", "date") == code("29.02.2010", "date") == "bad_date"
    assert value("29.02.00", "birth") == Birth(dt.date(2000, 2, 29), dt.date(2000, 2, 29))


@pytest.mark.parametrize(
    "cell",
    [
        "неизв.",
        "сентябрь",
        "01.2010",
        "1.9",
        "01.09",
        "5",
        "0",
        0.0,
        True,
        dt.time(9, 0),
        "201",
        "01.09.201",
        "32 мая 2010 или 2011",
    ],
)
def test_what_is_no_day_is_a_fault(cell):
    assert code(cell, "date") == code(cell, "birth") == "bad_date"


@pytest.mark.parametrize("cell", ["01.01.1899", "31.12.2101", dt.date(1899, 12, 31), dt.date(2101, 1, 1), "01.09.0210"])
def test_years_before_1900_and_after_2100_are_impossible(cell):
    assert code(cell, "date") == code(cell, "birth") == "bad_date"


@pytest.mark.parametrize("kind", ["date", "end", "birth", "register"])
def test_a_formula_error_is_a_fault_of_the_cell(kind):
    assert code(CellError("#REF!"), kind) in {"bad_date", "bad_flag"}


@pytest.mark.parametrize("cell", ["", "-", "—", "–", "нет", "н/д", "нет данных", "\u00a0", "Не указано"])
def test_signs_for_nothing_are_no_day(cell):
    assert value(cell, "date") is value(cell, "birth") is value(cell, "end") is None


@pytest.mark.parametrize("cell", [1900.0, 2010.0, 2100.0, "2010", "2010 г.", "2010 г.р.", "2010 год"])
def test_four_digits_from_1900_to_2100_are_a_year_of_birth_never_a_serial(cell):
    year = int(str(cell)[:4])
    assert value(cell, "birth") == Birth(dt.date(year, 1, 1), dt.date(year, 12, 31))
    assert code(cell, "date") == "bad_date"


def test_serials_begin_where_years_end():
    assert value(2101.0, "date") == dt.date(1905, 10, 1)
    assert value(1899.0, "date") == Fault("bad_date", "это не дата")
    assert value(73415.0, "date") == dt.date(2100, 12, 31)
    assert code(73416.0, "date") == "bad_date"


def test_two_digits_of_a_birth_year_are_the_latest_century_not_after_the_date_of_the_data():
    assert value("31.12.24", "birth").first == dt.date(2024, 12, 31)
    assert value("01.01.25", "birth").first == dt.date(1925, 1, 1)
    assert value("01.01.24", "birth", Context(dt.date(2023, 12, 31))).first == dt.date(1924, 1, 1)
    assert value("05.03.60", "birth").first == dt.date(1960, 3, 5)


def test_two_digits_of_any_other_year_are_of_this_century():
    assert value("01.09.25", "date") == dt.date(2025, 9, 1)
    assert value("01.09.99", "date") == dt.date(2099, 9, 1)


@pytest.mark.parametrize("cell", ["да", "Да", "ДА", "да.", " да ", "+", "V", "v", "1", 1.0, True, "есть", "истина", "ИСТИНА", "состоит", "✓", "дa"])  # fmt: skip
def test_every_spelling_of_yes(cell):
    assert value(cell, "flag") is True
    assert value(cell, "presence") is True
    assert value(cell, "register", Context(AS_OF.as_of, "at_risk")) == RegisterEntry({"at_risk": None})


@pytest.mark.parametrize("cell", ["нет", "Нет", "НЕТ", "-", "–", "—", "0", 0.0, False, "ложь", "не состоит", "", "\u00a0", "нeт", "HET"])  # fmt: skip
def test_every_spelling_of_no(cell):
    assert not value(cell, "flag")
    assert not value(cell, "presence")
    assert value(cell, "register", Context(AS_OF.as_of, "at_risk")) is None


@pytest.mark.parametrize("cell", ["может быть", "2", "?", "да/нет", CellError("#N/A"), dt.date(2020, 1, 1)])
def test_what_is_neither_yes_nor_no_is_a_fault(cell):
    assert code(cell, "flag") == "bad_flag"


@pytest.mark.parametrize("cell", ["да (до 01.09.2025)", "+ (до 2026 г.)", "до 31.08.2026", "МС до 2026", "мс с 2023 по 2026", "2023-2026", "МС (2023-2026)", "да, с 01.09.2020 по 31.08.2023", "м/с", "мол. спец-т"])  # fmt: skip
def test_a_young_specialist_until_a_later_day_is_one(cell):
    assert value(cell, "flag", Context(dt.date(2022, 12, 31) if "2020" in cell else dt.date(2024, 12, 31))) is True


@pytest.mark.parametrize(
    "cell", ["да, до 31.08.2024", "был до 2026", "до 2024 г.", "2025-2028", "2020-2023", "до 2026?", "не до 2026"]
)
def test_a_young_specialist_until_an_earlier_day_or_in_doubt_is_asked_about(cell):
    assert code(cell, "flag", Context(dt.date(2024, 12, 31))) == "bad_flag"


@pytest.mark.parametrize("cell", ["не явл.", "не явл", "нет (до 2024)"])
def test_who_is_said_to_be_no_young_specialist_is_none(cell):
    assert value(cell, "flag", Context(dt.date(2024, 12, 31))) is False


def test_a_column_of_young_specialists_may_repeat_its_own_name():
    assert value("МС", "flag") is value("молодой специалист", "flag") is True


@pytest.mark.parametrize("cell", ["7.1", 7.1, "ЗПР", "АООП вариант 5.2", "ТНР, 6.1", "ОВЗ", "инвалид, ОВЗ", "2", dt.date(2021, 3, 1)])  # fmt: skip
def test_any_text_in_a_column_of_ovz_means_yes(cell):
    assert value(cell, "presence") is True


@pytest.mark.parametrize("cell", ["нет ОВЗ", "Не имеет", "без ОВЗ", "отсутствует", "отсутствуют", "не требуется", "норма", "-"])  # fmt: skip
def test_but_a_negative_means_no(cell):
    assert value(cell, "presence") is False


def test_marks_that_say_nothing_are_no_answer_in_a_column_of_ovz():
    assert code("???", "presence") == code(CellError("#REF!"), "presence") == "bad_flag"


@pytest.mark.parametrize(
    ("cell", "registers"),
    [
        ("СОП", {"at_risk"}), ("соп", {"at_risk"}), ("COП", {"at_risk"}), ("СОП, ПДН", {"at_risk", "pdn"}), ("ПДН", {"pdn"}),
        ("персонифицированный учёт", {"at_risk"}), ("семья в социально опасном положении", {"at_risk"}), ("ВШУ", {"vshu"}),
        ("внутришкольный учет", {"vshu"}), ("КДН и ЗП", {"kdn"}), ("КДНиЗП; ВШУ", {"kdn", "vshu"}), ("ОДН", {"pdn"}),
        ("ПДН и ВШУ", {"pdn", "vshu"}), ("ВШУ (снят 01.02.2022), СОП", {"at_risk"}), ("состоит на ВШУ", {"vshu"}),
    ],
)  # fmt: skip
def test_a_register_column_may_name_registers(cell, registers):
    assert set(value(cell, "registers").since) == registers <= set(REGISTERS)


@pytest.mark.parametrize("cell", ["снят с ВШУ", "не состоит", "снята 01.02.2022", "нет", "-"])
def test_who_is_taken_off_is_on_no_register(cell):
    assert value(cell, "registers") is None


@pytest.mark.parametrize("cell", ["СОП: нет", "СОП - нет", "ПДН не состоит", "выведен из СОП", "исключена из СОП 01.02.2022", "была, снята 01.02.2022"])  # fmt: skip
def test_a_register_that_is_denied_or_left_behind_enters_nobody(cell):
    entry = value(cell, "registers")
    assert entry is None or not entry.since


@pytest.mark.parametrize(
    "cell",
    [
        "СОП?", "кандидат в СОП", "был в СОП", "ранее СОП", "СОП до 2023", "СОП 2021-2022", "СОП в 2022 г.", "планируется СОП",
        "СОП - под вопросом", "СОП 01.09.2021 - 31.05.2022", "ВШУ+, СОП-", "на рассмотрении КДН, СОП", "СОП (мать)", "отец на учёте ПДН",
    ],
)  # fmt: skip
def test_a_register_that_is_past_doubted_or_another_persons_is_asked_about(cell):
    assert code(cell, "registers") == "bad_flag"
    assert code(cell, "register", Context(AS_OF.as_of, "at_risk")) == "bad_flag"


@pytest.mark.parametrize(
    "cell", ["СОП - да", "СОП+", "состоит в СОП за драку", "СОП, пост. № 4-2021 от 01.09.2021", "семья СОП"]
)
def test_words_beside_a_register_that_leave_nothing_open_enter_into_it(cell):
    assert "at_risk" in value(cell, "registers").since


@pytest.mark.parametrize("cell", ["группа риска?", "снят с группы риска", "не группа риска", "мать из группы риска"])
def test_a_group_of_risk_among_categories_that_is_left_open_is_asked_about(cell):
    assert code(cell, "categories") == "bad_flag"


@pytest.mark.parametrize("cell", ["01.09.2021", "с 01.09.2021", dt.date(2021, 9, 1), 44440.0, "состоит с 01.09.2021 г."])  # fmt: skip
def test_a_day_in_a_register_column_is_the_day_of_entry(cell):
    assert value(cell, "register", Context(AS_OF.as_of, "kdn")) == RegisterEntry({"kdn": dt.date(2021, 9, 1)})


@pytest.mark.parametrize(
    "cell",
    ["да, с 01.09.2021", "состоит с 01.09.2021 г.", "пост. КДН № 15 от 01.09.2021", "решение КДН и ЗП от 01.09.2021"],
)
def test_the_decree_of_the_commission_enters_into_the_register_of_the_column(cell):
    entry = RegisterEntry({"at_risk": dt.date(2021, 9, 1)})
    assert value(cell, "register", Context(AS_OF.as_of, "at_risk")) == entry


@pytest.mark.parametrize(
    ("cell", "day"),
    [("Да (пост. КДН № 4)", None), ("да (пост. КДН № 4/12)", None), ("да, пост. КДН и ЗП № 4 от 01.09.2021", dt.date(2021, 9, 1)), ("+ (решение КДН)", None), ("да, СОП", None)],
)  # fmt: skip
def test_a_yes_by_a_decree_of_the_commission_is_of_the_register_of_the_column(cell, day):
    assert value(cell, "register", Context(AS_OF.as_of, "at_risk")) == RegisterEntry({"at_risk": day})


@pytest.mark.parametrize(
    "cell", ["да (КДН)", "да, ПДН", "да (мать)", "да, снят 01.09.2021", "да (до 2021)", "да, но нет решения КДН?"]
)
def test_a_yes_beside_another_register_or_a_doubt_is_asked_about(cell):
    assert code(cell, "register", Context(AS_OF.as_of, "at_risk")) == "bad_flag"


@pytest.mark.parametrize(
    "cell",
    ["да, больше не состоит", "да, сняли в мае", "да, до конца года", "да (раньше)", "да, по ошибке", "да (не подтверждено)"],
)  # fmt: skip
def test_a_yes_beside_a_word_that_is_of_no_decree_is_asked_about(cell):
    assert code(cell, "register", Context(AS_OF.as_of, "at_risk")) == "bad_flag"


@pytest.mark.parametrize(
    "cell",
    [
        "была, снята 01.02.2021, поставлена снова 01.09.2021", "состоял, не снят", "не снят", "не снята с учёта",
        "СОП, не снят", "СОП не снят", "состоял в ПДН, снят с ВШУ", "СОП сняли",
    ],
)  # fmt: skip
def test_who_is_still_or_again_in_a_register_is_never_read_as_in_none(cell):
    assert code(cell, "registers") == "bad_flag"
    assert code(cell, "register", Context(AS_OF.as_of, "at_risk")) == "bad_flag"


def test_another_register_named_in_a_column_is_that_one():
    entry = value("на учёте КДН с 01.09.2021", "register", Context(AS_OF.as_of, "at_risk"))
    assert entry == RegisterEntry({"kdn": dt.date(2021, 9, 1)})


def test_each_register_named_has_its_own_day_of_entry():
    entry = value("СОП с 01.09.2021, ПДН", "registers")
    assert entry.since == {"at_risk": dt.date(2021, 9, 1), "pdn": None}


@pytest.mark.parametrize("cell", ["да", "01.09.2021", "многодетная семья"])
def test_a_column_of_no_register_in_particular_must_name_one(cell):
    assert code(cell, "registers") == "bad_flag"


@pytest.mark.parametrize("cell", ["31.02.2021", "с 31.02.2021", "СОП с 31.02.2021", "2021"])
def test_an_impossible_day_in_a_register_column_is_a_bad_date(cell):
    assert code(cell, "register", Context(AS_OF.as_of, "kdn")) == "bad_date"


@pytest.mark.parametrize("text", ["5А", "5а", "5 А", '5 "А"', '5"А"', "5-а", "5–А", "5 «А»", "5«а»", "5а кл.", "5А класс", "Класс 5А", "5A", "05А", "5\u00a0А", "5-й «А»"])  # fmt: skip
def test_every_spelling_of_a_class(text):
    assert (class_of(text).name, class_of(text).grade) == ("5А", 5)


@pytest.mark.parametrize(("text", "name", "grade"), [("5", "5", 5), ("12", "12", 12), ("10 соц-эк", "10 соц-эк", 10), ("10 Соц – Эк", "10 соц-эк", 10), ("11А хим-био", "11А хим-био", 11)])  # fmt: skip
def test_a_class_may_be_a_grade_alone_or_have_a_profile(text, name, grade):
    assert (class_of(text).name, class_of(text).grade) == (name, grade)


@pytest.mark.parametrize("text", ["13А", "0А", "А", "выпускник", "5А1", "05.01.2024"])
def test_a_class_that_is_not_understood_keeps_its_text_and_has_no_grade(text):
    assert (class_of(text).name, class_of(text).grade, class_of(text).pupil) == (text, None, True)


@pytest.mark.parametrize("text", ["Вне ОО", "вне оо", "Старшая группа 16А", "ГКП «Солнышко»", "ГКП 2", "2-я младшая группа", "Подготовительная группа", "детский сад"])  # fmt: skip
def test_kindergarten_groups_and_those_outside_are_not_pupils(text):
    assert class_of(text).pupil is False


@pytest.mark.parametrize(("text", "name"), [("Класс 5А", "5А"), ("5А", "5А"), ("5 а класс", "5А"), ("Список учащихся 5 «А» класса", "5А"), ("Класс: 10Б", "10Б"), ("СОШ № 7, 5А класс", "5А"), ("СОШ № 7 класс 5А", "5А"), ("1 класс", "1")])  # fmt: skip
def test_a_title_or_sheet_may_name_a_class(text, name):
    assert class_in_title(text) == name


@pytest.mark.parametrize("text", ["Лист1", "Обучающиеся", "Список 5–9 классов", "1-4 класс", "СОШ № 7", "на 01.09.2021", "Иванова Анна", "2021/2022"])  # fmt: skip
def test_other_titles_name_no_class(text):
    assert class_in_title(text) is None


@pytest.mark.parametrize(
    ("cell", "months"),
    [("3", 36), (3.0, 36), ("2,5", 30), (2.5, 30), ("2 года 5 месяцев", 29), ("1 год", 12), ("11 лет", 132), ("5 мес.", 5), ("2 г. 5 мес.", 29), ("15 лет 3 мес. 12 дней", 183), ("0", 0), (0.0, 0), ("менее года", 0), ("без стажа", 0), ("", None), ("—", None)],
)  # fmt: skip
def test_experience_is_read_in_months(cell, months):
    assert value(cell, "experience") == months


@pytest.mark.parametrize(("cell", "months"), [("11 мес.", 11), ("30 мес", 30), ("12 месяцев", 12), ("1 г 11 мес", 23)])
def test_months_of_two_digits_are_no_years(cell, months):
    assert value(cell, "experience") == months


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("второй год", 12), ("2-й год", 12), ("3-ий год работы", 24), ("неполных 2 года", 12), ("два года", 24), ("полтора года", 18),
        ("2 полных года", 24), ("35 лет 2 м-ца", 422), ("б/стажа", 0),
    ],
)  # fmt: skip
def test_experience_in_words_is_the_full_months_of_it(cell, months):
    assert value(cell, "experience") == months


@pytest.mark.parametrize("cell", ["до 3 лет", "около двух лет", "0-й год", "от 3 до 5 лет"])
def test_experience_that_leaves_its_length_open_is_asked_about(cell):
    assert code(cell, "experience") == "bad_number"


@pytest.mark.parametrize("cell", ["много", "123", "81", "2/5/7", "-1", True, dt.date(2010, 1, 1), CellError("#REF!")])
def test_experience_that_is_no_number_of_years_is_a_fault(cell):
    assert code(cell, "experience") == "bad_number"


@pytest.mark.parametrize("cell", ["с 1992 г.", "с 1992", "1992", "стаж с 1992 года", "с 01.09.1992", "01.09.1992 г.", dt.date(1992, 9, 1)])  # fmt: skip
def test_a_beginning_in_place_of_experience_is_said_to_be_one(cell):
    fault = value(cell, "experience")
    assert (fault.code, fault.why) == ("bad_number", "это начало работы, а не стаж")


@pytest.mark.parametrize(("cell", "months"), [("стаж 5 лет", 60), ("стаж: 2 года 5 месяцев", 29), ("пед. стаж 3", 36)])
def test_the_word_before_experience_says_nothing(cell, months):
    assert value(cell, "experience") == months


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("ученик – ученик", "student_student"), ("Ученик-ученик", "student_student"), ("УЧЕНИК — УЧЕНИК", "student_student"),
        ("обучающийся – обучающийся", "student_student"), ("учитель – учитель", "teacher_teacher"), ("Педагог-педагог", "teacher_teacher"),
        ("учитель – ученик", "teacher_student"), ("учитель/ученик", "teacher_student"), ("студент – ученик", "undergraduate_student"),
        ("работодатель – ученик", "employer_student"), ("«работодатель – ученик»", "employer_student"), ("иная", "other"),
        ("П-П", "teacher_teacher"), ("пед.–пед.", "teacher_teacher"), ("учит. – учит.", "teacher_teacher"), ("С-У", "undergraduate_student"),
        ("учит.–учен.", "teacher_student"), ("уч-к – уч-к", "student_student"), ("обуч-ся – обуч-ся", "student_student"),
        ("студ. – уч.", "undergraduate_student"), ("работод.-ученик", "employer_student"), ("предприятие – ученик", "employer_student"),
        ("бизнес – ученик", "employer_student"), ("соц. партнёр – ученик", "employer_student"), ("старшеклассник – младшеклассник", "student_student"),
        ("педагог – обучающийся «группы риска»", "teacher_student"), ("педагог-психолог – ученик", "teacher_student"),
        ("учитель – ученик с ОВЗ", "teacher_student"), ("Учитель – yчeник", "teacher_student"), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_every_form_of_mentoring(cell, form):
    assert value(cell, "form") == form


@pytest.mark.parametrize("cell", ["наставник", "ученик – учитель", "сосед – ученик", "У-У", "П-У", "уч.-уч.", "родитель – ученик", "учитель – учитель с ОВЗ", "да", "ученик", CellError("#REF!")])  # fmt: skip
def test_an_unknown_form_is_a_fault(cell):
    assert code(cell, "form") == "unknown_form"


@pytest.mark.parametrize(
    ("cell", "mode"),
    [
        ("очный", "onsite"), ("Очно", "onsite"), ("нет", "onsite"), ("без ДОТ", "onsite"), ("дистанционный", "remote"), ("дистант", "remote"),
        ("да", "remote"), ("+", "remote"), ("онлайн", "remote"), ("с ДОТ", "remote"), ("смешанный", "mixed"), ("смешанно", "mixed"),
        ("очно-дистанционный", "mixed"), ("очно, с применением ДОТ", "mixed"), ("", None), ("—", None),
    ],
)  # fmt: skip
def test_every_mode_of_meetings(cell, mode):
    assert value(cell, "mode") == mode


@pytest.mark.parametrize("cell", ["индивидуальный", "заочный", "2", CellError("#REF!")])
def test_an_unknown_mode_is_a_fault(cell):
    assert code(cell, "mode") == "bad_flag"


@pytest.mark.parametrize("name", ["Петров Семён И. И.", "ПЕТРОВ СЕМЕН И.И.", "Петров\u00a0Семён  И.\u00a0И.", "Пeтpoв Ceмён И. И.", "петров семён и. и.", "Петров\u200b Семён И. И."])  # fmt: skip
def test_every_spelling_of_a_name_is_one_name(name):
    assert name_key(clean(name)) == "петров семен и.и."


def test_dashes_in_a_name_are_all_alike():
    assert name_key("Жар – Птицын") == name_key("Жар-Птицын") == name_key("Жар—Птицын")


def test_a_name_of_latin_letters_alone_stays_itself():
    assert name_key("John Smith") == "john smith"


@pytest.mark.parametrize("number", ["С-10", "C-10", "с – 10", "№ С-10", " С-10 "])
def test_every_spelling_of_a_number_is_one_number(number):
    assert number_key(number) == "с-10"


def test_a_number_typed_as_a_number_has_no_point():
    assert value(10.0, "number") == "10"
    assert value("б/н", "number") is value("-", "number") is None
    assert code(CellError("#REF!"), "number") == "bad_number"


def test_a_name_needs_a_letter():
    assert value("12", "name") is value("—", "name") is None
    assert code(CellError("#REF!"), "name") == "empty_required"


@pytest.mark.parametrize("text", ["наверное", "уточнить", "н/д", "нет данных", "возможно да", "под вопросом"])
def test_a_doubt_in_the_column_of_health_is_neither_yes_nor_no(text):
    assert isinstance(read_presence(text, None), Fault)


@pytest.mark.parametrize("cell", ["СОП, снят 01.06.2024", "СОП; снята"])
def test_a_removal_behind_the_only_register_takes_off_it(cell):
    assert value(cell, "registers") is None


@pytest.mark.parametrize("cell", ["СОП, ПДН, снят", "СОП до 01.06.2024"])
def test_a_removal_of_one_of_several_and_a_last_day_leave_it_open(cell):
    assert code(cell, "registers") == "bad_flag"


@pytest.mark.parametrize("cell", ["СОП, снят 01.06.2024", "ОВЗ; СОП; снята с учёта"])
def test_a_removal_in_a_column_of_several_categories_leaves_the_register_open(cell):
    assert code(cell, "categories") == "bad_flag"


def test_a_removal_that_names_its_register_is_of_that_one():
    assert set(value("СОП, снят с ВШУ", "categories").registers.since) == {"at_risk"}
