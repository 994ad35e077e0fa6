"""Who is a young specialist: by the school's own column, else by experience and age."""

from __future__ import annotations

import pytest

from metrics.results import Status
from tests.metrics.rosters import lists, paired, part_of, set_to, share


@pytest.mark.parametrize(
    ("oldest", "experience", "whole"), [(35, 3, 1), (34, 3, 0), (35, 2, 0), (25, 1, 0), (60, 3, 2), (60, 40, 3)]
)
def test_the_bounds_of_a_computed_young_specialist_are_settings(oldest: int, experience: int, whole: int):
    school = lists(
        teachers="ФИО | Дата рождения | Стаж\nКедрова Ива | 01.06.1986 | 2\n"
        "Кленова Азалия | 01.06.1962 | 1\nМорошкина Лаванда | 01.06.1962 | 30",
        pairs=paired("Чужой Кедр"),
    )
    bounds = set_to(young_specialist_oldest=oldest, young_specialist_experience=experience)
    assert share(3, school, settings=bounds).headline.whole == whole


def test_without_experience_or_birth_date_nobody_can_tell_who_is_a_young_specialist():
    for columns in ("Стаж", "Дата рождения", "Дата приёма"):
        school = lists(teachers=f"ФИО | {columns}\nКедрова Ива | ", pairs=paired("Чужой Кедр"))
        assert share(3, school).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("birth", "experience", "whole"),
    [("01.01.1986", "2", 1), ("01.01.1986", "2 года 11 месяцев", 1), ("01.01.1986", "3", 0), ("31.12.1985", "1", 0)],
)
def test_without_a_column_a_young_specialist_has_under_3_years_and_is_at_most_35(
    birth: str, experience: str, whole: int
):
    school = lists(
        teachers=f"ФИО | Дата рождения | Стаж\nКедрова Ива | {birth} | {experience}",
        pairs="Наставник | Наставляемый | Форма наставничества | Дата начала\nВнешний Наставник | Кедрова Ива | учитель – учитель | 01.09.2021",
    )
    assert share(3, school, on="2021-12-31").headline.whole == whole


@pytest.mark.parametrize(("on", "whole"), [("2021-12-30", 1), ("2021-12-31", 0)])
def test_at_36_nobody_is_a_young_specialist_by_computation(on: str, whole: int):
    school = lists(
        teachers="ФИО | Дата рождения | Стаж\nКедрова Ива | 31.12.1985 | 1",
        pairs="Наставник | Наставляемый | Форма наставничества | Дата начала\nВнешний Наставник | Внешний Подопечный | студент – ученик | 01.09.2021",
    )
    assert share(3, school, on=on).headline.whole == whole


def test_the_schools_own_column_wins_and_an_empty_cell_means_no():
    school = lists(
        teachers="ФИО | Дата рождения | Стаж | Молодой специалист\nКедрова Ива | 01.02.1960 | 30 | да\nКленова Азалия | 01.02.1999 | 1 |",
        pairs="Наставник | Наставляемый | Форма наставничества | Дата начала\nКленова Азалия | Кедрова Ива | учитель – учитель | 01.09.2021",
    )
    assert part_of(3, school) == (1, 1)
