"""Ages, enrolment, pairs and registers on the very day.

Rules: docs/domain.md, «Who counts».
"""

from __future__ import annotations

import datetime as dt

import pytest

from data.periods import full_years, latest_birth, quarter_end, quarter_ends, school_year_to_date
from metrics.leavers import enrolled_counts
from metrics.results import Status
from tests.metrics.rosters import lists, paired, part_of, set_to, share


def one_pupil(birth: str, start: str = "01.01.2018") -> object:
    return lists(f"ФИО | Дата рождения | Класс\nРомашкина Астра | {birth} | 7А", paired("Ромашкина Астра", start=start))


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        ("2010-03-15", "2021-03-14", 10),
        ("2010-03-15", "2021-03-15", 11),
        ("2008-02-29", "2021-02-28", 12),
        ("2008-02-29", "2021-03-01", 13),
        ("2008-02-29", "2024-02-29", 16),
        ("2010-12-31", "2021-12-30", 10),
        ("2010-12-31", "2021-12-31", 11),
    ],
)
def test_full_years_change_on_the_birthday(birth: str, on: str, years: int):
    assert full_years(dt.date.fromisoformat(birth), dt.date.fromisoformat(on)) == years


def test_the_latest_birth_of_an_age_agrees_with_full_years_on_every_day_of_four_years():
    days = [dt.date(2019, 12, 1) + dt.timedelta(days=number) for number in range(0, 1500, 7)]
    leap = [dt.date(2020, 2, 28), dt.date(2020, 2, 29), dt.date(2020, 3, 1), dt.date(2021, 2, 28), dt.date(2021, 3, 1)]
    for on in (*days, *leap):
        for years in (0, 11, 15, 18, 35):
            latest = latest_birth(on, years)
            assert full_years(latest, on) >= years
            assert full_years(latest + dt.timedelta(days=1), on) < years


@pytest.mark.parametrize(
    ("birth", "counts"),
    [("01.01.2011", 0), ("31.12.2010", 1), ("01.01.2010", 1), ("01.01.2003", 1), ("31.12.2002", 0)],
)
def test_the_first_share_holds_from_11_to_18_full_years_both_inclusive(birth: str, counts: int):
    assert part_of(1, one_pupil(birth)) == (counts, 1)


@pytest.mark.parametrize(
    ("birth", "counts"), [("01.01.2007", 0), ("31.12.2006", 1), ("01.01.2003", 1), ("31.12.2002", 0)]
)
def test_the_second_share_holds_mentors_from_15_to_18(birth: str, counts: int):
    school = lists(
        f"ФИО | Дата рождения | Класс\nКедров Ясень | {birth} | 10А\nРомашкина Астра | 01.02.2012 | 4А",
        "Наставник | Наставляемый | Форма наставничества | Дата начала\n"
        "Кедров Ясень | Ромашкина Астра | ученик – ученик | 01.09.2021",
    )
    assert part_of(2, school) == (counts, 2)


@pytest.mark.parametrize(("birth", "whole"), [("01.01.2004", 1), ("31.12.2003", 0)])
def test_the_fifth_share_is_of_those_under_18(birth: str, whole: int):
    school = lists(f"ФИО | Дата рождения | Класс | СОП\nКедров Ясень | {birth} | 11А | да", paired("Кедров Ясень"))
    assert share(5, school).headline.whole == whole
    assert share(5, school).other_readings[0].whole == 1


@pytest.mark.parametrize(("left", "whole"), [("31.12.2021", 0), ("01.01.2022", 1), ("", 1)])
def test_a_pupil_who_left_on_the_report_day_is_in_no_share(left: str, whole: int):
    school = lists(
        f"ФИО | Дата рождения | Класс | Дата выбытия\nКедров Ясень | 01.02.2008 | 7А | {left}", paired("Кедров Ясень")
    )
    assert part_of(1, school) == (whole, whole)


