"""`data.roadmap.reading.deadline_words`: what the words of a deadline say, and nothing that they do not."""

from __future__ import annotations

import datetime as dt

import pytest

from data.roadmap.model import ONCE, seed
from data.roadmap.reading.deadline_words import NOTHING, Deadline, deadline_of, hint_of, proposed_for
from data.russian import date_text

YEAR = 2026
END_OF_SEPTEMBER = dt.date(YEAR, 9, 30)
FIRST_OF_OCTOBER = dt.date(YEAR, 10, 1)
END_OF_YEAR = dt.date(YEAR, 12, 31)
BY_A_DAY = [
    date_text(FIRST_OF_OCTOBER),
    f"до {date_text(FIRST_OF_OCTOBER)}",
    f"До 1 октября {YEAR} г.",
    f"не позднее 1 октября {YEAR} года",
    f"в срок до 01.10.{YEAR % 100}",
    f"к «1» октября {YEAR} г.",
    f"с 15 сентября по 1 октября {YEAR} г.",
    f"15.09.{YEAR} – {date_text(FIRST_OF_OCTOBER)}",
    f"15.09.{YEAR}-01.10.{YEAR}",
]
BY_THE_END_OF_A_MONTH = [
    f"сентябрь {YEAR}",
    f"Сентябрь {YEAR} г.",
    f"в сентябре {YEAR} года",
    f"в течение сентября {YEAR} г.",
    f"до конца сентября {YEAR} г.",
    f"май – сентябрь {YEAR}",
    f"с мая по сентябрь {YEAR} г.",
    f"ноябрь {YEAR - 1} г. – сентябрь {YEAR} г.",
    f"1–30 сентября {YEAR} г.",
    f"II–III квартал {YEAR}",
]
WITHIN_A_QUARTER = [
    f"IV квартал {YEAR}",
    f"4 кв. {YEAR} г.",
    f"В течении 4 квартала {YEAR} года",
    f"до конца IV квартала {YEAR} г.",
]
LASTING = {
    "yearly": ["ежегодно", "Ежегодно, по итогам периода", "1 раз в год", "каждый год"],
    "half_yearly": [
        *("раз в полугодие", "1 раз в полугодие", "каждое полугодие", "2 раза в год", "Два раза в год", "дважды в год"),
        "раз в полугодие, по итогам полугодия",
    ],
    "monthly": ["ежемесячно", "1 раз в месяц", "каждый месяц", "В течение всего периода, ежемесячно"],
    "quarterly": ["ежеквартально", "1 раз в квартал", "раз в квартал", "В течение всего периода, ежеквартально"],
    "throughout": [
        *("в течение года", "в течении учебного года", "постоянно", "По мере необходимости", "весь период"),
        *("на протяжении всего срока реализации программы", "постоянно, по мере необходимости"),
    ],
}
LACKING_A_YEAR = {
    "date": ["до 1 октября", "сентябрь", "в сентябре", "май – июнь", "1–15 октября"],
    "quarter": ["IV квартал", "в течение 4 квартала"],
    "date_then_as_needed": ["до 1 октября, далее по мере необходимости"],
}
NOT_SAID = [
    "", "-", "44144", "2 раза в месяц", "4 раза в год", "1 раз в четверть", "ежегодно до сентября", "сентябрь, май",
    f"до сентября {YEAR}", f"{YEAR} год", f"{YEAR}-{YEAR + 1} учебный год", f"до {YEAR} г.", f"31 ноября {YEAR}",
    f"до 31.08.{YEAR}, далее ежегодно", f"ноябрь {YEAR} – январь {YEAR}", f"ноябрь – январь {YEAR}",
    f"сентябрь, октябрь {YEAR}", "за 5 рабочих дней", "по графику", "ежегодно, ежеквартально", "по итогам года",
    f"до 01.10.{YEAR} или позже",
]  # fmt: skip


@pytest.mark.parametrize("words", BY_A_DAY)
def test_a_day_is_its_deadline_the_last_one_of_several(words: str) -> None:
    assert deadline_of(words) == Deadline("date", FIRST_OF_OCTOBER)


@pytest.mark.parametrize("words", BY_THE_END_OF_A_MONTH)
def test_a_time_is_due_by_its_last_day(words: str) -> None:
    assert deadline_of(words) == Deadline("date", END_OF_SEPTEMBER)


@pytest.mark.parametrize("words", WITHIN_A_QUARTER)
def test_a_quarter_is_a_kind_of_its_own(words: str) -> None:
    assert deadline_of(words) == Deadline("quarter", END_OF_YEAR)


@pytest.mark.parametrize(
    "words", ["{}, далее по мере необходимости", "{} Далее - по мере необходимости", "{}; затем постоянно"]
)
def test_a_day_may_be_followed_by_as_needed(words: str) -> None:
    for by in BY_A_DAY:
        assert deadline_of(words.format(by)) == Deadline("date_then_as_needed", FIRST_OF_OCTOBER)


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind in LASTING for words in LASTING[kind]])
def test_what_has_no_day_is_known_by_all_of_its_words(kind: str, words: str) -> None:
    assert deadline_of(words) == Deadline(kind)
    assert deadline_of(f"{words} и так далее") == NOTHING


