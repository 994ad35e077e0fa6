"""What of a roster an account sees: rows, columns, the other side of a pair, and the same shares as under a filter."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest

from access.model import Account, Role
from access.narrowing import narrowed, narrowed_lists, scope
from data import demo
from data.contracts import TABLES
from data.loading import Lists, load
from data.periods import year_to_date
from data.roster import Roster
from metrics.filters import Filters
from metrics.indicators import load as declarations
from metrics.pairs.pair_rows import pair_rows
from metrics.results import Result, results
from tests.metrics.rosters import lists

STUDENTS = """
    ФИО                      | Дата рождения | Класс | ОВЗ | СОП
    Ромашкина Липа Кленовна  | 01.02.2008    | 7А    | да  | да
    Василькова Ива Дубовна   | 03.04.2008    | 7А    | нет | нет
    Тюльпанов Кедр Ясеневич  | 05.06.2006    | 9Б    | да  | нет
    Тюльпанов Мак Ясеневич   | 07.08.2006    | 9Б    | нет | нет
"""
TEACHERS = """
    ФИО                      | Дата рождения | Должность | Стаж  | Молодой специалист
    Соснова Рябина Еловна    | 01.01.1980    | учитель   | 20    | нет
    Берёзова Верба Ольховна  | 01.01.1998    | учитель   | 1     | да
"""
PAIRS = """
    Наставник               | Наставляемый            | Форма наставничества | Дата начала
    Соснова Рябина Еловна   | Ромашкина Липа Кленовна | педагог – ученик     | 01.09.2020
    Тюльпанов Кедр Ясеневич | Василькова Ива Дубовна  | ученик – ученик      | 01.09.2020
    Соснова Рябина Еловна   | Тюльпанов Мак Ясеневич  | педагог – ученик     | 01.09.2020
    Соснова Рябина Еловна   | Берёзова Верба Ольховна | педагог – педагог    | 01.09.2020
