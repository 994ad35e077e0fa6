"""Starts, ends and terms of pairs as schools write them."""

from __future__ import annotations

import datetime as dt

import pytest

from data.parsing import Assumption, Context, Fault, PairDates, Span
from data.parsing.pair_dates import read_pair_dates

AS_OF = Context(dt.date(2024, 11, 1))
FIRST, LAST = dt.date(2023, 9, 1), dt.date(2024, 5, 31)


def read(text):
    return read_pair_dates(text, AS_OF)


def span(text):
    dates = read(text)
    assert isinstance(dates, PairDates), dates
    assert dates.start is dates.end
    return dates.start


@pytest.mark.parametrize(
    "text",
    [
        "сент. 2023", "сентябрь 2023 г.", "Сентябрь 2023", "сентября 2023 года", "09.2023", "9/2023", "2023-09", "сен.23",
        "СЕНТЯБРЬ 2023", "сентябрь, 2023", "cентябрь 2023",
    ],
)  # fmt: skip
def test_a_month_is_all_its_days(text):
    assert span(text) == Span(FIRST, dt.date(2023, 9, 30), Assumption.MONTH)


@pytest.mark.parametrize(
    "text", ["IV квартал 2023", "4 кв. 2023 г.", "4-й квартал 2023 года", "2023 г., 4 кв", "4 квартал, 2023"]
)
def test_a_quarter_is_its_three_months(text):
    assert span(text) == Span(dt.date(2023, 10, 1), dt.date(2023, 12, 31), Assumption.QUARTER)


@pytest.mark.parametrize(
    "text",
    [
        "2023/24 уч. год", "2023-2024 учебный год", "2023/2024", "2023–2024 уч.г.", "23/24 уч.г.", "2023/2024 уч. г.",
        "2023-2024 г.г.", "2023-24", "2023 / 2024 учебный год", "2023-24 уч год",
    ],
)  # fmt: skip
def test_a_school_year_lasts_from_the_first_of_september_to_the_end_of_may(text):
    assert span(text) == Span(FIRST, LAST, Assumption.SCHOOL_YEAR)


def test_half_a_school_year_is_of_one_calendar_year():
    assert span("I полугодие 2023/24") == Span(FIRST, dt.date(2023, 12, 31), Assumption.HALF_YEAR)
    assert span("2 полугодие 2023-2024 уч. года") == Span(dt.date(2024, 1, 1), LAST, Assumption.HALF_YEAR)


@pytest.mark.parametrize(
    "text",
    [
        "с 01.09.2023 по 31.05.2024", "01.09.2023 – 31.05.2024", "01.09.2023-31.05.2024", "01.09.2023 по 31.05.2024",
        "с 1 сентября 2023 г. по 31 мая 2024 г.", "01.09.23-31.05.24", "от 01.09.2023 до 31.05.2024", "2023-09-01 – 2024-05-31",
        "01.09.2023; 31.05.2024",
    ],
)  # fmt: skip
def test_two_days_in_a_cell_are_start_and_end(text):
    assert read(text) == PairDates(Span(FIRST, FIRST), Span(LAST, LAST))


def test_two_months_in_a_cell_are_start_and_end():
    for text in ("с сентября 2023 по май 2024", "сентябрь 2023 - май 2024", "09.2023-05.2024"):
        dates = read(text)
        assert isinstance(dates, PairDates)
        assert (dates.start.first, dates.end.last) == (FIRST, LAST)
        assert dates.start.assumption is dates.end.assumption is Assumption.MONTH


@pytest.mark.parametrize(
    "text",
    [
        "по наст. время", "по настоящее время", "н/в", "н.в.", "по н. в.", "По Н.В.", "продолжается", "действует", "бессрочно",
        "до настоящего времени", "по наст.вр.", "не завершена", "по сегодняшний день", "до отмены", "текущая",
    ],
)  # fmt: skip
def test_words_for_no_end_are_no_end(text):
    assert read(text) == PairDates(endless=True)


@pytest.mark.parametrize("text", ["", "-", "—", " ", "нет", "н/д"])
def test_a_dash_says_nothing(text):
    assert read(text) is None


@pytest.mark.parametrize("text", ["01.09.2023 - н.в.", "с 01.09.2023 по настоящее время", "01.09.2023 г. по н/в"])
def test_a_start_with_no_end_in_one_cell(text):
    assert read(text) == PairDates(Span(FIRST, FIRST), endless=True)


