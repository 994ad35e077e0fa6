"""Names in the case of a sentence: right, or in brackets, and never with a wrong ending."""

from __future__ import annotations

import pytest

from data.people.name_cases import accusative, as_signed, dative, genitive

DECLINED = """
    Иванова Анна Петровна        | Ивановой Анны Петровны       | Ивановой Анне Петровне       | Иванову Анну Петровну
    Иванов Пётр Ильич            | Иванова Петра Ильича         | Иванову Петру Ильичу         | Иванова Петра Ильича
    Белова-Рощина Любовь Львовна | Беловой-Рощиной Любови Львовны | Беловой-Рощиной Любови Львовне | Белову-Рощину Любовь Львовну
    Лебедева Нинель Львовна      | Лебедевой Нинели Львовны     | Лебедевой Нинели Львовне     | Лебедеву Нинель Львовну
    Клименко Ольга Ивановна      | Клименко Ольги Ивановны      | Клименко Ольге Ивановне      | Клименко Ольгу Ивановну
    Клименко Олег Иванович       | Клименко Олега Ивановича     | Клименко Олегу Ивановичу     | Клименко Олега Ивановича
    Седых Илья Львович           | Седых Ильи Львовича          | Седых Илье Львовичу          | Седых Илью Львовича
    Луговской Фёдор Кузьмич      | Луговского Фёдора Кузьмича   | Луговскому Фёдору Кузьмичу   | Луговского Фёдора Кузьмича
    Белая Зоя Игоревна           | Белой Зои Игоревны           | Белой Зое Игоревне           | Белую Зою Игоревну
    Шмидт Вера Кузьминична       | Шмидт Веры Кузьминичны       | Шмидт Вере Кузьминичне       | Шмидт Веру Кузьминичну
    Шмидт Павел Олегович         | Шмидта Павла Олеговича       | Шмидту Павлу Олеговичу       | Шмидта Павла Олеговича
    Лебедев Л. Л.                | Лебедева Л. Л.               | Лебедеву Л. Л.               | Лебедева Л. Л.
    А.П. Рощина                  | А.П. Рощиной                 | А.П. Рощиной                 | А.П. Рощину
    Кузьмин Игорь Саввич         | Кузьмина Игоря Саввича       | Кузьмину Игорю Саввичу       | Кузьмина Игоря Саввича
"""
LINES = [[name.strip() for name in line.split("|")] for line in DECLINED.strip().splitlines()]
DOUBTFUL = {
    "a vowel that may fall out": "Заяц Иван Иванович",
    "another": "Соловей Иван Иванович",
    "a soft sign": "Король Яна Яковлевна",
    "a surname that may have no cases": "Лоза Юрий Эдуардович",
    "no patronymic, so perhaps a woman": "Ким Ю",
    "a patronymic of another kind": "Мамедов Али Гасан оглы",
    "initials beside a surname that may be a man's or a woman's": "Шмидт А. П.",
    "a small letter": "иванова анна петровна",
    "a first name without cases": "Рахимова Гульназ Ильдаровна",
    "letters of another alphabet": "Brown Анна Петровна",
    "no name at all": "",
}


@pytest.mark.parametrize(("name", "of", "to", "whom"), LINES, ids=[line[0] for line in LINES])
def test_a_name_stands_in_the_case_that_the_sentence_needs(name: str, of: str, to: str, whom: str):
    assert (genitive(name), dative(name), accusative(name)) == (of, to, whom)


@pytest.mark.parametrize("name", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_name_that_leaves_a_doubt_stands_in_brackets_as_the_lists_have_it(name: str):
    assert {genitive(name), dative(name), accusative(name)} == {f"({name})"}


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Дубравина В. С.", "В. С. Дубравина"),
        ("Дубравина Вера Сергеевна", "В. С. Дубравина"),
        ("Липова-Кленова В. С.", "В. С. Липова-Кленова"),
        ("В. С. Дубравина", "В. С. Дубравина"),
        ("Ким Ю", "Ким Ю"),
        ("", ""),
    ],
)
def test_in_a_signature_the_initials_stand_before_the_surname_where_it_is_certain_which_is_which(
    name: str, signed: str
):
    assert as_signed(name) == signed
