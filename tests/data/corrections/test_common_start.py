"""Pairs without a single day of beginning: one day is proposed, chosen once for all of them, and never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.corrections.common_start import CommonStart
from data.corrections.questions import CommonStartQuestion, questions_of
from data.dropped_files import read_all
from data.findings import ListError
from data.loading import check, load
from data.recognition.start_candidates import DAYS_IN_LIST
from tests.data.lists import TODAY, drawn, files, reported, required_columns, sheet

PUPILS = """
    ФИО                 | Дата рождения | Класс
    Медуницын Лавр      | 14.01.2008    | 10А
    Васильков Ирис      | 30.06.2011    | 7А
    Ландышев Кедр       | 17.11.2012    | 6Б
"""
PAIRS = """
    Наставник      | Наставляемый   | Форма           | Дата начала | Дата окончания
    Медуницын Лавр | Васильков Ирис | ученик – ученик |             | 31.05.2025
    Медуницын Лавр | Ландышев Кедр  | ученик – ученик | -           |
"""


def checked(pairs: str, name: str = "Пары", file: str = "Списки.xlsx", **more):
    return check(
        [sheet(PUPILS, "Обучающиеся"), sheet(pairs, name, file)], today=TODAY, required=required_columns(), **more
    )


def question(lists) -> CommonStartQuestion:
    (asked,) = questions_of(reported(lists, "undated_pairs"))[0]
    assert isinstance(asked, CommonStartQuestion)
    return asked


@pytest.mark.parametrize(
    "pairs",
    [
        PAIRS,
        PAIRS.replace("| Дата начала ", "").replace("|             ", "").replace("| -           ", ""),
        PAIRS.replace("Дата окончания", "Срок").replace("31.05.2025", "1 год"),
    ],
)
def test_pairs_without_a_day_are_asked_about_once_and_none_is_taken_unasked(pairs):
    lists = checked(pairs)
    assert [(finding.sheet, finding.count) for finding in reported(lists, "undated_pairs")] == [("Пары", 2)]
    assert reported(lists, "missing_column", "empty_required") == []
    assert lists.roster.pairs is None
    assert lists.left_out["pairs"] == 2


def test_the_chosen_day_is_that_of_all_pairs_and_is_told_with_their_count():
    lists = checked(PAIRS, starts=question(checked(PAIRS)).decisions("02.09.2024"))
    assert lists.roster.pairs["start"].dt.date.tolist() == [dt.date(2024, 9, 2)] * 2
    assert lists.roster.pairs["end"].dt.date.tolist()[0] == dt.date(2025, 5, 31)
    assert [(finding.proposal, finding.count) for finding in reported(lists, "applied_decision")] == [("02.09.2024", 2)]
    assert not lists.has_errors


def test_a_chosen_day_reaches_no_list_that_has_days_of_its_own():
    dated = PAIRS.replace("ученик |             |", "ученик | 01.10.2024  |")
    lists = checked(dated, starts=[CommonStart("Списки.xlsx", "Пары", dt.date(2024, 9, 2))])
    assert [finding.cell for finding in reported(lists, "empty_required")] == ["D3"]
    assert reported(lists, "undated_pairs", "applied_decision") == []
    assert lists.roster.pairs["start"].dt.date.tolist() == [dt.date(2024, 10, 1)]


@pytest.mark.parametrize(
    ("title", "name", "file", "days"),
    [
        ("Пары наставников", "Пары", "Списки.xlsx", ["01.09.2024"]),
        ("Приложение к приказу № 12 от 05.09.2024", "Пары", "Списки.xlsx", ["05.09.2024", "01.09.2024"]),
        ("УТВЕРЖДАЮ 03.09.2024", "Пары", "Списки.xlsx", ["01.09.2024"]),
        ("Пары наставников с 16.09.2024", "Пары", "Списки.xlsx", ["16.09.2024", "01.09.2024"]),
        ("Пары на 2023-2024 учебный год", "Пары", "Списки.xlsx", ["01.09.2023", "01.09.2024"]),
        ("Пары", "Пары", "Приказ от 10.10.2024.xlsx", ["10.10.2024", "01.09.2024"]),
        ("Приказ № 3 от 05.09.2031", "Пары", "Списки.xlsx", ["01.09.2024"]),
    ],
)
def test_what_is_proposed_is_the_day_of_the_order_else_the_beginning_of_the_school_year(title, name, file, days):
    asked = question(checked(f"{title}\n{PAIRS}", name, file))
    assert (asked.options, asked.proposal) == (days, days[0])


PAIR = "Медуницын Лавр | {} | ученик – ученик"
FIRST, SECOND = PAIR.format("Васильков Ирис"), PAIR.format("Ландышев Кедр")
HEAD = "Наставник | Наставляемый | Форма"
OF_ORDERS = {
    "stacked blocks": f"Приказ № 12 от 05.09.2024\n{HEAD}\n{FIRST}\n~\nПриказ № 3 от 10.10.2024\n{HEAD}\n{SECOND}",
    "sections": f"{HEAD}\nПриказ № 12 от 05.09.2024\n{FIRST}\nс 10.10.2024\n{SECOND}",
    "cells": f"{HEAD} | Приказ\n{FIRST} | № 12 от 05.09.2024\n{SECOND} | 10.10.2024",
}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("pairs", OF_ORDERS.values(), ids=OF_ORDERS)
def test_days_that_a_list_tells_beside_its_pairs_are_offered_as_one_answer_and_not_taken_unasked(pairs, kind):
    dropped = files({"Обучающиеся": drawn(PUPILS), "Пары": drawn(pairs)}, kind)
    lists = load(dropped, today=TODAY, required=required_columns())
    asked = question(lists)
    assert lists.roster.pairs is None
    assert asked.options == [DAYS_IN_LIST, "05.09.2024", "10.10.2024", "01.09.2024"]
    assert asked.answer_words(DAYS_IN_LIST).endswith("05.09.2024 – 1, 10.10.2024 – 1")
    assert "рядом с ними есть даты (у " in message(reported(lists, "undated_pairs")[0])
    sheets, _ = read_all(dropped)
    answered = check(sheets, today=TODAY, required=required_columns(), starts=asked.decisions(DAYS_IN_LIST))
    assert answered.roster.pairs["start"].dt.date.tolist() == [dt.date(2024, 9, 5), dt.date(2024, 10, 10)]
    assert not answered.has_errors


def test_a_pair_beside_which_the_list_tells_no_day_lacks_it_still():
    pairs = f"{HEAD} | Приказ\n{FIRST} | № 12 от 05.09.2024\n{SECOND} | № 3"
    lists = checked(pairs, starts=[CommonStart("Списки.xlsx", "Пары", None)])
    assert [(finding.row, finding.field) for finding in reported(lists, "empty_required")] == [(3, "start")]
    assert lists.roster.pairs["start"].dt.date.tolist() == [dt.date(2024, 9, 5)]


def test_a_day_in_a_header_is_offered():
    lists = checked(f"{HEAD} (закреплены приказом от 05.09.2024)\n{FIRST}")
    assert question(lists).options == ["05.09.2024", "01.09.2024"]


@pytest.mark.parametrize("title", ["Пары на 05.09.2024", "УТВЕРЖДАЮ 05.09.2024", "Медуницын Лавр 05.09.2008"])
def test_a_day_of_the_data_a_stamp_and_a_birth_are_no_beginning(title):
    lists = checked(f"{title}\n{HEAD}\n{FIRST}\n~\n{title}\n{HEAD}\n{SECOND}")
    assert question(lists).options == ["01.09.2024"]


def test_a_list_that_gives_its_days_is_not_asked_whatever_its_orders_say():
    lists = checked(f"{HEAD} | Дата начала | Приказ\n{FIRST} | 01.10.2024 | № 12 от 05.09.2024")
    assert not reported(lists, "undated_pairs")
    assert lists.roster.pairs["start"].dt.date.tolist() == [dt.date(2024, 10, 1)]


def test_a_column_that_may_hold_the_days_is_asked_for_and_no_day_proposed():
    lists = checked(
        PAIRS.replace("Дата начала", "Когда")
        .replace("|             |", "| 01.10.2024 |")
        .replace("| -  ", "| 02.10.2024")
    )
    assert reported(lists, "undated_pairs") == []
    assert [finding.field for finding in reported(lists, "missing_column")] == ["start"]


def test_an_answer_that_is_no_day_is_refused():
    with pytest.raises(ListError, match="осенью"):
        question(checked(PAIRS)).decisions("осенью")


def test_a_second_list_of_the_same_pairs_lacks_no_days():
    dated = PAIRS.replace("|             |", "| 01.10.2024 |").replace("| -  ", "| 02.10.2024")
    mentors = "Наставник | Наставляемые\nМедуницын Лавр | Васильков И., Ландышев К."
    sheets = [sheet(PUPILS, "Обучающиеся"), sheet(dated, "Пары"), sheet(mentors, "Наставники")]
    lists = check(sheets, today=TODAY, required=required_columns())
    assert reported(lists, "undated_pairs", "missing_column", "empty_required") == []
    assert lists.counts["pairs"] == 2


def beside_a_dated_list(*mentors: str, **more):
    pupils = [[*row, mentor] for row, mentor in zip(drawn(PUPILS), ["Наставник", *mentors], strict=True)]
    dated = PAIRS.replace("|             |", "| 01.10.2024 |").replace("| -  ", "| 02.10.2024")
    return check([sheet(pupils, "Обучающиеся"), sheet(dated, "Пары")], today=TODAY, required=required_columns(), **more)


def test_pairs_that_only_a_list_without_days_tells_are_asked_about_together():
    mentors = ("Осокин Борис", "Медуницын Лавр", "Осокин Борис")
    (finding,) = reported(beside_a_dated_list(*mentors), "undated_pairs", "empty_required")
    assert (finding.code, finding.sheet, finding.count) == ("undated_pairs", "Обучающиеся", 2)
    lists = beside_a_dated_list(*mentors, starts=[CommonStart("Списки.xlsx", "Обучающиеся", dt.date(2024, 9, 2))])
    pairs = lists.roster.pairs
    starts = dict(zip(pairs["mentee"], pairs["start"].dt.date, strict=True))
    assert (starts["Медуницын Лавр"], starts["Васильков Ирис"]) == (dt.date(2024, 9, 2), dt.date(2024, 10, 1))
    assert [finding.count for finding in reported(lists, "applied_decision")] == [2]


@pytest.mark.parametrize("note", ["нужен", "да", "помощь по математике", "работает с психологом"])
def test_notes_in_a_column_of_mentors_are_no_pairs_and_one_finding(note):
    lists = beside_a_dated_list(note, "Медуницын Лавр", "Медуницын Лавр")
    assert [(finding.cell, finding.count) for finding in reported(lists, "ignored_column")] == [("D1", 1)]
    assert (lists.has_errors, lists.counts["pairs"]) == (False, 2)


def test_a_column_of_mentors_that_holds_notes_alone_is_not_used():
    lists = beside_a_dated_list("нужен", "помощь по математике", "да")
    assert [(finding.cell, finding.count) for finding in reported(lists, "ignored_column")] == [("D1", 0)]
    assert (lists.has_errors, lists.counts["pairs"]) == (False, 2)


@pytest.mark.parametrize("second", ["от 02.09.2024 № 215-ОД", "№ 215-ОД от 02.09.2024"])
def test_the_day_of_an_order_may_stand_in_the_line_below_it(second):
    pairs = f"УТВЕРЖДЕНО |\nприказом директора школы |\n{second} |\n" + PAIRS
    assert question(checked(pairs)).options[0] == "02.09.2024"


PARTLY = """
    Наставник      | Наставляемый   | Форма           | Дата начала
    Приказ № 5 от 04.09.2023 | | |
    Медуницын Лавр | Васильков Ирис | ученик – ученик |
    Приказ № 9 от 02.09.2024 | | |
    Медуницын Лавр | Ландышев Кедр  | ученик – ученик |
    Васильков Ирис | Ландышев Кедр  | ученик – ученик | 16.09.2024
