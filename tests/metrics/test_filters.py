"""Filters, breakdowns and explanations (domain.md, «Filters»)."""

from __future__ import annotations

import pytest

from data.period import year_to_date
from metrics.attention import attention
from metrics.breakdown import Slice, by_class, coverage
from metrics.explain import standings
from metrics.indicators import load
from metrics.population import Filters
from metrics.results import Status, results
from tests.metrics.rosters import END_2021, day, lists, part_of, share

DECLARED = load()
TOLD = lists(
    """
    ФИО             | Дата рождения | Класс | ОВЗ | СОП | Дата выбытия
    Кедров Ясень    | 01.02.2008    | 7А    | да  |     |
    Кленов Агат     | 01.02.2008    | 7Б    |     | да  |
    Яшмин Клён      | 01.02.2009    | 6А    | да  | да  |
    Ромашкина Астра | 01.02.2004    | 11А   |     |     |
    Фиалкина Ива    | 01.02.2012    | 4А    |     |     |
    Ушедший Тополь  | 01.02.2008    | 7А    | да  |     | 01.06.2021
    """,
    """
    Наставник         | Наставляемый | Форма наставничества  | Формат        | Дата начала | Дата окончания
    Ромашкина Астра   | Кедров Ясень | ученик – ученик       | очный         | 01.09.2020  |
    Внешний Наставник | Яшмин Клён   | студент – ученик      | дистанционный | 01.09.2021  | 20.01.2022
    Педагогова Весна  | Кленов Агат  | учитель – ученик      | смешанный     | 01.10.2021  |
    Педагогова Весна  | Новикова Рябинка | учитель – учитель | очный        | 01.10.2021  |
    """,
    """
    ФИО              | Молодой специалист
    Педагогова Весна |
    Новикова Рябинка | да
    Морошкина Лаванда | да
    """,
)
PERIOD = year_to_date(day(END_2021))


def test_a_people_filter_narrows_part_and_whole():
    assert part_of(1, TOLD) == (3, 5)
    assert part_of(1, TOLD, filters=Filters(categories=frozenset({"ovz"}))) == (2, 2)
    assert part_of(1, TOLD, filters=Filters(classes=frozenset({"7Б"}))) == (1, 1)
    assert part_of(1, TOLD, filters=Filters(grades=frozenset({7}))) == (2, 2)
    assert part_of(1, TOLD, filters=Filters(ages=(9, 12))) == (1, 2)


def test_the_categories_of_pupils_unite():
    assert part_of(1, TOLD, filters=Filters(categories=frozenset({"ovz", "at_risk"}))) == (3, 3)


@pytest.mark.parametrize(
    ("filters", "part"),
    [
        (Filters(forms=frozenset({"student_student"})), 1),
        (Filters(modes=frozenset({"remote", "mixed"})), 2),
        (Filters(mentor_roles=frozenset({"teacher"})), 1),
        (Filters(mentor_roles=frozenset({"undergraduate", "student"})), 2),
    ],
)
def test_a_pair_filter_narrows_the_part_alone(filters: Filters, part: int):
    assert part_of(1, TOLD, filters=filters) == (part, 5)


def test_a_filter_of_other_people_does_not_concern_a_share():
    of_pupils = results(TOLD.roster, PERIOD, Filters(categories=frozenset({"ovz"})))
    assert [one.status is Status.NOT_APPLICABLE for one in of_pupils] == [False, False, True, False, False]
    of_teachers = results(TOLD.roster, PERIOD, Filters(categories=frozenset({"young_specialists"})))
    assert [one.status is Status.NOT_APPLICABLE for one in of_teachers] == [True, True, False, True, True]
    of_both = results(TOLD.roster, PERIOD, Filters(categories=frozenset({"ovz", "young_specialists"})))
    assert Status.NOT_APPLICABLE not in [one.status for one in of_both]


def test_an_empty_group_is_no_data():
    assert share(1, TOLD, filters=Filters(classes=frozenset({"9В"}))).status is Status.NO_DATA


def test_the_coverage_of_a_class_counts_either_role():
    found = {one.label: (one.part, one.whole) for one in coverage(TOLD.roster, PERIOD, Filters(), DECLARED.settings)}
    assert found == {"4А": (0, 1), "6А": (1, 1), "7А": (1, 1), "7Б": (1, 1), "11А": (1, 1)}


def test_a_breakdown_by_class_adds_up_to_the_share():
    for indicator, result in zip(DECLARED.indicators, results(TOLD.roster, PERIOD), strict=True):
        found = standings(TOLD.roster, PERIOD, Filters(), indicator, DECLARED, DECLARED.settings)
        assert sum(one.counts for one in found) == result.headline.part
        assert sum(one.could_count for one in found) == result.headline.could
        slices: list[Slice] = by_class(found)
        if slices:
            assert sum(one.part for one in slices) == result.headline.part


def test_every_person_is_told_the_first_reason_that_keeps_him_out():
    found = standings(TOLD.roster, PERIOD, Filters(), DECLARED.indicators[0], DECLARED, DECLARED.settings)
    reasons = {one.name: one.reason for one in found}
    assert "выбыл 01.06.2021" in reasons["Ушедший Тополь"]
    assert "9 лет" in reasons["Фиалкина Ива"]
    assert "нет действующей пары" in reasons["Ромашкина Астра"]
    assert "учтён" in reasons["Кедров Ясень"]
    [pair] = next(one.pairs for one in found if one.name == "Кедров Ясень")
    assert "Ромашкина Астра" in pair
    assert "01.09.2020" in pair


def test_pairs_that_end_within_30_days_and_pupils_without_a_birth_date_ask_for_attention():
    seen = attention(TOLD.roster, day(END_2021))
    assert seen.ending_pairs == 1
    assert attention(TOLD.roster, day("2021-12-20")).ending_pairs == 0
    assert seen.students_without_birth == 0