"""


def school() -> Lists:
    return lists(STUDENTS, PAIRS, TEACHERS)


def class_teacher(*classes: str, person: tuple[str, str, str] | None = None) -> Account:
    return Account(1, "teacher", "Верба Ольха", Role.CLASS_TEACHER, frozenset(classes), person)


def mentor(name: str, table: str = "teachers", birth: str = "") -> Account:
    return Account(2, "mentor", "Рябина Ель", Role.MENTOR, frozenset(), (table, name, birth))


def names(frame: Any) -> set[str]:
    return set(frame["name"])


def texts(roster: Roster) -> str:
    """Returns every cell of a roster."""
    return " ".join(getattr(roster, name).to_csv() for name in TABLES if getattr(roster, name) is not None)


@cache
def demonstration() -> Roster:
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


def test_a_class_teacher_sees_the_pupils_of_own_classes_alone() -> None:
    seen = narrowed(school().roster, class_teacher("7А"))
    assert names(seen.students) == {"Ромашкина Липа Кленовна", "Василькова Ива Дубовна"}


def test_a_class_teacher_of_two_classes_sees_both_and_of_none_nobody() -> None:
    assert len(narrowed(school().roster, class_teacher("7А", "9Б")).students) == 4
    nobody = narrowed(school().roster, class_teacher())
    assert [len(getattr(nobody, name)) for name in TABLES] == [0, 0, 0]


def test_a_class_that_was_renamed_shows_nobody_to_its_teacher() -> None:
    assert narrowed(school().roster, class_teacher("7В")).students.empty


def test_a_mentor_of_another_class_stands_in_the_pair_by_name_alone() -> None:
    seen = narrowed(school().roster, class_teacher("7А"))
    row = next(
        row for row in pair_rows(seen, seen.as_of, declarations()) if row.mentor.name == "Тюльпанов Кедр Ясеневич"
    )
    assert row.mentor.person is None
    assert row.mentee.person is not None


def test_of_a_teacher_who_mentors_in_the_class_only_name_and_position_are_seen() -> None:
    seen = narrowed(school().roster, class_teacher("7А"))
    assert names(seen.teachers) == {"Соснова Рябина Еловна"}
    assert set(seen.teachers.columns) == {"name", "position", "person"}


def test_who_went_over_to_another_class_is_seen_by_its_teacher_alone() -> None:
    moved = lists(
        """
        ФИО                     | Дата рождения | Класс | Дата зачисления | Дата выбытия
        Ромашкина Липа Кленовна | 01.02.2008    | 7А    | 01.09.2019      | 01.03.2020
        Ромашкина Липа Кленовна | 01.02.2008    | 9Б    | 01.09.2020      |
        """
    ).roster
    assert len(moved.students) == 2
    assert narrowed(moved, class_teacher("7А")).students.empty
    assert len(narrowed(moved, class_teacher("9Б")).students) == 2


def test_a_class_teacher_who_mentors_elsewhere_sees_own_pairs_too_and_their_mentees_by_name_alone() -> None:
    seen = narrowed(school().roster, class_teacher("9Б", person=("teachers", "Соснова Рябина Еловна", "1980-01-01")))
    assert names(seen.students) == {"Тюльпанов Кедр Ясеневич", "Тюльпанов Мак Ясеневич"}
    assert "Ромашкина Липа Кленовна" in set(seen.pairs["mentee"])


def test_a_mentor_sees_own_pairs_and_who_is_in_them() -> None:
    seen = narrowed(school().roster, mentor("Тюльпанов Кедр Ясеневич", "students"))
    assert names(seen.students) == {"Тюльпанов Кедр Ясеневич", "Василькова Ива Дубовна"}
    assert len(seen.pairs) == 1


def test_a_mentor_sees_neither_health_nor_registers_nor_birth() -> None:
    seen = narrowed(school().roster, mentor("Соснова Рябина Еловна"))
    assert not set(seen.students.columns) & {"ovz", "at_risk", "at_risk_since", "birth", "birth_latest"}


@pytest.mark.parametrize("birth", ["", "1980-01-01"])
def test_a_mentor_is_known_by_name_and_birth(birth: str) -> None:
    assert len(narrowed(school().roster, mentor("Соснова Рябина Еловна", birth=birth)).pairs) == 3


def test_another_day_of_birth_is_another_person() -> None:
    assert narrowed(school().roster, mentor("Соснова Рябина Еловна", birth="1981-01-01")).pairs.empty


def test_of_namesakes_no_mentor_sees_anybodys_pairs() -> None:
    alike = lists(
        STUDENTS, PAIRS, TEACHERS + "    Соснова Рябина Еловна    | 02.02.1990    | учитель   | 5     | нет\n"
    )
    assert narrowed(alike.roster, mentor("Соснова Рябина Еловна")).pairs.empty


def test_a_mentor_who_is_nobody_in_the_lists_sees_nothing() -> None:
    account = Account(2, "mentor", "Рябина Ель", Role.MENTOR)
    assert [len(getattr(narrowed(school().roster, account), name)) for name in TABLES] == [0, 0, 0]


def test_whoever_looks_at_figures_has_no_lists() -> None:
    seen = narrowed(school().roster, Account(3, "viewer", "Клён", Role.VIEWER))
    assert (seen.students, seen.teachers, seen.pairs) == (None, None, None)
    assert seen.as_of == school().roster.as_of


@pytest.mark.parametrize("role", [Role.HEAD, Role.COORDINATOR])
def test_who_keeps_the_lists_sees_them_whole(role: Role) -> None:
    account = Account(4, "keeper", "Дуб", role)
    assert narrowed_lists(school(), account) is school()
    assert narrowed_lists(school(), None) is school()


def test_findings_and_cells_of_the_files_are_for_those_who_keep_the_lists() -> None:
    seen = narrowed_lists(school(), class_teacher("7А"))
    assert (seen.sheets, seen.blocks, seen.findings) == ([], [], [])
    assert seen.counts == {"students": 2, "teachers": 1, "pairs": 2}


def test_a_column_of_which_nothing_is_declared_is_seen_by_no_narrow_role() -> None:
    roster = school().roster
    widened = Roster(roster.students.assign(diagnosis="тайна"), roster.teachers, roster.pairs, roster.as_of)
    assert "тайна" not in texts(narrowed(widened, class_teacher("7А")))
    assert "тайна" not in texts(narrowed(widened, mentor("Соснова Рябина Еловна")))


def test_shares_of_a_class_are_those_that_a_filter_by_class_gives() -> None:
    whole = demonstration()
    period = year_to_date(whole.as_of)
    for name in sorted(whole.students["class_name"].unique()):
        own = results(narrowed(whole, class_teacher(name)), period)
        filtered = results(whole, period, Filters(classes=frozenset({name})))
        assert [_counts(result) for result in own] == [_counts(result) for result in filtered]


def _counts(result: Result) -> tuple[int | None, ...]:
    share = result.headline
    return share.part, share.whole, share.could, result.distance, result.left_in_period


def test_nobody_of_another_class_is_named_to_a_class_teacher_but_the_other_side_of_own_pairs() -> None:
    whole = demonstration()
    for name in sorted(whole.students["class_name"].unique()):
        seen = narrowed(whole, class_teacher(name))
        beside = set(seen.pairs["mentor"]) | set(seen.pairs["mentee"])
        others = set(whole.students.loc[whole.students["class_name"] != name, "name"]) - beside - names(seen.students)
        text = texts(seen)
        assert not [other for other in others if other in text]


def test_scopes_of_accounts_that_see_different_people_differ() -> None:
    accounts = [
        None, class_teacher("7А"), class_teacher("9Б"), class_teacher("7А", "9Б"), mentor("Соснова Рябина Еловна"),
        mentor("Берёзова Верба Ольховна"), Account(5, "viewer", "Клён", Role.VIEWER),
        class_teacher("7А", person=("teachers", "Соснова Рябина Еловна", "")),
    ]  # fmt: skip
    assert len({scope(account) for account in accounts}) == len(accounts)
    assert scope(Account(6, "head", "Дуб", Role.HEAD)) == scope(None) == ""


def test_a_narrowed_roster_keeps_its_day() -> None:
    assert narrowed(school().roster, class_teacher("7А")).as_of == school().roster.as_of
    assert isinstance(school().roster.as_of, dt.date)