@pytest.mark.parametrize(("came", "whole"), [("31.12.2021", 1), ("01.01.2022", 0), ("", 1)])
def test_a_pupil_counts_from_the_day_of_enrolment(came: str, whole: int):
    school = lists(
        f"ФИО | Дата рождения | Класс | Дата зачисления\nКедров Ясень | 01.02.2008 | 7А | {came}",
        paired("Кедров Ясень"),
    )
    assert part_of(1, school) == (whole, whole)


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        ("31.12.2021", "", 1),
        ("01.01.2022", "", 0),
        ("01.09.2020", "01.01.2021", 1),
        ("01.09.2020", "31.12.2020", 0),
        ("01.09.2020", "01.06.2030", 1),
    ],
)
def test_a_pair_takes_part_if_it_is_active_on_any_day_of_the_period(start: str, end: str, counts: int):
    school = lists(
        "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А",
        "Наставник | Наставляемый | Форма наставничества | Дата начала | Дата окончания\n"
        f"Внешний Наставник | Кедров Ясень | студент – ученик | {start} | {end}",
    )
    assert part_of(1, school) == (counts, 1)


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [("15.06.2021", "", 1), ("16.06.2021", "", 0), ("01.09.2020", "15.06.2021", 1), ("01.09.2020", "14.06.2021", 0)],
)
def test_on_a_single_day_a_pair_counts_that_is_active_on_it(start: str, end: str, counts: int):
    school = lists(
        "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А",
        "Наставник | Наставляемый | Форма наставничества | Дата начала | Дата окончания\n"
        f"Внешний Наставник | Кедров Ясень | студент – ученик | {start} | {end}",
    )
    assert part_of(1, school, on="2021-06-15", since="2021-06-15") == (counts, 1)


def test_a_cancelled_pair_counts_nobody():
    school = lists(
        "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А",
        "Наставник | Наставляемый | Форма наставничества | Дата начала | Статус\n"
        "Внешний Наставник | Кедров Ясень | студент – ученик | 01.09.2021 | отменена",
    )
    assert part_of(1, school) == (0, 1)


def test_a_person_of_many_pairs_counts_once():
    assert part_of(
        1, lists("ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А", paired("Кедров Ясень", "Кедров Ясень"))
    ) == (1, 1)


def test_the_other_side_of_a_pair_need_not_be_enrolled():
    school = lists(
        "ФИО | Дата рождения | Класс | Дата выбытия\nКедров Ясень | 01.02.2005 | 11А | 01.06.2021\nРомашкина Астра | 01.02.2009 | 6А |",
        "Наставник | Наставляемый | Форма наставничества | Дата начала\nКедров Ясень | Ромашкина Астра | ученик – ученик | 01.09.2020",
    )
    assert part_of(1, school) == (1, 1)
    assert part_of(2, school) == (0, 1)


@pytest.mark.parametrize(("year", "counts"), [("2010", 1), ("2011", 0), ("2003", 1), ("2002", 0)])
def test_a_year_of_birth_is_inside_a_bound_only_if_every_birthday_is(year: str, counts: int):
    assert part_of(1, one_pupil(year)) == (counts, 1)


def test_a_year_of_birth_is_not_inside_while_one_birthday_is_still_to_come():
    assert part_of(1, one_pupil("2010"), on="2021-12-30") == (0, 1)


@pytest.mark.parametrize(("year", "counts"), [("2002", 0), ("2003", 1), ("2009", 1), ("2010", 0)])
def test_in_the_middle_of_a_year_both_possible_ages_have_to_be_inside(year: str, counts: int):
    assert part_of(1, one_pupil(year), on="2021-06-30") == (counts, 1)


def test_an_unknown_birth_date_is_in_the_wholes_without_age_alone():
    school = lists("ФИО | Дата рождения | Класс | ОВЗ | СОП\nКедров Ясень | | 7А | да | да", paired("Кедров Ясень"))
    assert part_of(1, school) == (0, 1)
    assert part_of(4, school) == (1, 1)
    assert share(5, school).headline.whole == 0


@pytest.mark.parametrize(("came", "whole"), [("31.12.2021", 1), ("01.01.2022", 0)])
def test_a_teacher_counts_from_the_day_of_hiring(came: str, whole: int):
    school = lists(
        teachers=f"ФИО | Молодой специалист | Дата приёма\nКедрова Ива | да | {came}", pairs=paired("Чужой Кедр")
    )
    assert share(3, school).headline.whole == whole


