"""ОВЗ by what means ОВЗ, nothing guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from data.parsing import Categories, Context, Fault, RegisterEntry
from data.parsing.categories import read_categories
from data.parsing.ovz import read_ovz
from data.spreadsheets.sheet import CellError

AS_OF = Context(dt.date(2024, 11, 1))
END_OF_2024 = Context(dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    "cell",
    [
        "да", "+", True, 1, "ОВЗ", "овз.", "7.1", 7.1, "вар. 7.2", "вариант 7.1", "АООП", "АООП 5.1", "АООП НОО вариант 7.2", "ЗПР",
        "тнр", "РАС", "НОДА", "УО", "ИН", "слабослышащий", "глухая", "слепой", "слабовидящая", "нарушения речи", "тяжёлые нарушения речи",
        "задержка психического развития", "умственная отсталость (лёгкая)", "Обучающийся с ОВЗ", "ребёнок с ОВЗ", "ОВЗ, ЗПР",
        "да, ЗПР", "есть (7.1)", "№ 123 от 01.02.2023", "123", "заключение ПМПК № 12 от 03.04.2023", "ПМПК от 12.03.2023",
        "12.03.2023", dt.date(2023, 1, 7), "ЗПР, инвалид", "ОВЗ (ТНР)", "ограниченные возможности здоровья", "детский аутизм",
        "ДЦП", "8.3 (РАС)", "VII вид", "ЗПР, многодетная", "Адаптированная программа", "OBЗ", "нарушение опорно-двигательного аппарата",
        "закл. ПМПК № 145 от 12.05.2023", "вар.7.1", "лёгкая у/о", "РДА", "ЗПР до 31.08.2026", "ОВЗ (до 2025 г.)",
        "обуч. по АООП вар. 7.1", "ПМПК от 01.09.2023 на 2 года", "ЗПР, ПМПК 2022 г., срок 2 года", "ПМПК от 01.09.2023 на уровень НОО",
    ],
)  # fmt: skip
def test_what_means_ovz_is_a_yes(cell):
    assert read_ovz(cell, AS_OF) is True


@pytest.mark.parametrize(
    "cell",
    [
        "нет", "-", "—", "0", False, 0, "не имеет", "не имеется", "здоров", "здорова", "норма", "ООП", "ООП НОО", "ООП ООО", "ООП СОО",
        "общеобразовательная", "без ОВЗ", "нет ОВЗ", "ОВЗ нет", "не ОВЗ", "основная общеобразовательная программа", "отсутствует",
        "снят с ОВЗ", "ОВЗ - нет", "ОВЗ: нет",
    ],
)  # fmt: skip
def test_a_negative_is_a_no(cell):
    assert read_ovz(cell, AS_OF) is False


@pytest.mark.parametrize(
    "cell",
    [
        "по заявлению", "ожидает ПМПК", "многодетная", "да?", "уточнить", "ЗПР?", "инвалид", "направлен на ПМПК", "подозрение на ЗПР",
        "нет, но ЗПР", "группа здоровья 2", "2 группа", "наверное", "одарённый", "не уверен", "нарушение дисциплины", "пмпк в мае",
        "возможно ОВЗ", "опека", "7.5", "9.1", "да, ЗПР не подтвердили", "ЗПР (снят 2023)", "ЗПР, снят",
        "ранее ЗПР (7.1)", "ЗПР до 2023", "ОВЗ (до 31.08.2024)", "ТНР, был до 2022", CellError("#Н/Д"),
    ],
)  # fmt: skip
def test_health_is_not_guessed(cell):
    assert isinstance(read_ovz(cell, AS_OF), Fault)
    assert read_ovz(cell, AS_OF).code == "bad_flag"


def test_an_empty_cell_says_nothing_of_ovz():
    assert read_ovz("", AS_OF) is None


@pytest.mark.parametrize(
    ("cell", "categories"),
    [
        ("ОВЗ", Categories(ovz=True)),
        ("ОВЗ, многодетная", Categories(ovz=True, others=("многодетная",))),
        ("многодетная; опека", Categories(others=("многодетная", "опека"))),
        ("ЗПР (7.1) / СОП", Categories(ovz=True, registers=RegisterEntry({"at_risk": None}))),
        ("СОП\nОВЗ", Categories(ovz=True, registers=RegisterEntry({"at_risk": None}))),
        ("СОП с 01.09.2023, ПДН", Categories(registers=RegisterEntry({"at_risk": dt.date(2023, 9, 1), "pdn": None}))),
        ("инвалид, малоимущая", Categories(disabled=True, others=("малоимущая",))),
        ("группа риска", Categories(registers=RegisterEntry({"at_risk": None}))),
        ("снят с учёта СОП", Categories()),
        ("нет", Categories()),
    ],
)
def test_a_column_of_categories_is_read_word_by_word(cell, categories):
    assert read_categories(cell, AS_OF) == categories


@pytest.mark.parametrize(
    "cell", ["ОВЗ?", "многодетная, ожидает ПМПК", "состоит на учёте", "подозрение на ЗПР", CellError("#REF!")]
)
def test_a_category_of_health_or_register_in_doubt_is_a_fault(cell):
    assert isinstance(read_categories(cell, AS_OF), Fault)


def test_no_categories_say_nothing():
    assert read_categories("", AS_OF) is None
    assert read_categories("—", AS_OF) is None


@pytest.mark.parametrize("cell", ["2", "7", 3.0])
def test_a_digit_alone_is_a_code_of_something_and_no_number_of_a_conclusion(cell):
    assert isinstance(read_ovz(cell, AS_OF), Fault)


@pytest.mark.parametrize("cell", ["ЗПР (снят 2023)", "многодетная, ЗПР до 2023"])
def test_what_is_past_among_categories_is_asked_about(cell):
    assert read_categories(cell, AS_OF).code == "bad_flag"


def test_a_spelling_with_a_slash_among_categories_is_one_word():
    assert read_categories("многодетная, у/о", AS_OF) == Categories(True, None, False, ("многодетная",))


@pytest.mark.parametrize(
    "cell",
    [
        "ЗПР с 01.09.2025", "ЗПР с сентября 2025", "ЗПР с 2025 г.", "ПМПК 20.01.2025", "20.01.2025", "№ 125 от 20.01.2025", dt.date(2025, 1, 20),
        "ЗПР до 05.2024", "ОВЗ до 11.2024", "нет данных", "н/д", "неизвестно", "на ПМПК", "ПМПК от 01.09.2019 на 2 года", "ЗПР, ПМПК 2021 г., сроком на 2 года", "ПМПК от 15.09.2023 на год", "ЗПР 2022-2023", "ЗПР на 2023/24 уч. год", "ЗПР в 2022", "ЗПР (в прошлом)", "ЗПР до 5 класса", "ЗПР (предв.)",
        "7.1, переведён на ООП", "да/нет", "да (снят)", "ОВЗ снято 20.01.2025",
    ],
)  # fmt: skip
def test_what_is_yet_to_come_has_run_out_or_is_contradicted_is_asked_about(cell):
    assert isinstance(read_ovz(cell, END_OF_2024), Fault)


@pytest.mark.parametrize(
    "cell",
    ["ЗПР с 01.09.2023", "ЗПР с 2023 г.", "ПМПК 20.01.2024", dt.date(2024, 1, 20), "ЗПР 2024-2025", "ЗПР на 2024/25 уч. год", "ЗПР до 2027", "№ 125-2026", "ЗПР (7.2), 2 класс", "ИН", "2011-04-05"],
)  # fmt: skip
def test_what_holds_on_the_day_of_the_data_is_a_yes(cell):
    assert read_ovz(cell, END_OF_2024) is True


def test_a_school_year_of_health_runs_out_with_its_summer():
    assert read_ovz("ЗПР 2023/24", Context(dt.date(2024, 3, 1))) is True
    assert isinstance(read_ovz("ЗПР 2023/24", Context(dt.date(2024, 9, 1))), Fault)


def test_health_of_another_time_among_categories_is_asked_about():
    assert isinstance(read_categories("многодетная, ЗПР с 01.09.2025", END_OF_2024), Fault)
    assert read_categories("многодетная, ЗПР с 01.09.2023", END_OF_2024).ovz


@pytest.mark.parametrize(
    ("cell", "is_asked"),
    [
        ("закл. ПМПК 01.09.2020 – 31.08.2023", True), ("ПМПК 01.09.2020-31.08.2024", True), ("2019-2023", True),
        ("ПМПК 01.09.2020 – 31.08.2026", False), ("ПМПК № 2019-2023", False),
    ],
)  # fmt: skip
def test_a_time_from_day_to_day_that_is_over_is_asked_about(cell, is_asked):
    assert isinstance(read_ovz(cell, AS_OF), Fault) is is_asked
