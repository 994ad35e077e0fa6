"""Lists that people fill in by a form: the time of each answer, a name with its class, «она же»."""

from __future__ import annotations

import pytest

from tests.data.lists import checked, reported

PUPILS = """
    ФИО              | Дата рождения | Класс
    Липа Калина Роса | 01.02.2010    | 9А
    Ясень Ивин Ильич | 05.06.2010    | 9Б
"""
TEACHERS = """
    ФИО
    Роза Миндаль Викторовна
    Ива Тополь Ильинична
"""
TIME = "2024/09/05 10:12:44 AM GMT+3"


@pytest.mark.parametrize("header", ["ФИО и класс наставляемого", "ФИО и класс Вашего наставляемого (наставляемых)"])
def test_a_name_with_its_class_under_one_header_is_the_mentee_and_a_time_of_day_is_nobody(header):
    pairs = f"""
        Отметка времени | {header}             | ФИО наставника, должность    | Дата начала
        {TIME}          | Липа Калина, 9А      | Роза Миндаль Викт., учитель  | 01.09.2024
        {TIME}          | Ясень Ивин Ил., 9Б   | она же                       | 01.09.2024
    """
    lists = checked(PUPILS, TEACHERS, pairs)
    assert not lists.has_errors
    assert lists.roster.pairs["mentor"].tolist() == ["Роза Миндаль Викторовна"] * 2
    assert lists.roster.pairs["mentee"].tolist() == ["Липа Калина Роса", "Ясень Ивин Ильич"]


@pytest.mark.parametrize("short", ["Викт.", "Вик", "Виктор."])
def test_a_patronymic_cut_short_fits_and_is_shown(short):
    lists = checked(
        PUPILS, TEACHERS, f"Наставник | Наставляемый | Дата начала\nРоза Миндаль {short} | Липа К. Р. | 01.09.2024"
    )
    assert lists.roster.pairs["mentor"].tolist() == ["Роза Миндаль Викторовна"]
    assert short.strip(".") in reported(lists, "assumed_person")[0].names[0]


def test_a_given_name_is_not_cut_short_without_an_initial():
    pair = "Роза Минд Викторовна | Липа К. Р. | учитель – ученик | 01.09.2024"
    lists = checked(PUPILS, TEACHERS, f"Наставник | Наставляемый | Форма | Дата начала\n{pair}")
    assert len(reported(lists, "unknown_person")) == 1