@pytest.mark.parametrize(
    ("kind", "words"), [(kind, words) for kind in LACKING_A_YEAR for words in LACKING_A_YEAR[kind]]
)
def test_no_year_is_guessed(kind: str, words: str) -> None:
    assert deadline_of(words) == Deadline(kind)
    assert kind in ONCE


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("до 25 сентября", Deadline("date", dt.date(YEAR, 9, 25))),
        ("до 25 мая", Deadline("date", dt.date(YEAR + 1, 5, 25))),
        ("май – июнь", Deadline("date", dt.date(YEAR + 1, 6, 30))),
        ("I квартал", Deadline("quarter", dt.date(YEAR + 1, 3, 31))),
        ("октябрь", Deadline("in_months", months=(10,))),
        ("в октябре", Deadline("in_months", months=(10,))),
        ("сентябрь, январь", Deadline("in_months", months=(1, 9))),
        ("до 25 августа", Deadline("date")),  # before the school year or at its end?
        ("август", Deadline("date")),
        ("1 раз в четверть", NOTHING),
        (f"сентябрь {YEAR + 3}", Deadline("date", dt.date(YEAR + 3, 9, 30))),
    ],
)
def test_a_day_without_a_year_is_of_the_school_year_where_that_is_known(words: str, deadline: Deadline) -> None:
    assert deadline_of(words, school_year=YEAR) == deadline


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("1 раз в четверть", Deadline("in_months", months=(3, 5, 10, 12))),
        ("сентябрь, октябрь 2026", Deadline(None, months=(9, 10))),
        ("октябрь", Deadline("date", months=(10,))),
        ("по графику", NOTHING),
    ],
)
def test_the_months_that_words_name_are_proposed_with_the_question(words: str, proposed: Deadline) -> None:
    assert proposed_for(words) == proposed


@pytest.mark.parametrize(
    "words",
    [
        "ежеквартально, до 10 числа",
        "Ежеквартально (до 10-го числа)",
        "до 10 числа ежеквартально",
        "ежеквартально, не позднее 10 числа следующего месяца",
        "ежеквартально до 10 числа месяца, следующего за отчётным кварталом",
        "В течение всего периода, ежеквартально, к 10 числу",
        "1 раз в квартал, до 10 числа месяца после окончания квартала",
    ],
)
def test_a_day_of_the_month_after_a_quarter_is_said_by_its_number(words: str) -> None:
    assert deadline_of(words) == Deadline("quarterly", day=10)


@pytest.mark.parametrize(
    "words",
    [
        "ежемесячно до 5 числа",
        "Ежемесячно (до 5-го числа)",
        "до 5 числа каждого месяца",
        "ежемесячно, не позднее 5 числа месяца, следующего за отчётным",
    ],
)
def test_a_day_of_each_month_is_said_by_its_number(words: str) -> None:
    assert deadline_of(words) == Deadline("monthly", day=5)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("два раза в год (сентябрь, май)", Deadline("in_months", months=(5, 9))),
        ("2 раза в год – в сентябре и мае", Deadline("in_months", months=(5, 9))),
        ("раз в полугодие: декабрь, май", Deadline("in_months", months=(5, 12))),
        ("2 раза в год (сентябрь)", NOTHING),
        ("1 раз в год (сентябрь, май)", NOTHING),
        ("2 раза в год (май, май)", NOTHING),
        ("ежегодно, в сентябре", Deadline("in_months", months=(9,))),
        ("май и сентябрь ежегодно", Deadline("in_months", months=(5, 9))),
        ("ежегодно до конца сентября", Deadline("in_months", months=(9,))),
        ("ежегодно до сентября", NOTHING),  # by its first day or its last?
        ("Ежегодно до 1 сентября", Deadline("in_months", day=1, months=(9,))),
        ("ежегодно, не позднее 01.09", Deadline("in_months", day=1, months=(9,))),
        ("ежегодно до 1 сентября и 1 мая", Deadline("in_months", day=1, months=(5, 9))),
        ("ежегодно до 15 сентября и 1 мая", NOTHING),
        ("ежегодно до 31 сентября", NOTHING),
        ("ежегодно до 1 сентября по графику", NOTHING),
    ],
)
def test_months_of_each_year_are_named_as_often_as_the_words_count(words: str, deadline: Deadline) -> None:
    assert deadline_of(words) == deadline


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("ежегодно, до 15 числа месяца, следующего за отчётным", Deadline("yearly", day=15)),
        ("ежегодно, до 15 числа", NOTHING),  # of which month?
        ("раз в полугодие, до 15 числа месяца, следующего за отчётным", Deadline("half_yearly", day=15)),
        ("раз в полугодие, до 15 числа", NOTHING),
        ("ежеквартально, до 10 числа каждого месяца", NOTHING),
        ("ежеквартально, до 10 числа последнего месяца квартала", NOTHING),
        ("ежеквартально, до 0 числа", NOTHING),
        ("ежеквартально, до 32 числа", NOTHING),
    ],
)
def test_a_number_whose_month_is_not_said_stays_open(words: str, deadline: Deadline) -> None:
    assert deadline_of(words) == deadline


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("ежемесячно, по графику", "«ежемесячно»"),
        ("2 раза в месяц", "«в течение всего периода»"),
        ("1 раз в четверть", "«ежегодно в названные месяцы»"),
        ("2 раза в год, по графику", "«ежегодно в названные месяцы»"),
        ("ежегодно, до 15 числа", "вписать потом"),
        ("ежегодно до сентября", "«ежегодно в названные месяцы»"),
        ("по графику", ""),
    ],
)
def test_of_what_is_no_kind_the_nearest_is_told(words: str, nearest: str) -> None:
    assert deadline_of(words) == NOTHING
    assert nearest in hint_of(words)
    assert bool(hint_of(words)) is bool(nearest)


@pytest.mark.parametrize("words", NOT_SAID)
def test_what_the_words_do_not_say_stays_open(words: str) -> None:
    assert deadline_of(words) == NOTHING


def test_the_words_of_the_seed_say_its_kinds_and_days() -> None:
    for activity in seed().activities:
        assert deadline_of(activity.deadline) == Deadline(activity.kind, activity.due)
