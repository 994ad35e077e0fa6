"""Which pairs ask for a hand, in which shares a pair counts, how many a mentor has."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from data import demo
from data.loading import load
from data.periods import year_to_date
from data.roster import Roster
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.indicators import declared
from metrics.pairs.attention import AttentionCause, attention, long_without_contact
from metrics.pairs.pair_rows import PairPhase, PairRow, loads, pair_rows
from metrics.plan.pool import pool_of
from metrics.upcoming import upcoming as upcoming
from tests.metrics.rosters import lists

ON = dt.date(2024, 12, 31)
STUDENTS = """
    ФИО                      | Дата рождения | Класс | Согласие | Выбыл
    Ромашкина Верба Кедровна | 01.02.2010    | 8А    | да       |
    Клевер Ясень Тополевич   | 2009          | 9Б    | да       |
    Осока Рябина Кленовна    | 03.03.2012    | 6А    | нет      |
    Сосна Ива Дубовна        | 03.03.2013    | 5А    | да       | 01.11.2024
"""
TEACHERS = """
    ФИО                    | Дата рождения
    Липа Калина Дубравовна | 12.12.1980
    Явор Кедр Лесович      | 12.12.1985
"""
HEADER = "Наставник | Наставляемый | Форма наставничества | Дата начала | Дата окончания | Статус | Результат\n"
TEACHER, OTHER = "Липа Калина Дубравовна", "Явор Кедр Лесович"
OLD, YOUNG, REFUSED, GONE = (
    *("Клевер Ясень Тополевич", "Ромашкина Верба Кедровна", "Осока Рябина Кленовна", "Сосна Ива Дубовна"),
)


def roster(*rows: str) -> Roster:
    found = lists(STUDENTS, HEADER + "\n".join(rows), TEACHERS)
    assert found.counts["pairs"] == len(rows)
    return found.roster


def row(mentor: str = TEACHER, mentee: str = YOUNG, start: str = "01.09.2024", end: str = "", more: str = " | ") -> str:
    form = "ученик – ученик" if mentor in (OLD, YOUNG, REFUSED) else "учитель – ученик"
    return f"{mentor} | {mentee} | {form} | {start} | {end} | {more}"


def causes(
    *rows: str, on: dt.date = ON, most_pairs: int = 3, keeps_outcomes: bool = True
) -> list[list[AttentionCause]]:
    """Returns the causes of each pair."""
    pairing = declared().settings.pairing.model_copy(update={"most_pairs": most_pairs})
    found = attention(pair_rows(roster(*rows), on, declared()), on, pairing, keeps_outcomes=keeps_outcomes)
    return [[cause for cause, places in found.items() if place in places] for place in range(len(rows))]


@pytest.mark.parametrize(
    ("drawn", "cause"),
    [
        (row(end="31.12.2024"), AttentionCause.ENDING),
        (row(end="30.01.2025"), AttentionCause.ENDING),
        (row(end="31.01.2025"), None),
        (row(end="30.12.2024"), AttentionCause.NO_OUTCOME),
        (row(end="30.12.2024", more=" | окреп"), None),
        (row(end="30.12.2024", more="отменена |"), None),
        (row(start="31.12.2023"), AttentionCause.OPEN),
        (row(start="01.01.2024"), None),
        (row(start="01.01.2020", end="31.05.2025"), None),
        (row(start="01.01.2020", more="завершена |"), AttentionCause.UNDATED),
        (row(end="31.05.2025", more="завершена |"), AttentionCause.UNDATED),
        (row(mentee=GONE), AttentionCause.AWAY),
        (row(mentee=REFUSED), AttentionCause.NO_CONSENT),
        (row(OLD, YOUNG), None),
        (row(YOUNG, OLD), AttentionCause.YOUNGER),
        (row(YOUNG, REFUSED, end="01.12.2024", more=" | помог"), None),
    ],
)  # fmt: skip
def test_a_pair_has_the_cause_that_its_row_shows_and_no_other(drawn: str, cause: AttentionCause | None):
    assert causes(drawn) == [[cause] if cause else []]


NOBODY = "Ивов Дуб Лесович"


@pytest.mark.parametrize(
    ("form", "is_asked"),
    [("", True), ("иная", False), ("работодатель – ученик", False), ("студент – ученик", False)],
)
def test_a_mentor_in_no_list_is_asked_about_unless_the_form_takes_him_from_outside(form: str, is_asked: bool):
    drawn = f"{NOBODY} | {YOUNG} | {form} | 01.09.2024 | | |"
    assert causes(drawn) == [[AttentionCause.UNKNOWN] if is_asked else []]


def test_a_mentee_in_no_list_is_asked_about_and_one_of_a_list_is_not():
    unknown = f"{TEACHER} | {NOBODY} | | 01.09.2024 | | |"
    known = f"{TEACHER} | {YOUNG} | | 01.09.2024 | | |"
    assert causes(unknown, known) == [[AttentionCause.UNKNOWN], []]


def test_while_a_list_is_not_given_nobody_is_missed_in_it():
    found = lists(STUDENTS, HEADER + f"{NOBODY} | {YOUNG} | учитель – ученик | 01.09.2024 | | |").roster
    assert found.teachers is None
    assert [row.mentor.is_unknown for row in pair_rows(found, ON, declared())] == [False]


def test_who_was_in_no_list_when_the_pair_ended_is_asked_about_for_the_days_it_was_in_force():
    ended = f"{TEACHER} | {NOBODY} | учитель – ученик | 01.09.2024 | 30.11.2024 | | окреп"
    assert causes(ended) == [[]]
    assert AttentionCause.UNKNOWN in causes(ended, on=dt.date(2024, 10, 1))[0]


def test_a_year_of_birth_alone_makes_nobody_younger_for_sure():
    students = STUDENTS.replace("01.02.2010", "2009")
    found = lists(students, HEADER + row(YOUNG, OLD), TEACHERS).roster
    pairing = declared().settings.pairing
    marked = attention(pair_rows(found, ON, declared()), ON, pairing, keeps_outcomes=True)
    assert not any(marked.values())


def test_a_mentor_is_over_the_limit_by_different_people_in_force_who_are_at_school():
    pairs = [
        row(), row(mentee=OLD), row(mentee=OLD, start="01.10.2024"), row(mentee=GONE), row(OTHER, OLD),
        row(mentee=REFUSED, end="01.10.2024", more=" | помог"),
    ]  # fmt: skip
    over = [AttentionCause.OVERLOADED in of_pair for of_pair in causes(*pairs, most_pairs=1)]
    assert over == [True, True, True, True, False, False]
    assert not any(AttentionCause.OVERLOADED in of_pair for of_pair in causes(*pairs, most_pairs=2))


def test_where_no_outcomes_are_kept_none_is_missed():
    assert causes(row(end="30.12.2024"), keeps_outcomes=False) == [[]]


def test_a_pair_is_ahead_in_force_over_or_called_off():
    rows = row(start="01.01.2025"), row(end="31.12.2024"), row(end="30.12.2024"), row(more="отменена |")
    shown = pair_rows(roster(*rows), ON, declared())
    assert [one.phase for one in shown] == [PairPhase.AHEAD, PairPhase.IN_FORCE, PairPhase.OVER, PairPhase.CALLED_OFF]


@cache
def demonstration() -> Roster:
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


DAYS = (ON, dt.date(2021, 12, 31), dt.date(2023, 6, 15))


def rows_on(on: dt.date) -> list[PairRow]:
    return pair_rows(demonstration(), on, declared())


@pytest.mark.parametrize("on", DAYS)
def test_the_pairs_of_a_share_are_those_of_the_people_counted_in_it(on: dt.date):
    counted = 0
    for indicator in declared().indicators:
        people = declared().people(indicator)
        known = explanations(demonstration(), year_to_date(on), Filters(), indicator, declared())
        could = {(people, one.person) for one in known if one.could_count}
        role = indicator.part.role
        named = {
            side.person.id
            for one in rows_on(on)
            if indicator.number in one.counted
            for side, of in ((one.mentor, "mentor"), (one.mentee, "mentee"))
            if side.person and role in (of, "either") and side.person.id in could
        }
        assert named == {(people, one.person) for one in known if one.counts}
        counted += len(named)
    assert counted


def test_the_load_is_the_one_that_the_plan_counts():
    pool = pool_of(demonstration(), ON, declared())
    counts = loads(rows_on(ON))
    listed = {who: count for who, count in counts.items() if not isinstance(who, str)}
    assert listed == {who: int(pool.load[place]) for who, place in pool.place.items() if pool.load[place]}


@pytest.mark.parametrize("on", DAYS)
def test_as_many_pairs_end_soon_as_the_first_page_says(on: dt.date):
    found = attention(rows_on(on), on, declared().settings.pairing, keeps_outcomes=True)
    assert len(found[AttentionCause.ENDING]) == upcoming(demonstration(), on).ending_pairs


@pytest.mark.parametrize(
    ("days", "cause"), [(45, None), (46, AttentionCause.QUIET), (60, AttentionCause.QUIET), (61, AttentionCause.SILENT)]
)
def test_a_pair_without_a_contact_for_long_asks_for_a_hand_and_for_longer_all_the_more(
    days: int, cause: AttentionCause | None
):
    rows = pair_rows(roster(row(start="01.09.2023")), ON, declared())
    settings = declared().settings
    assert settings.quiet_after == (45, 60)
    quiet, silent = long_without_contact({0: days}, settings.quiet_after)
    found = attention(rows, ON, settings.pairing, keeps_outcomes=False, quiet=quiet, silent=silent)
    assert [each for each in (AttentionCause.QUIET, AttentionCause.SILENT) if found[each]] == ([cause] if cause else [])
