"""Goals of years, the line of the plan, statuses, missing people, ceilings.

All are exact.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pydantic
import pytest

from data.roadmap.model import SEED_SCHOOL
from metrics.goals import Goal, goal_of_year, line
from metrics.indicators import PATH, load
from metrics.method import goal_rules
from metrics.results import Share, Status, assessed, results
from metrics.settings import goals_are_its_own
from tests.data.lists import KNOWN
from tests.metrics.rosters import lists, numbered, paired, pupils, pupils_with_ovz, share

DECLARED = load()
BY_KEY = {indicator.key: indicator for indicator in DECLARED.indicators}
OVZ, AT_RISK = BY_KEY["ovz"], BY_KEY["at_risk"]


@pytest.mark.parametrize(("covered", "status"), [(54, Status.REACHED), (53, Status.BEHIND)])
def test_54_of_432_is_exactly_12_5_percent_and_53_is_not(covered: int, status: Status):
    result = share(1, pupils(covered, 432))
    assert (result.headline.part, result.headline.whole) == (covered, 432)
    assert result.status is status


def test_the_goals_are_those_of_the_roadmap():
    goals = {indicator.number: [goal * 100 for goal in indicator.goals.values()] for indicator in DECLARED.indicators}
    roadmap = {
        1: [Fraction(25, 2), 15],
        2: [Fraction(1, 5), Fraction(1, 2)],
        3: [0, 100],
        4: [14, 28],
        5: [33, 50],
    }
    assert {number: goals[number] for number in roadmap} == roadmap
    assert all(list(indicator.goals) == [2021, 2024] for indicator in DECLARED.indicators)


@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_through_2021_the_goal_is_that_of_2021(year: int):
    goal = goal_of_year(OVZ, year)
    assert (goal.value, goal.declared) == (Fraction(14, 100), True)


@pytest.mark.parametrize("year", [2024, 2025, 2030])
def test_from_2024_the_goal_is_that_of_2024(year: int):
    goal = goal_of_year(OVZ, year)
    assert (goal.value, goal.declared) == (Fraction(28, 100), True)


@pytest.mark.parametrize(("year", "days"), [(2022, 365), (2023, 730)])
def test_between_them_the_goal_is_on_the_straight_line_and_not_declared(year: int, days: int):
    goal = goal_of_year(OVZ, year)
    span = (dt.date(2024, 12, 31) - dt.date(2021, 12, 31)).days
    assert goal.value == Fraction(14, 100) + Fraction(14, 100) * Fraction(days, span)
    assert not goal.declared


def test_the_line_rises_from_the_roadmaps_day_through_both_goals_and_is_level_after():
    starts = DECLARED.line_starts
    assert starts == dt.date(2020, 11, 9)
    assert line(AT_RISK, dt.date(2020, 1, 1), starts) == line(AT_RISK, starts, starts) == 0
    assert line(AT_RISK, dt.date(2020, 11, 10), starts) == Fraction(33, 100) / (dt.date(2021, 12, 31) - starts).days
    assert line(AT_RISK, dt.date(2021, 12, 31), starts) == Fraction(33, 100)
    assert line(AT_RISK, dt.date(2022, 1, 1), starts) > Fraction(33, 100)
    assert line(AT_RISK, dt.date(2024, 12, 31), starts) == line(AT_RISK, dt.date(2031, 5, 5), starts) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("covered", "on", "status"),
    [
        (2, "2021-01-15", Status.REACHED),  # 1/7 is over 14 %: the year's goal may be reached before its end
        (1, "2021-12-31", Status.BEHIND),
        (1, "2021-04-30", Status.ON_TRACK),
        (0, "2020-11-09", Status.ON_TRACK),
        (0, "2020-11-10", Status.BEHIND),
    ],
)
def test_below_the_goal_the_line_of_that_very_day_decides(covered: int, on: str, status: Status):
    names = [f"Ромашкина Астра {letter}" for letter in "абвгдежзиклмно"]
    rows = "\n".join(f"{name} | 01.02.2012 | 3А | да" for name in names)
    school = lists(f"ФИО | Дата рождения | Класс | ОВЗ\n{rows}", paired(*(names[:covered] or ["Чужой Кедр"])))
    result = share(4, school, on=on)
    assert result.headline.value == Fraction(covered, 14)
    assert result.status is status


def test_a_goal_of_0_percent_is_not_assessed_and_counts_in_no_3_of_5():
    school = lists(
        teachers="ФИО | Молодой специалист\nКедрова Ива | да\nМорошкина Лаванда |",
        pairs="Наставник | Наставляемый | Форма наставничества | Дата начала\n"
        "Морошкина Лаванда | Кедрова Ива | учитель – учитель | 01.09.2021",
    )
    shares = results(school.roster, share(3, school).period)
    assert numbered(shares)[3].status is Status.NOT_ASSESSED
    assert assessed(shares) == (0, 0)
    assert share(3, school, on="2022-12-31").status is Status.REACHED


def test_an_empty_whole_is_no_data_and_not_0():
    school = lists("ФИО | Дата рождения | Класс | ОВЗ\nКедров Ясень | 01.02.2008 | 7А |", paired("Кедров Ясень"))
    result = share(4, school)
    assert result.status is Status.NO_DATA
    assert result.headline.value is None
    assert result.headline.missing(Fraction(1, 2)) is None


@pytest.mark.parametrize("missing", ["students", "pairs", "ovz", "at_risk"])
def test_a_missing_list_or_column_is_no_data(missing: str):
    header = (
        "ФИО | Дата рождения | Класс"
        + ("" if missing == "ovz" else " | ОВЗ")
        + ("" if missing == "at_risk" else " | СОП")
    )
    students = "" if missing == "students" else f"{header}\nКедров Ясень | 01.02.2008 | 7А | да | да"
    school = lists(
        students, "" if missing == "pairs" else paired("Кедров Ясень"), "ФИО | Молодой специалист\nКедрова Ива | да"
    )
    without = {
        result.indicator.number
        for result in results(school.roster, share(1, school).period)
        if result.status is Status.NO_DATA
    }
    assert without & KNOWN == {"students": {1, 2, 4, 5}, "pairs": {1, 2, 3, 4, 5}, "ovz": {4}, "at_risk": {5}}[missing]
    named = {int(finding.value or 0) for finding in school.findings if finding.code == "no_data_for_indicator"}
    assert named == without


def test_missing_people_are_the_goal_of_the_whole_rounded_up_less_the_part():
    declared = DECLARED.wholes["all_students"]
    reading = Share("all_students", declared, 54, 432, 200)
    assert reading.missing(Fraction(125, 1000)) == 0
    assert reading.missing(Fraction(15, 100)) == 11
    assert reading.missing(Fraction(1, 1000)) == 0


def test_both_readings_of_the_fifth_are_there_and_the_literal_one_tells_its_ceiling():
    school = lists(
        "ФИО | Дата рождения | Класс | СОП\nКедров Ясень | 01.02.2008 | 7А | да\nКленов Агат | 01.02.2008 | 7А |\nЯшмин Клён | 01.02.2008 | 7А |",
        paired("Кедров Ясень"),
    )
    result = share(5, school)
    assert result.headline.value == 1
    [literal] = result.other_readings
    assert (literal.reading, literal.value, literal.ceiling) == ("all_students", Fraction(1, 3), Fraction(1, 3))


def test_a_goal_above_the_ceiling_is_named_unreachable():
    school = lists(
        "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А\n"
        + "\n".join(f"Ромашкина Астра {letter} | 01.02.2014 | 1А" for letter in "абвгдеж"),
        paired("Кедров Ясень"),
    )
    assert share(1, school).headline.ceiling == Fraction(1, 8)
    assert share(1, school).unreachable == [2024]


def test_distance_counts_those_of_the_part_with_a_remote_or_mixed_pair():
    school = lists(
        "ФИО | Дата рождения | Класс | ОВЗ\nКедров Ясень | 01.02.2008 | 7А | да\nКленов Агат | 01.02.2008 | 7А | да\nЯшмин Клён | 01.02.2008 | 7А | да",
        "Наставник | Наставляемый | Форма наставничества | Формат | Дата начала\n"
        "Внешний А | Кедров Ясень | студент – ученик | очный | 01.09.2021\n"
        "Внешний Б | Кедров Ясень | студент – ученик | дистанционный | 01.09.2021\n"
        "Внешний В | Кленов Агат | студент – ученик | смешанный | 01.09.2021\n"
        "Внешний Г | Яшмин Клён | студент – ученик | очный | 01.09.2021",
    )
    assert share(4, school).distance == 2
    assert share(4, school).headline.part == 3


def test_every_reading_names_the_years_whose_goal_lies_above_its_ceiling():
    school = lists(
        "ФИО | Дата рождения | Класс | СОП\nКедров Ясень | 01.02.2008 | 7А | да\n"
        + "\n".join(f"Ромашкина Астра {letter} | 01.02.2008 | 7А |" for letter in "абв"),
        paired("Кедров Ясень"),
    )
    result = share(5, school)
    assert result.headline.unreachable(result.goals) == result.unreachable == []
    assert result.other_readings[0].ceiling == Fraction(1, 4)
    assert result.other_readings[0].unreachable(result.goals) == [2021, 2024]


@pytest.mark.parametrize(
    ("covered", "on", "status"),
    [
        (17, "2021-12-31", Status.REACHED),  # 17 % against 14
        (17, "2022-01-01", Status.ON_TRACK),  # the line of that day is just over 14 %, the year's goal near 19
        (17, "2022-12-31", Status.BEHIND),
        (19, "2022-12-31", Status.REACHED),  # 18,66… % is the intermediate value
        (19, "2023-01-02", Status.ON_TRACK),
        (27, "2024-12-30", Status.BEHIND),
        (28, "2024-12-31", Status.REACHED),
        (27, "2030-06-30", Status.BEHIND),
        (28, "2030-06-30", Status.REACHED),
    ],
)
def test_a_status_is_of_the_years_goal_and_the_days_line(covered: int, on: str, status: Status):
    school = pupils_with_ovz(covered, 100)
    result = share(4, school, on=on)
    assert result.headline.value == Fraction(covered, 100)
    assert result.status is status


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('goals = { 2021 = "12.5"', "goals = { 2021 = 12.5", "indicators.0.goals.2021"),
        ('goals = { 2021 = "12.5"', 'goals = { 2021 = "12,5"', "indicators.0.goals.2021"),
        ('goals = { 2021 = "12.5"', 'goals = { 2021 = "112.5"', "indicators.0.goals.2021"),
        ('"at_risk_minors", "all', '"nobody", "all', "at_risk: no such whole"),
        ("number = 2", "number = 1", r"two indicators have one number: \[1\]"),
        ('role = "mentee", ages = [11, 18]', 'role = "friend", ages = [11, 18]', "indicators.0.part.role"),
        ('role = "mentee", ages = [11, 18]', 'role = "mentee", ages = [18, 11]', "indicators.0.part"),
        ('group = "ovz" }', 'group = "young_specialists" }', "ovz: its readings and groups"),
        (
            'goals = { 2021 = "14", 2024 = "28" }',
            'goals = { 2024 = "28", 2021 = "14" }',
            "ovz: goals are not in the order",
        ),
        ("headline_readings = {}", 'headline_readings = { ovz = "all_students" }', "ovz has no reading all_students"),
        ("own_goals = {}", 'own_goals = { nobody = { 2023 = "20" } }', "own_goals: nobody"),
        ("own_goals = {}", "own_goals = { ovz = {} }", "own_goals: ovz"),
        ("own_goals = {}", 'own_goals = { ovz = { 2019 = "20" } }', "own_line_starts"),
        ("counted_registers = []", 'counted_registers = ["ovd"]', "settings.counted_registers"),
        ('short = "Наставники', 'shirt = "Наставники', "indicators.1.shirt"),
    ],
)
def test_a_fault_in_the_declarations_is_named_at_load(tmp_path: Path, right: str, wrong: str, named: str):
    text = PATH.read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "indicators.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(pydantic.ValidationError, match=named):
        load(path)


def test_a_setting_swaps_the_readings_of_the_fifth_and_another_puts_own_goals_in_the_place_of_those_declared():
    own = {2027: Fraction(1, 2), 2025: Fraction(3, 4)}  # neither in the order of years nor rising
    settings = DECLARED.settings.model_copy(
        update={"headline_readings": {"at_risk": "all_students"}, "own_goals": {"ovz": own}}
    )
    declarations = load(settings=settings)
    by_key = {indicator.key: indicator for indicator in declarations.indicators}
    assert by_key["at_risk"].readings == ("all_students", "at_risk_minors")
    assert {year: goal_of_year(by_key["ovz"], year).value for year in own} == own
    assert goal_of_year(by_key["ovz"], 2024) == Goal(2024, own[2025], True)
    assert goal_of_year(by_key["ovz"], 2026) == Goal(2026, Fraction(5, 8), False)
    assert by_key["mentees"].goals == BY_KEY["mentees"].goals


def test_the_line_of_a_school_s_plan_starts_on_its_own_day():
    starts = dt.date(2024, 9, 1)
    settings = DECLARED.settings.model_copy(
        update={"own_goals": {key: {2025: Fraction(1, 2)} for key in BY_KEY}, "own_line_starts": starts}
    )
    declarations = load(settings=settings)
    assert declarations.line_starts == starts
    assert line(declarations.indicators[0], starts, declarations.line_starts) == 0
    assert line(declarations.indicators[0], dt.date(2025, 12, 31), declarations.line_starts) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({"school": ""}, True),  # the demonstration's
        ({"school": SEED_SCHOOL}, True),
        ({"school": "Школа под липами"}, False),
        ({"school": "Школа под липами", "goals_confirmed": True}, True),
        ({"school": "Школа под липами", "own_goals": {key: {2025: Fraction(1, 2)} for key in BY_KEY}}, True),
        ({"school": "Школа под липами", "own_goals": {"ovz": {2025: Fraction(1, 2)}}}, False),
    ],
)
def test_goals_are_a_school_s_own_when_it_has_confirmed_them_or_set_all_or_they_come_from_its_roadmap(
    changes, known: bool
):
    assert goals_are_its_own(DECLARED.settings.model_copy(update=changes)) is known


def test_the_years_between_goals_are_named_as_they_are():
    assert any("(2022 и 2023)" in rule for rule in goal_rules(DECLARED))
    own = {key: {2025: Fraction(1, 2), 2027: Fraction(1, 2)} for key in BY_KEY}
    between = goal_rules(load(settings=DECLARED.settings.model_copy(update={"own_goals": own})))
    assert any("(2026)" in rule for rule in between)
    one_year = {key: {2025: Fraction(1, 2)} for key in BY_KEY}
    level = goal_rules(load(settings=DECLARED.settings.model_copy(update={"own_goals": one_year})))
    assert not any("промежуточное" in rule for rule in level)


def test_without_a_mode_column_nobody_can_tell_of_distance():
    school = lists("ФИО | Дата рождения | Класс | ОВЗ\nКедров Ясень | 01.02.2008 | 7А | да", paired("Кедров Ясень"))
    assert share(4, school).headline.part == 1
    assert share(4, school).distance is None