def test_one_end_of_a_term_says_which_it_is():
    assert read("с 01.09.2023") == PairDates(start=Span(FIRST, FIRST))
    assert read("до 31.05.2024") == read("по 31 мая 2024 г.") == PairDates(end=Span(LAST, LAST))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31.02.2024", "такой даты нет"), ("с 31.02.2024 по 01.03.2024", "такой даты нет"),
        ("с 01.02.2024 по 31.02.2024", "такой даты нет"), ("13.2023", "такого месяца нет"), ("2023/25", "это не учебный год"),
        ("5 квартал 2023", "такого квартала нет"), ("шефство", "это не дата"), ("май", "это не дата"), ("в", "это не дата"),
        ("время", "это не дата"), ("2023", "указан только год"), ("сентябрь-май 2023", "это не дата"), ("мартышка 2023", "это не дата"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_a_fault_that_says_why(text, why):
    assert read(text) == Fault("bad_date", why)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2010-08-31T20:00:00.000Z", dt.date(2010, 9, 1)), ("2010-08-31T21:00:00Z", dt.date(2010, 9, 1)),
        ("2010-08-31T19:59:00Z", dt.date(2010, 8, 31)), ("2009-03-11T21:00:00+00:00", dt.date(2009, 3, 12)),
        ("2010-09-01T00:00:00+03:00", dt.date(2010, 9, 1)), ("2010-09-01T00:00:00", dt.date(2010, 9, 1)),
        ("2010-09-01 23:59", dt.date(2010, 9, 1)), ("2024-01-14T21:30:00Z", dt.date(2024, 1, 15)),
    ],
)  # fmt: skip
def test_a_moment_with_a_zone_is_the_day_it_was_at_school(moment, day):
    assert span(moment) == Span(day, day)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("с 1 сентября по 31 мая 2024-2025 уч. г.", "2024-09-01", "2025-05-31"), ("01.09.2024\n31.05.2025", "2024-09-01", "2025-05-31"),
        ("01.09.2024/31.05.2025", "2024-09-01", "2025-05-31"), ("01.09.2024 (до 31.05.2025)", "2024-09-01", "2025-05-31"),
        ("01.09.2024 –", "2024-09-01", None), ("01.09.2024 г. – …", "2024-09-01", None), ("01.09.2024 (бессрочно)", "2024-09-01", None),
        ("Приказ № 5-ОД от 02.09.2024", "2024-09-02", None), ("№ 5-ОД от 02.09.2024", "2024-09-02", None),
        ("Приказ от 02.09.2024 № 5", "2024-09-02", None), ("расторгнут 12.03.24", None, "2024-03-12"),
        ("12.03.2024 (досрочно)", None, "2024-03-12"), ("продлено до 31.05.2025", None, "2025-05-31"),
    ],
)  # fmt: skip
def test_the_ends_that_a_cell_tells_among_words(cell, first, last):
    read = read_pair_dates(cell, Context(dt.date(2024, 12, 31)))
    assert (str(read.start.first) if read.start else None, str(read.end.last) if read.end else None) == (first, last)


@pytest.mark.parametrize(("cell", "end"), [("1 год (с 01.09.2024)", "2025-08-31"), ("на 3 года с 01.09.2022", "2025-08-31"), ("02.09.2024 – конец года", "2025-05-31")])  # fmt: skip
def test_a_length_beside_its_beginning_tells_the_end(cell, end):
    read = read_pair_dates(cell, Context(dt.date(2024, 12, 31)))
    assert str(read.end_from(read.start.first).last) == end


@pytest.mark.parametrize(
    "cell", ["продлено 12.03.2024", "31.05.2024 (продлено)", "приказ о продлении № 5 от 12.03.2024"]
)
def test_an_extension_that_does_not_say_until_when_ends_nothing(cell):
    assert isinstance(read_pair_dates(cell, Context(dt.date(2024, 12, 31))), Fault)


@pytest.mark.parametrize("cell", ["продлена приказом до 31.05.2025", "продлён по 31.05.2025"])
def test_an_extension_until_a_day_ends_on_it(cell):
    read = read_pair_dates(cell, Context(dt.date(2024, 12, 31)))
    assert read.end.last == dt.date(2025, 5, 31)


@pytest.mark.parametrize(
    "text",
    [
        "01.09.2023, пр. № 5, выбыл 31.05.2024", "01.09.2023 (пр. № 5 от 30.08.2023); завершено 31.05.2024",
        "с 01.09.2023 расторгнута 31.05.2024", "01.09.2023 (приказ № 5, действует до 31.05.2024)",
        "01.09.2023; досрочно прекращена с 31.05.2024", "01.09.2023 (завершена 31.05.2024)",
    ],
)  # fmt: skip
def test_what_stands_behind_the_order_of_a_day_may_be_the_end(text):
    dates = read(text)
    assert (dates.start, dates.end) == (Span(FIRST, FIRST), Span(LAST, LAST))


@pytest.mark.parametrize(
    "text", ["01.09.2023 пр. № 5, не завершена", "01.09.2023 приказ № 5, продлено", "01.09.2023 пр. № 5, отменено"]
)
def test_a_day_with_an_order_and_more_that_is_no_day_is_asked_about(text):
    assert isinstance(read(text), Fault)


@pytest.mark.parametrize("text", ["31.05.2024 (приказ о завершении № 5)", "31.05.2024 пр. № 5 об отчислении"])
def test_what_an_order_is_about_changes_nothing_of_its_day(text):
    assert span(text) == Span(LAST, LAST)


@pytest.mark.parametrize("text", ["01092023", "20230901"])
def test_a_day_without_signs_between_its_parts_is_read_either_way_round(text):
    assert span(text) == Span(FIRST, FIRST)


@pytest.mark.parametrize("text", ["весь год", "целый год"])
def test_a_whole_year_is_the_school_year_of_the_start(text):
    assert read(text) == PairDates(this_school_year=True)
