"""Whom a name may mean by another spelling is proposed and never taken."""

from __future__ import annotations

import pytest

from tests.data.lists import checked, reported

PUPILS = """
    ФИО                             | Дата рождения | Класс
    Кедрова Мария Дубовна           | 01.02.2012    | 6А
    Хәйруллин Җәлил Марат улы       | 01.02.2012    | 6А
    Әхмәтҗанова Гүзәл Илшат кызы    | 01.02.2012    | 6А
    Гыйльметдинова Фәридә           | 01.02.2012    | 6А
    Осокин Артемий                  | 01.02.2012    | 6А
    Осокин Тис                      | 01.02.2012    | 6А
"""
TEACHERS = "ФИО\nРомашкина Астра Лавровна"


def of(mentee: str):
    pairs = (
        "Наставник | Наставляемый | Форма | Дата начала\n"
        f"Ромашкина Астра Лавровна | {mentee} | учитель – ученик | 01.09.2024"
    )
    return checked(PUPILS, TEACHERS, pairs)


@pytest.mark.parametrize(
    ("mentee", "proposal"),
    [
        ("Кедрова Маша", "Кедрова Мария Дубовна"), ("Кедрова Маша, 6А", "Кедрова Мария Дубовна"),
        ("Хайруллин Жалил", "Хәйруллин Җәлил Марат улы"), ("Ахметжанова Гузель", "Әхмәтҗанова Гүзәл Илшат кызы"),
        ("Гильметдинова Ф.", "Гыйльметдинова Фәридә"), ("Осокин Тёма", "Осокин Артемий"),
    ],
)  # fmt: skip
def test_who_is_meant_by_another_spelling_is_proposed_and_not_taken(mentee: str, proposal: str):
    lists = of(mentee)
    (finding,) = reported(lists, "unknown_person")
    assert finding.proposal == proposal
    assert not lists.counts["pairs"]


@pytest.mark.parametrize("mentee", ["Кедрова Даша", "Сосна Маша", "Хайруллин Марат", "Осокин Ваня"])
def test_a_short_name_of_another_proposes_nobody(mentee: str):
    (finding,) = reported(of(mentee), "unknown_person")
    assert not finding.proposal
