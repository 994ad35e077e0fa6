"""Declared groups: what does not fit is an error of loading.

What is special is hidden unless it says otherwise.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pydantic
import pytest

from data.periods import Period
from metrics.filters import Filters
from metrics.groups import Group
from metrics.indicators import PATH, Declarations, load
from metrics.required_columns import required_columns_of
from metrics.results import Status, results
from metrics.sensitive import is_special, special_titles
from tests.metrics.rosters import lists, numbered

DECLARED = load()
PERIOD = Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
WORDS = {"title": "ОВЗ", "described": "с отметкой", "absent": "нет отметки"}


def declared(tmp_path: Path, right: str, wrong: str) -> Declarations:
    """Returns the declarations of the file with a text in it replaced."""
    text = PATH.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path = tmp_path / "indicators.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('role = "either", group = "ovz"', 'role = "either", group = "deaf"', "indicator ovz: no such group"),
        ('people = "students"\ngroup = "ovz"', 'people = "students"\ngroup = "deaf"', "indicator ovz: no such group"),
        ('column = "ovz"', 'column = "deaf"', "groups.ovz\n.*no column deaf"),
        ('column = "ovz"', 'column = "sex"', "groups.ovz\n.*the absence of sex would be taken for a no"),
        ('column = "ovz"', 'column = "ovz"\nspecial = false', "groups.ovz\n.*differ in whether it is special"),
        (
            'стажа и даты рождения)"\nspecial = false\n',
            'стажа и даты рождения)"\n',
            "groups.young_specialists\n.*differ in whether it is special",
        ),
        ('title = "ОВЗ"', 'title = "Особые"', "groups.ovz\n.*free text could tell of «Особые»"),
        ('title = "ОВЗ"', 'title = "ОВЗ"\nwords = ["("]', "groups.ovz.words\n.*no regular expression"),
        ('column = "ovz"', 'column = "ovz"\nrule = "guess"', "groups.ovz.rule"),
    ],
)
def test_what_does_not_fit_a_group_is_named_at_load(tmp_path: Path, right: str, wrong: str, named: str):
    with pytest.raises(pydantic.ValidationError, match=named):
        declared(tmp_path, right, wrong)


def test_a_group_is_special_unless_it_says_otherwise():
    assert Group(people="students", column="ovz", **WORDS).special
    special = special_titles(DECLARED).split("; ")
    assert special == [group.title for group in DECLARED.groups.values() if group.special]
    assert {"ОВЗ", "СОП, персонифицированный учёт"} <= set(special)
    assert DECLARED.groups["young_specialists"].title not in special


def test_an_indicator_of_a_group_that_nobody_declared_is_hidden():
    [ovz] = (indicator for indicator in DECLARED.indicators if indicator.key == "ovz")
    unknown = ovz.part.model_copy(update={"group": "deaf"})
    assert is_special(ovz.model_copy(update={"part": unknown}), DECLARED)


def test_a_filter_by_an_unknown_group_is_no_silent_everybody():
    school = lists(
        "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А", "Наставник | Наставляемый | Дата начала"
    )
    with pytest.raises(KeyError, match="deaf"):
        results(school.roster, PERIOD, Filters(categories=frozenset({"deaf"})))


def test_a_group_of_registers_reads_their_days_by_whatever_column_it_is_declared(tmp_path: Path):
    """A group of one register holds from the day of entry to the day of removal."""
    declarations = declared(tmp_path, 'column = "ovz"', 'column = "pdn"\nlacking = "столбца «ПДН»"')
    roster = lists(
        "ФИО | Дата рождения | Класс | ПДН | Снят с ПДН\nКедров Ясень | 01.02.2008 | 7А | 01.09.2020 | 01.06.2021",
        "Наставник | Наставляемый | Форма наставничества | Дата начала\nНекто | Кедров Ясень | студент – ученик | 01.02.2021",
    ).roster
    days = {"2020-08-31": 0, "2020-09-01": 1, "2021-05-31": 1, "2021-06-01": 0}
    for on, whole in days.items():
        day = dt.date.fromisoformat(on)
        assert numbered(results(roster, Period(day, day), declarations=declarations))[4].headline.whole == whole


def test_an_age_of_teachers_needs_their_births(tmp_path: Path):
    declarations = declared(tmp_path, 'group = "young_specialists" }', 'group = "young_specialists", ages = [18, 30] }')
    teachers = "ФИО | Молодой специалист\nКедрова Ива | да"
    roster = lists(
        teachers=teachers, pairs="Наставник | Наставляемый | Дата начала\nКто-то | Кедрова Ива | 01.02.2021"
    ).roster
    assert numbered(results(roster, PERIOD))[3].headline.part == 1
    assert numbered(results(roster, PERIOD, declarations=declarations))[3].status is Status.NO_DATA
    assert ("teachers", (("birth",),), "столбца «Дата рождения»") in {
        (columns.table, columns.columns, columns.words)
        for columns in required_columns_of(declarations)
        if columns.number == 3
    }