@pytest.mark.parametrize(
    ("entry", "removal", "on", "whole"),
    [
        ("01.03.2021", "", "2021-02-28", 0),
        ("01.03.2021", "", "2021-03-01", 1),
        ("01.03.2021", "01.10.2021", "2021-09-30", 1),
        ("01.03.2021", "01.10.2021", "2021-10-01", 0),
        ("да", "", "2021-12-31", 1),
    ],
)
def test_a_register_is_on_from_the_day_of_entry_until_the_day_of_removal(entry: str, removal: str, on: str, whole: int):
    school = lists(
        f"ФИО | Дата рождения | Класс | На учёте СОП с | Снят с СОП\nКедров Ясень | 01.02.2008 | 7А | {entry} | {removal}",
        paired("Кедров Ясень"),
    )
    assert share(5, school, on=on).headline.whole == whole


@pytest.mark.parametrize(
    ("text", "whole"), [("СОП, ПДН", 1), ("ПДН", 0), ("персонифицированный учёт", 1), ("-", 0), ("", 0)]
)
def test_a_column_that_names_registers_counts_sop_alone(text: str, whole: int):
    school = lists(
        f"ФИО | Дата рождения | Класс | Вид учёта\nКедров Ясень | 01.02.2008 | 7А | {text}", paired("Кедров Ясень")
    )
    assert share(5, school).headline.whole == whole


def test_registers_other_than_sop_count_only_where_the_school_sets_so():
    school = lists(
        "ФИО | Дата рождения | Класс | СОП | ВШУ | На учёте КДН с\n"
        "Кедров Ясень | 01.02.2008 | 7А | да | |\nКленов Агат | 01.02.2008 | 7А | | да |\n"
        "Яшмин Клён | 01.02.2008 | 7А | | | 01.06.2021\nРомашкина Астра | 01.02.2008 | 7А | | | 01.06.2022",
        paired("Кедров Ясень"),
    )

    def whole(*registers: str) -> int | None:
        return share(5, school, settings=set_to(counted_registers=registers)).headline.whole

    assert whole() == 1
    assert whole("vshu") == 2
    assert whole("vshu", "kdn") == 3
    assert whole("pdn") == 1


def test_a_counted_register_is_data_even_where_sop_is_not_recorded():
    school = lists("ФИО | Дата рождения | Класс | ВШУ\nКедров Ясень | 01.02.2008 | 7А | да", paired("Кедров Ясень"))
    assert share(5, school).status is Status.NO_DATA
    counted = share(5, school, settings=set_to(counted_registers=["vshu"]))
    assert (counted.headline.part, counted.headline.whole) == (1, 1)


def test_a_pupil_who_left_and_came_back_is_one_person():
    school = lists(
        "ФИО | Дата рождения | Класс | Дата зачисления | Дата выбытия\n"
        "Кедров Ясень | 01.02.2008 | 6А | 01.09.2015 | 01.02.2021\nКедров Ясень | 01.02.2008 | 7А | 01.09.2021 |",
        paired("Кедров Ясень"),
    )
    assert part_of(1, school) == (1, 1)
    assert part_of(1, school, on="2021-06-01") == (0, 0)


def test_quarters_end_on_their_last_days_and_the_school_year_starts_in_september():
    assert [quarter_end(dt.date(2024, month, 15)) for month in (2, 5, 8, 11)] == [
        dt.date(2024, 3, 31),
        dt.date(2024, 6, 30),
        dt.date(2024, 9, 30),
        dt.date(2024, 12, 31),
    ]
    assert list(quarter_ends(dt.date(2020, 10, 1), dt.date(2021, 5, 5))) == [
        dt.date(2020, 12, 31),
        dt.date(2021, 3, 31),
        dt.date(2021, 5, 5),
    ]
    assert school_year_to_date(dt.date(2021, 8, 31)).since == dt.date(2020, 9, 1)
    assert school_year_to_date(dt.date(2021, 9, 1)).since == dt.date(2021, 9, 1)


def test_whoever_left_or_has_not_come_is_not_at_school_and_who_came_back_is_there_once():
    school = lists("""
        ФИО             | Дата рождения | Класс | Дата зачисления | Дата выбытия
        Ромашкина Астра | 01.02.2012    | 4А    | 01.09.2019      | 31.12.2021
        Кедров Ясень    | 01.02.2012    | 4А    | 01.09.2019      | 01.01.2022
        Кленов Агат     | 01.02.2012    | 4А    | 01.01.2022      |
        Липов Берёст    | 01.02.2012    | 4А    | 01.09.2019      | 01.09.2020
        Липов Берёст    | 01.02.2012    | 4А    | 01.09.2021      |
    """)
    assert enrolled_counts(school.roster, dt.date(2021, 12, 31)) == {"students": 2}
