"""Who mentors whom: each pair once, what is special and what is small only where it is asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from data import demo
from data.loading import load
from data.roster import Roster
from metrics.disclosure.facts import SMALLEST_SHOWN
from metrics.indicators import declared
from metrics.pairs.flow import OUTSIDE, SMALL, Flow, flows
from metrics.pairs.pair_rows import PairPhase, pair_rows
from tests.metrics.rosters import lists

ON = dt.date(2024, 12, 31)
STUDENTS = """
    ФИО                      | Дата рождения | Класс | ОВЗ
    Ромашкина Верба Кедровна | 01.02.2010    | 8А    | да
    Клевер Ясень Тополевич   | 2009          | 9Б    | нет
    Осока Рябина Кленовна    | 03.03.2015    | 3А    | нет
"""
TEACHERS = """
    ФИО                       | Молодой специалист
    Липа Калина Дубравовна    | нет
    Можжевельник Явор Лесович | да
"""
PAIRS = """
    Наставник              | Наставляемый              | Форма наставничества  | Дата начала | Дата окончания
    Липа Калина Дубравовна | Ромашкина Верба Кедровна  | учитель – ученик      | 01.09.2024  |
    Липа Калина Дубравовна | Можжевельник Явор Лесович | учитель – учитель     | 01.09.2024  |
    Клевер Ясень Тополевич | Осока Рябина Кленовна     | ученик – ученик       | 01.09.2024  |
    Ёлкин Дуб Каштанович   | Клевер Ясень Тополевич    | работодатель – ученик | 01.09.2024  |
    Бузина Ива             | Клевер Ясень Тополевич    | иная                  | 01.09.2024  |
    Липа Калина Дубравовна | Клевер Ясень Тополевич    | учитель – ученик      | 01.09.2023  | 31.05.2024
"""


def found(roster: Roster, *, special: bool = False, small: bool = True) -> list[Flow]:
    return flows(pair_rows(roster, ON, declared()), roster, ON, declared(), special=special, small=small)


@pytest.mark.parametrize(("special", "of_verba"), [(False, "5–9 классы"), (True, "ОВЗ")])
def test_a_pair_in_force_counts_once_from_role_to_group_and_what_is_special_is_told_only_when_asked_for(
    special: bool, of_verba: str
):
    told = {
        (flow.role, flow.group): flow.count for flow in found(lists(STUDENTS, PAIRS, TEACHERS).roster, special=special)
    }
    assert told == {
        ("Учителя", of_verba): 1,
        ("Учителя", "Молодые специалисты"): 1,
        ("Ученики", "1–4 классы"): 1,
        ("Работодатели", "5–9 классы"): 1,
        (OUTSIDE, "5–9 классы"): 1,
    }


@pytest.mark.parametrize("special", [False, True])
def test_groups_of_few_pairs_stand_together_unless_they_are_asked_for_and_no_pair_is_lost(special: bool):
    roster = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    rows = [row for row in pair_rows(roster, ON, declared()) if row.phase is PairPhase.IN_FORCE]
    each, together = (found(roster, special=special, small=small) for small in (True, False))
    sizes: dict[str, int] = {}
    for flow in each:
        sizes[flow.group] = sizes.get(flow.group, 0) + flow.count
    few = {group for group, size in sizes.items() if size < SMALLEST_SHOWN}
    assert {flow.group for flow in together} == (sizes.keys() - few) | ({SMALL} if few else set())
    assert sum(flow.count for flow in each) == sum(flow.count for flow in together) == len(rows)
    special_titles = {group.title for group in declared().groups.values() if group.special}
    assert special or not [flow for flow in each for title in special_titles if title in flow.group]
