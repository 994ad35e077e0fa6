"""Who left within a period: reported, once, and only who would have counted."""

from __future__ import annotations

import pytest

from tests.metrics.rosters import lists, paired, part_of, share


def test_who_left_within_the_period_is_reported_and_not_counted():
    school = lists(
        "ФИО | Дата рождения | Класс | Дата выбытия\n"
        "Кедров Ясень | 01.02.2008 | 7А | 15.05.2021\nРомашкина Астра | 01.02.2008 | 7А | 15.05.2020\nКленов Агат | 01.02.2008 | 7А |",
        paired("Кедров Ясень", "Ромашкина Астра", "Кленов Агат"),
    )
    assert part_of(1, school) == (1, 1)
    assert share(1, school).left_in_period == 1


@pytest.mark.parametrize(
    ("left", "number_of_leavers"), [("31.12.2020", 0), ("01.01.2021", 1), ("31.12.2021", 1), ("01.01.2022", 0)]
)
def test_who_left_on_the_first_or_the_last_day_of_the_period_left_within_it(left: str, number_of_leavers: int):
    school = lists(
        f"ФИО | Дата рождения | Класс | Дата выбытия\nКедров Ясень | 01.02.2008 | 7А | {left}", paired("Кедров Ясень")
    )
    assert share(1, school).left_in_period == number_of_leavers


def test_only_who_would_have_counted_is_reported_to_have_left():
    school = lists(
        "ФИО | Дата рождения | Класс | ОВЗ | Дата выбытия\n"
        "Кедров Ясень | 01.02.2014 | 1А | да | 15.05.2021\nЯшмин Клён | 01.02.2008 | 7А | | 15.05.2021",
        paired("Кедров Ясень"),
    )
    assert [share(number, school).left_in_period for number in (1, 2, 4)] == [0, 0, 1]


def test_who_left_and_came_back_has_not_left():
    school = lists(
        "ФИО | Дата рождения | Класс | Дата зачисления | Дата выбытия\n"
        "Кедров Ясень | 01.02.2008 | 6А | 01.09.2015 | 01.02.2021\nКедров Ясень | 01.02.2008 | 7А | 01.09.2021 |",
        paired("Кедров Ясень"),
    )
    assert share(1, school).left_in_period == 0
    assert share(1, school, since="2021-02-01").left_in_period == 0
    assert share(1, school, on="2021-08-31").left_in_period == 1


def test_who_changed_over_within_a_day_has_not_left():
    school = lists(
        "ФИО | Дата рождения | Класс | Дата зачисления | Дата выбытия\n"
        "Кедров Ясень | 01.02.2008 | 6А | 01.09.2015 | 01.01.2021\nКедров Ясень | 01.02.2008 | 6Б | 01.01.2021 |",
        paired("Кедров Ясень"),
    )
    assert part_of(1, school) == (1, 1)
    assert share(1, school).left_in_period == 0


def test_who_left_twice_left_once():
    school = lists(
        "ФИО | Дата рождения | Класс | Дата зачисления | Дата выбытия\n"
        "Кедров Ясень | 01.02.2008 | 6А | 01.09.2015 | 01.02.2021\n"
        "Кедров Ясень | 01.02.2008 | 7А | 01.09.2021 | 01.11.2021",
        paired("Кедров Ясень"),
    )
    assert share(1, school).left_in_period == 1


def test_a_teacher_who_left_is_reported_like_a_pupil():
    school = lists(
        teachers="ФИО | Молодой специалист | Дата увольнения\nКедрова Ива | да | 01.06.2021\nКленова Азалия | да |",
        pairs="Наставник | Наставляемый | Форма наставничества | Дата начала\n"
        "Кленова Азалия | Кедрова Ива | учитель – учитель | 01.09.2020",
    )
    assert part_of(3, school) == (0, 1)
    assert share(3, school).left_in_period == 1
