"""Spellings that lists of schools were found to have, each in every format that it can occur in."""

from __future__ import annotations

import datetime as dt

import pytest

from data.corrections.questions import SpellingQuestion, questions_of
from data.loading import Lists, load
from data.parsing import Context, people_in, read_column, without_comma
from tests.data.lists import TODAY, drawn, files, reported, required_columns

AS_OF = Context(TODAY)
KINDS = pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])


def loaded(kind: str, pupils: str, pairs: str) -> Lists:
    book = {"Обучающиеся": drawn(pupils), "Пары": drawn(pairs)}
    return load(files(book, kind), today=TODAY, required=required_columns())


@KINDS
def test_a_comma_behind_a_surname_of_a_list_is_none(kind):
    pupils = """
        Фамилия, имя  | Отчество | Дата рождения | Класс
        Липин, Клён   | Ивович   | 01.02.2010    | 9А
        Осина-Ивина, Верба | Ивовна | 01.02.2008 | 11А
    """
    pairs = """
        Наставник          | Наставляемый | Форма           | Дата начала
        Осина-Ивина Верба  | Липин К. И.  | ученик – ученик | 01.09.2024
    """
    lists = loaded(kind, pupils, pairs)
    assert lists.roster.students["name"].tolist() == ["Липин Клён Ивович", "Осина-Ивина Верба Ивовна"]
    assert not lists.has_errors
    assert lists.counts["pairs"] == 1


@pytest.mark.parametrize("name", ["Липин Клён, 9А", "Липин, учитель", "Липин Клён Ивович, Осина Верба Ивовна"])
def test_a_comma_before_a_class_a_position_or_another_person_is_not_dropped(name):
    assert without_comma(name) == name


@KINDS
def test_an_organisation_before_a_name_is_where_somebody_works(kind):
    pupils = "ФИО | Дата рождения | Класс\nЛипин Клён | 01.02.2010 | 9А"
    pairs = """
        Наставник                            | Наставляемый | Форма                 | Дата начала
        Работодатель: ООО «Дуб», Пнёв И. И.  | Липин Клён   | работодатель – ученик | 01.09.2024
    """
    lists = loaded(kind, pupils, pairs)
    assert not reported(lists, "split_cell")
    assert lists.counts["pairs"] == 1


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("ООО «Дуб», Пнёв И. И.", 1),
        ("Пнёв И. И., ООО «Дуб»", 1),
        ("Пнёв Иван, Дубов Пётр", 2),
        ("Пнёв Иван, ООО «Дуб», Дубов Пётр", 2),
    ],
)
def test_an_organisation_is_nobody_and_people_stay_apart(cell, count):
    assert len(people_in(cell, AS_OF)) == count


@KINDS
def test_a_school_year_with_its_preposition_is_a_school_year(kind):
    pupils = "ФИО | Дата рождения | Класс\nЛипин Клён | 01.02.2010 | 9А\nОсина Верба | 01.02.2008 | 11А"
    pairs = """
        Наставник   | Наставляемый | Форма           | Срок
        Осина Верба | Липин Клён   | ученик – ученик | на 2024-2025 учебный год
    """
    lists = loaded(kind, pupils, pairs)
    row = lists.roster.pairs.iloc[0]
    assert (row["start"].date(), row["end"].date()) == (dt.date(2024, 9, 1), dt.date(2025, 5, 31))


def test_a_day_and_words_with_such_a_preposition_are_none():
    read = read_column(["на 2024", "в 2024-2025", "на лето"], "term", AS_OF)
    assert not any(getattr(value, "start", None) and value.end for value in read)


def test_a_term_that_gives_both_ends_is_one_cell():
    pupils = "ФИО | Дата рождения | Класс\nЛипин Клён | 01.02.2010 | 9А\nОсина Верба | 01.02.2008 | 11А"
    pairs = """
        Наставник   | Наставляемый | Форма           | Срок
        Осина Верба | Липин Клён   | ученик – ученик | 2024/25 уч. год
        Липин Клён  | Осина Верба  | ученик – ученик | 2024/25 уч. год
    """
    (question,), _ = questions_of(reported(loaded("xlsx", pupils, pairs), "assumed_date"))
    assert isinstance(question, SpellingQuestion)
    assert question.choices.count == 2


def test_words_in_place_of_an_end_are_asked_about_once():
    pupils = "ФИО | Дата рождения | Класс\nЛипин Клён | 01.02.2010 | 9А\nОсина Верба | 01.02.2008 | 11А\nПнёв Дуб | 01.02.2010 | 9А"
    pairs = """
        Наставник   | Наставляемый | Форма           | Дата начала | Дата окончания
        Осина Верба | Липин Клён   | ученик – ученик | 01.09.2024  | до отъезда семьи
        Осина Верба | Пнёв Дуб     | ученик – ученик | 01.09.2024  | до отъезда семьи
    """
    lists = loaded("xlsx", pupils, pairs)
    (question,), others = questions_of(reported(lists, "bad_date"))
    assert others == []
    assert isinstance(question, SpellingQuestion)
    assert (question.choices.count, question.proposal) == (2, None)
    (decision,) = question.decisions(question.options[0])
    settled = load(
        files({"Обучающиеся": drawn(pupils), "Пары": drawn(pairs)}, "xlsx"), today=TODAY, spellings=[decision]
    )
    assert settled.counts["pairs"] == 2
    assert not settled.has_errors


@pytest.mark.parametrize("day", ["2024", "с начала учебного года"])
def test_words_or_a_year_in_place_of_a_beginning_are_asked_about_once(day):
    pupils = "ФИО | Дата рождения | Класс\nЛипин Клён | 01.02.2010 | 9А\nОсина Верба | 01.02.2008 | 11А\nПнёв Дуб | 01.02.2010 | 9А"
    pairs = f"""
        Наставник   | Наставляемый | Форма           | Дата начала
        Осина Верба | Липин Клён   | ученик – ученик | {day}
        Осина Верба | Пнёв Дуб     | ученик – ученик | {day}
    """
    (question,), others = questions_of(reported(loaded("xlsx", pupils, pairs), "bad_date"))
    assert (others, question.proposal, question.is_open) == ([], None, True)


def test_an_impossible_day_is_of_its_own_row():
    pupils = "ФИО | Дата рождения | Класс\nЛипин Клён | 01.02.2010 | 9А\nОсина Верба | 01.02.2008 | 11А"
    pairs = """
        Наставник   | Наставляемый | Форма           | Дата начала
        Осина Верба | Липин Клён   | ученик – ученик | 31.06.2024
    """
    questions, others = questions_of(reported(loaded("xlsx", pupils, pairs), "bad_date"))
    assert (questions, len(others)) == ([], 1)
