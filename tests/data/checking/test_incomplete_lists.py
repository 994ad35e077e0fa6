"""What can be known of pairs at once is told at once, whatever else their list lacks."""

from __future__ import annotations

import datetime as dt

import pytest

from data.corrections.common_start import CommonStart
from data.corrections.names import AMBIGUOUS
from data.corrections.questions import questions_of
from data.loading import check
from data.people.name_decisions import NameDecisions
from tests.data.lists import TODAY, reported, required_columns, sheet

PUPILS = """
    ФИО            | Дата рождения | Класс
    Медуницын Лавр | 14.01.2008    | 10А
    Васильков Ирис | 30.06.2011    | 7А
    Ландышев Кедр  | 17.11.2012    | 6Б
    Ландышев Кедр  | 18.11.2012    | 6В
"""
HEAD = "Наставник | Наставляемый | Форма | Дата окончания\n"
START = [CommonStart("Списки.xlsx", "Пары", dt.date(2024, 9, 1))]


def checked(row: str, **more):
    return check(
        [sheet(PUPILS, "Обучающиеся"), sheet(HEAD + row, "Пары")], today=TODAY, required=required_columns(), **more
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Медуницын Лавр | Васильков Ирис | ученик – ученик | 31.02.2025", "bad_date"),
        ("Медуницын Лавр | Васильков Ирис | шефство | 31.05.2025", "unknown_form"),
        ("Медуницын Лавр | Медуницын Лавр | ученик – ученик | 31.05.2025", "self_pair"),
        ("Медуницын Лавр | Чужакин Пётр | ученик – ученик | 31.05.2025", "unknown_person"),
        ("Медуницын Лавр | Ландышев Кедр | ученик – ученик | 31.05.2025", "ambiguous_person"),
        ("Медуницын Л. | Васильков Ирис | ученик – ученик | 31.05.2025", "assumed_person"),
        ("Медуницын Лавр | | ученик – ученик | 31.05.2025", "empty_required"),
        ("Медуницын Лавр | Васильков Ирис | ученик – ученик | сент. 2025", "assumed_date"),
    ],
)
def test_what_is_wrong_in_pairs_without_days_is_told_beside_that_they_lack_them(row, code):
    before, after = checked(row), checked(row, starts=START)
    assert reported(before, "undated_pairs")
    assert len(reported(before, code)) == 1
    assert reported(before, code) == reported(after, code)


def test_pairs_that_lack_nothing_but_their_days_have_no_other_finding():
    lists = checked("Медуницын Лавр | Васильков Ирис | ученик – ученик | 31.05.2025")
    assert [finding.code for finding in reported(lists)] == ["undated_pairs"]
    assert lists.roster.pairs is None


def test_which_namesake_is_meant_holds_when_the_day_is_given_afterwards():
    row = "Медуницын Лавр | Ландышев Кедр | ученик – ученик | 31.05.2025"
    (question,) = (asked for asked in questions_of(reported(checked(row), AMBIGUOUS))[0])
    decisions = NameDecisions.of(question.decisions(question.options[1]))
    lists = checked(row, starts=START, decisions=decisions)
    assert not lists.has_errors
    assert lists.counts["pairs"] == 1


NAMES_AND_CLASSES = """
    ФИО            | Класс
    Медуницын Лавр | 10А
    Васильков Ирис | 7А
    Ландышев Кедр  | 6Б
    Ландышев Кедр  | 6В
"""
NAMES_AND_BIRTHS = """
    ФИО            | Дата рождения
    Медуницын Лавр | 14.01.2008
    Васильков Ирис | 30.06.2011
    Ландышев Кедр  | 17.11.2012
    Ландышев Кедр  | 18.11.2012
"""
DATED_HEAD = "Наставник | Наставляемый | Класс наставляемого | Форма | Дата начала\n"


def beside_pupils(pupils: str, row: str):
    return check([sheet(pupils, "Обучающиеся"), sheet(DATED_HEAD + row, "Пары")], today=TODAY)


@pytest.mark.parametrize("pupils", [NAMES_AND_CLASSES, NAMES_AND_BIRTHS])
@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Медуницын Лавр | Васильков Ирсс | | ученик – ученик | 02.09.2024", "unknown_person"),
        ("Медуницын Лавр | Ландышев Кедр | | ученик – ученик | 02.09.2024", "ambiguous_person"),
        ("Медуницын Л. | Васильков Ирис | | ученик – ученик | 02.09.2024", "assumed_person"),
    ],
)
def test_pairs_are_matched_with_pupils_whose_list_lacks_a_birth_or_a_class(pupils, row, code):
    before, after = beside_pupils(pupils, row), beside_pupils(PUPILS, row)
    assert reported(before, "missing_column")
    assert len(reported(before, code)) == 1
    assert [(finding.row, finding.cell) for finding in reported(before, code)] == [
        (finding.row, finding.cell) for finding in reported(after, code)
    ]


def test_which_namesake_is_meant_is_not_asked_while_the_column_is_lacking_that_says_so():
    lists = beside_pupils(NAMES_AND_BIRTHS, "Медуницын Лавр | Ландышев Кедр | 6Б | ученик – ученик | 02.09.2024")
    assert [finding.code for finding in reported(lists)] == ["missing_column"]


def test_with_a_list_that_lacks_the_names_no_pair_is_matched():
    nameless = "Класс | Дата рождения\n10А | 14.01.2008"
    lists = beside_pupils(nameless, "Медуницын Лавр | Чужакин Пётр | | ученик – ученик | 02.09.2024")
    assert [finding.code for finding in reported(lists)] == ["missing_column"]


def test_a_pair_of_somebody_unknown_stays_out_while_the_list_of_pupils_lacks_a_column():
    lists = beside_pupils(
        NAMES_AND_CLASSES, "Медуницын Лавр | Васильков Ирсс | | ученик – ученик | 02.09.2024\n"
        "Медуницын Лавр | Васильков Ирис | | ученик – ученик | 02.09.2024",
    )  # fmt: skip
    assert (lists.counts["pairs"], lists.left_out["pairs"]) == (1, 1)
