"""Words beside a register that deny it, doubt it or put it off, each with a neighbour that says nothing of the kind."""

from __future__ import annotations

import datetime as dt

import pytest

from data.parsing import Context, Fault, read_column
from data.parsing.registers import RegisterEntry

DAY = dt.date(2024, 12, 31)


def read(text: str, register: str = "") -> object:
    return read_column([text], "register" if register else "registers", Context(DAY, register))[0]


def categories(text: str) -> object:
    return read_column([text], "categories", Context(DAY))[0]


@pytest.mark.parametrize(
    "text",
    [
        "СОП с сентября 2025",
        "СОП с 2025 г.",
        "СОП с ноября",
        "с января 2025 – СОП",
        "ПДН с марта 2025",
        "СОП с 03.2025",
    ],
)
def test_a_register_from_a_month_or_year_after_the_day_of_the_data_is_asked_about(text):
    assert isinstance(read(text), Fault)
    assert isinstance(categories(text), Fault)


@pytest.mark.parametrize(
    "text", ["СОП с марта 2024", "СОП с 2023 г.", "СОП с декабря 2024", "СОП с 03.2024", "СОП, пост. № 2-2025"]
)
def test_a_register_from_a_month_or_year_before_is_entered(text):
    assert "at_risk" in read(text).since


def test_a_yes_from_a_month_to_come_is_asked_about_and_one_before_is_a_yes():
    assert isinstance(read("да (с сентября 2025)", "at_risk"), Fault)
    assert read("да (с сентября 2024)", "at_risk") == RegisterEntry({"at_risk": None})


@pytest.mark.parametrize(
    "text",
    [
        "СОП (не подтверждено)", "СОП не установлено", "СОП отменено", "СОП ошибочно", "вышел из СОП", "вышла из СОП 01.09.2024",
        "экс-СОП", "б. СОП", "СОП в прошлом году", "СОП 2022", "отказано в СОП", "СОП временно", "СОП приостановлено", "риск СОП",
        "на грани СОП", "склонна к СОП", "СОП – профилактика", "сосед СОП", "бабушка СОП", "СОП в другой школе", "семья не в СОП",
        "СОП с 09.2025", "СОП 1 раз", "будет поставлен в СОП",
    ],
)  # fmt: skip
def test_a_word_beside_the_data_bank_that_is_not_known_is_asked_about(text):
    assert isinstance(read(text), Fault)
    assert isinstance(categories(text), Fault)


@pytest.mark.parametrize(
    "text",
    [
        "СОП – 1", "СОП за кражу", "СОП (пропуски)", "соц. опасное положение", "муниципальный банк данных", "СОП (КДН № 12 от 05.09.2024)",
        "состоит в банке данных семей СОП", "СОП с 12.03.2023 по наст. время", "группа СОП", "многодетная СОП",
    ],
)  # fmt: skip
def test_words_beside_the_data_bank_that_are_known_enter_into_it(text):
    assert "at_risk" in read(text).since
    assert "at_risk" in categories(text).registers.since


@pytest.mark.parametrize("text", ["не снят", "не снят с учёта СОП", "СОП, не снят", "на снятие с СОП", "отказ от снятия с СОП", "СОП, снят 01.06.2025", "снята 01.06.2025"])  # fmt: skip
def test_who_is_not_yet_taken_off_is_not_read_as_taken_off(text):
    assert isinstance(read(text, "at_risk"), Fault)


@pytest.mark.parametrize(
    "text", ["не знаю", "нет сведений", "не определено", "нет (с 01.09.2025 да)", "не подтверждено"]
)
def test_a_no_that_says_that_nobody_knows_is_asked_about(text):
    assert isinstance(read(text, "at_risk"), Fault)


@pytest.mark.parametrize("text", ["нет, снят 01.06.2024", "снята 12.09.2024", "не состоял", "СОП: 0", "нет (ВШУ)"])
def test_a_no_with_more_beside_it_stays_a_no(text):
    entry = read(text, "at_risk")
    assert entry is None or not entry.since


@pytest.mark.parametrize("text", ["вероятно, СОП", "возможно, ЗПР", "СОП, уточняется"])
def test_a_doubt_of_its_own_among_categories_is_of_the_others(text):
    assert isinstance(categories(text), Fault)


def test_a_doubt_among_categories_of_neither_health_nor_registers_is_none():
    assert not isinstance(categories("многодетная, уточняется"), Fault)


@pytest.mark.parametrize(
    "text",
    ["снят с ПДН, СОП", "снят с учёта ПДН и поставлен на СОП", "снят с СОП, поставлен на ВШУ 01.09.2024", "не состоит на ПДН, поставлен в СОП", "СОП/ПДН снят", "СОП и ПДН сняты", "СОП → ВШУ"],
)  # fmt: skip
def test_a_register_beside_a_removal_or_a_no_of_another_is_asked_about(text):
    assert isinstance(read(text), Fault)


@pytest.mark.parametrize("text", ["не состоит на ПДН, КДН, СОП", "нет (ВШУ, ПДН)", "снят с ПДН, не состоит в СОП"])
def test_a_no_of_several_registers_is_a_no(text):
    assert read(text) is None


def test_a_removal_of_one_register_in_brackets_leaves_the_other():
    assert set(read("СОП, ВШУ (снят 01.02.2022)").since) == {"at_risk"}


@pytest.mark.parametrize("text", ["СОП/ПДН снят", "ЗПР, норма", "ЗПР, отказ от АООП", "ООП, ЗПР"])
def test_categories_that_contradict_each_other_are_asked_about(text):
    assert isinstance(categories(text), Fault)


def test_a_no_of_a_register_beside_health_denies_only_the_register():
    assert categories("ЗПР, СОП: нет").ovz
    assert categories("ЗПР, инвалид").ovz


@pytest.mark.parametrize("text", ["ПДН (СОП – нет)", "ПДН (СОП: не состоит)", "ПДН (КДН и ЗП нет)"])
def test_a_register_that_brackets_deny_takes_nothing_from_the_one_before_them(text):
    assert read(text).since == {"pdn": None}


@pytest.mark.parametrize("text", ["нет данных", "н/д", "неизвестно"])
def test_what_nobody_knows_is_no_no(text):
    assert isinstance(read(text, "at_risk"), Fault)
    assert isinstance(categories(text), Fault)