"""


def test_pairs_without_a_day_among_others_are_asked_about_once_where_the_list_tells_their_days():
    lists = checked(PARTLY)
    assert [finding.count for finding in reported(lists, "undated_pairs")] == [2]
    assert reported(lists, "empty_required") == []
    assert question(lists).proposal == DAYS_IN_LIST
    settled = checked(PARTLY, starts=question(lists).decisions(DAYS_IN_LIST))
    assert [f"{day:%d.%m.%Y}" for day in settled.roster.pairs["start"]] == ["04.09.2023", "02.09.2024", "16.09.2024"]
    assert [finding.count for finding in reported(settled, "applied_decision")] == [2]
    assert not settled.has_errors


def test_a_pair_without_a_day_that_nothing_tells_is_its_own_fault():
    lists = checked(PARTLY.replace("Приказ № 5 от 04.09.2023 | | |", ""))
    assert [finding.row for finding in reported(lists, "empty_required")] == [2, 4]
    assert reported(lists, "undated_pairs") == []


def test_a_day_that_is_misread_is_not_filled_by_the_one_of_the_list():
    lists = checked(
        PARTLY.replace("Васильков Ирис | ученик – ученик |", "Васильков Ирис | ученик – ученик | осенью", 1)
    )
    settled = checked(
        PARTLY.replace("Васильков Ирис | ученик – ученик |", "Васильков Ирис | ученик – ученик | осенью", 1),
        starts=question(lists).decisions("02.09.2024"),
    )
    assert [finding.code for finding in settled.findings if finding.field == "start"] == [
        "bad_date",
        "applied_decision",
    ]
    assert settled.counts["pairs"] == 2
