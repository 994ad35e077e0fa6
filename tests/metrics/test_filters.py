"""Filters, breakdowns and explanations (docs/domain.md, «Filters»)."""

from __future__ import annotations

import pytest

from data.periods import year_to_date
from metrics.breakdown import Slice, by_age, by_class, by_pair, class_order, coverage
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.group_sizes import group_sizes
from metrics.indicators import load
from metrics.results import Status, assessed, results
from metrics.upcoming import upcoming
from tests.data.lists import KNOWN
from tests.metrics.rosters import END_2021, day, lists, numbered, paired, part_of, share

DECLARED = load()
BY_NUMBER = {indicator.number: indicator for indicator in DECLARED.indicators}
SCHOOL = lists(
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
    assert part_of(1, SCHOOL) == (3, 5)
    assert part_of(1, SCHOOL, filters=Filters(categories=frozenset({"ovz"}))) == (2, 2)
    assert part_of(1, SCHOOL, filters=Filters(classes=frozenset({"7Б"}))) == (1, 1)
    assert part_of(1, SCHOOL, filters=Filters(grades=frozenset({7}))) == (2, 2)
    assert part_of(1, SCHOOL, filters=Filters(ages=(9, 12))) == (1, 2)


def test_the_categories_of_pupils_unite():
    assert part_of(1, SCHOOL, filters=Filters(categories=frozenset({"ovz", "at_risk"}))) == (3, 3)


def test_the_categories_of_pupils_meet_where_all_are_asked_for_at_once():
    both = Filters(categories=frozenset({"ovz", "at_risk"}), all_categories=True)
    assert part_of(1, SCHOOL, filters=both) == (1, 1)
    with_teachers = Filters(categories=frozenset({"ovz", "young_specialists"}), all_categories=True)
    assert part_of(1, SCHOOL, filters=with_teachers) == (2, 2)  # each list by its own categories


@pytest.mark.parametrize(
    "filters",
    [
        Filters(categories=frozenset({"ovz"})),
        Filters(classes=frozenset({"7А"})),
        Filters(ages=(9, 18)),
        Filters(forms=frozenset({"student_student"})),
    ],
)
def test_under_a_filter_nothing_is_judged_and_the_share_of_the_school_stands_beside(filters: Filters):
    whole = results(SCHOOL.roster, PERIOD)
    assert assessed(whole)[1] > 0
    group = results(SCHOOL.roster, PERIOD, filters)
    assert assessed(group) == (0, 0)
    assert [result.school for result in group] == [result.headline for result in whole]
    assert not any(result.is_judged or result.unreachable for result in group)
    assert all(result.is_judged for result in whole)


def test_a_group_is_counted_by_its_list():
    assert group_sizes(SCHOOL.roster, day(END_2021), Filters(categories=frozenset({"ovz"})), DECLARED) == {
        "students": 2
    }
    both = Filters(categories=frozenset({"ovz", "young_specialists"}))
    assert group_sizes(SCHOOL.roster, day(END_2021), both, DECLARED) == {"students": 2, "teachers": 2}
    assert group_sizes(SCHOOL.roster, day(END_2021), Filters(forms=frozenset({"student_student"})), DECLARED) == {}


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
    assert part_of(1, SCHOOL, filters=filters) == (part, 5)


def test_pair_filters_narrow_together_and_leave_the_ceiling_alone():
    both = Filters(forms=frozenset({"undergraduate_student"}), modes=frozenset({"onsite"}))
    assert part_of(1, SCHOOL, filters=both) == (0, 5)
    assert share(1, SCHOOL, filters=both).headline.ceiling == share(1, SCHOOL).headline.ceiling


@pytest.mark.parametrize(("role", "part"), [("teacher", 2), ("student", 1), ("employer", 0), ("undergraduate", 1)])
def test_where_the_form_does_not_say_the_list_of_the_mentor_does(role: str, part: int):
    school = lists(
        "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А\nКленов Агат | 01.02.2008 | 7Б\n"
        "Яшмин Клён | 01.02.2008 | 7Б\nРомашкина Астра | 01.02.2004 | 11А\nФиалкина Ива | 01.02.2008 | 7А",
        "Наставник | Наставляемый | Форма наставничества | Дата начала\n"
        "Педагогова Весна | Кедров Ясень | иная | 01.09.2021\n"
        "Педагогова Весна | Кленов Агат | | 01.09.2021\n"
        "Ромашкина Астра | Яшмин Клён | | 01.09.2021\n"
        "Внешний Наставник | Фиалкина Ива | студент – ученик | 01.09.2021",
        "ФИО | Молодой специалист\nПедагогова Весна |",
    )
    assert part_of(1, school, filters=Filters(mentor_roles=frozenset({role}))) == (part, 5)


NO_COLUMNS = lists(
    "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А",
    "Наставник | Наставляемый | Дата начала\nВнешний Наставник | Кедров Ясень | 01.09.2021",
)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(categories=frozenset({"ovz"})),
        Filters(categories=frozenset({"at_risk"})),
        Filters(forms=frozenset({"undergraduate_student"})),
        Filters(modes=frozenset({"remote"})),
    ],
)
def test_a_filter_by_a_column_that_the_lists_do_not_have_gives_no_data(filters: Filters):
    assert part_of(1, NO_COLUMNS) == (1, 1)
    assert share(1, NO_COLUMNS, filters=filters).status is Status.NO_DATA
    assert coverage(NO_COLUMNS.roster, PERIOD, filters, DECLARED) == []
    assert explanations(NO_COLUMNS.roster, PERIOD, filters, BY_NUMBER[1], DECLARED) == []


def test_who_left_is_counted_of_the_chosen_people_alone():
    assert share(4, SCHOOL, filters=Filters(classes=frozenset({"7А"}))).left_in_period == 0
    school = lists(
        "ФИО | Дата рождения | Класс | Дата выбытия\n"
        "Кедров Ясень | 01.02.2008 | 7А | 15.05.2021\nКленов Агат | 01.02.2008 | 7Б | 15.05.2021",
        paired("Кедров Ясень", "Кленов Агат"),
    )
    assert share(1, school).left_in_period == 2
    assert share(1, school, filters=Filters(classes=frozenset({"7А"}))).left_in_period == 1


def test_filters_are_on_when_any_is_chosen():
    assert not Filters()
    assert all(
        (Filters(classes=frozenset({"7А"})), Filters(ages=(0, 99)), Filters(mentor_roles=frozenset({"student"})))
    )


def test_a_filter_of_other_people_does_not_concern_a_share():
    def not_concerned(*categories: str) -> set[int]:
        found = results(SCHOOL.roster, PERIOD, Filters(categories=frozenset(categories)))
        return {result.indicator.number for result in found if result.status is Status.NOT_APPLICABLE}

    by_people: dict[str, set[int]] = {"students": set(), "teachers": set()}
    for indicator in DECLARED.indicators:
        by_people[DECLARED.people(indicator)].add(indicator.number)
    assert (by_people["students"] & KNOWN, by_people["teachers"] & KNOWN) == ({1, 2, 4, 5}, {3})
    assert not_concerned("ovz") == by_people["teachers"]
    assert not_concerned("young_specialists") == by_people["students"]
    assert not_concerned("ovz", "young_specialists") == set()


def test_an_empty_group_is_no_data():
    assert share(1, SCHOOL, filters=Filters(classes=frozenset({"9В"}))).status is Status.NO_DATA


def test_the_coverage_of_a_class_counts_either_role():
    rows = {row.label: (row.part, row.whole) for row in coverage(SCHOOL.roster, PERIOD, Filters(), DECLARED)}
    assert rows == {"4А": (0, 1), "6А": (1, 1), "7А": (1, 1), "7Б": (1, 1), "11А": (1, 1)}


def test_a_breakdown_by_class_adds_up_to_the_share():
    shares = numbered(results(SCHOOL.roster, PERIOD))
    assert set(shares) == set(BY_NUMBER)
    for number in KNOWN:
        result = shares[number]
        people = explanations(SCHOOL.roster, PERIOD, Filters(), BY_NUMBER[number], DECLARED)
        assert sum(person.counts for person in people) == result.headline.part
        assert sum(person.could_count for person in people) == result.headline.could
        slices: list[Slice] = by_class(people)
        if slices:
            assert sum(row.part for row in slices) == result.headline.part


def test_every_person_has_the_first_reason_that_keeps_him_out():
    people = explanations(SCHOOL.roster, PERIOD, Filters(), BY_NUMBER[1], DECLARED)
    reasons = {person.name: person.reason for person in people}
    assert "выбыл 01.06.2021" in reasons["Ушедший Тополь"]
    assert "9 лет" in reasons["Фиалкина Ива"]
    assert "за период не было пары" in reasons["Ромашкина Астра"]
    assert "учтён" in reasons["Кедров Ясень"]
    [pair] = next(person.pairs for person in people if person.name == "Кедров Ясень")
    assert "Ромашкина Астра" in pair
    assert "01.09.2020" in pair


def test_the_reasons_follow_the_conditions_in_their_order():
    school = lists(
        "ФИО | Дата рождения | Класс | СОП | Дата зачисления\nКедров Ясень | 2004 | 10А | да |\n"
        "Кленов Агат | | 10А | да |\nЯшмин Клён | 01.02.2008 | 7А | |\n"
        "Ромашкина Астра | 01.02.2008 | 7А | да | 01.09.2022\nФиалкина Ива | 01.02.2008 | 7А | да |",
        paired("Фиалкина Ива"),
    )
    on = year_to_date(day("2021-06-30"))
    people = explanations(school.roster, on, Filters(), BY_NUMBER[5], DECLARED)
    assert {person.name: person.reason for person in people} == {
        "Кленов Агат": "дата рождения неизвестна на 30.06.2021, нужно не старше 17 лет",
        "Яшмин Клён": "не состоит на персонифицированном учёте (СОП)",
        "Ромашкина Астра": "ещё не принят на дату отчёта",
        "Фиалкина Ива": "учтён: есть пара в роли наставника или наставляемого",
        "Кедров Ясень": "за период не было пары в роли наставника или наставляемого",
    }
    chosen = Filters(classes=frozenset({"10А"}))
    people = explanations(school.roster, on, chosen, BY_NUMBER[5], DECLARED)
    assert (
        next(person.reason for person in people if person.name == "Фиалкина Ива")
        == "не относится к выбранной категории"
    )


@pytest.mark.parametrize(
    ("birth", "words"),
    [("01.02.2010", "11 лет"), ("01.02.2000", "21 год"), ("01.02.2019", "2 года"), ("2010", "10 или 11 лет")],
)
def test_an_age_stands_in_the_form_that_its_number_asks_for(birth: str, words: str):
    school = lists(f"ФИО | Дата рождения | Класс\nКедров Ясень | {birth} | 7А", paired("Кедров Ясень"))
    mentors = BY_NUMBER[2]
    [person] = explanations(school.roster, year_to_date(day("2021-06-30")), Filters(), mentors, DECLARED)
    assert person.reason == f"{words} на 30.06.2021, нужно 15–18 лет"


def test_who_left_and_came_back_stands_in_the_list_once():
    school = lists(
        "ФИО | Дата рождения | Класс | Дата зачисления | Дата выбытия\n"
        "Кедров Ясень | 01.02.2008 | 6А | 01.09.2015 | 01.02.2021\n"
        "Кедров Ясень | 01.02.2008 | 7А | 01.09.2021 |\nКленов Агат | 01.02.2008 | 7Б | |",
        paired("Кедров Ясень"),
    )

    def standing_on(text: str) -> list[tuple[str, str | None, str]]:
        period = year_to_date(day(text))
        people = explanations(school.roster, period, Filters(), BY_NUMBER[1], DECLARED)
        return [(person.name, person.class_name, person.reason) for person in people if person.name == "Кедров Ясень"]

    assert standing_on("2021-12-31") == [("Кедров Ясень", "7А", "учтён: есть пара в роли наставляемого")]
    assert standing_on("2021-06-30") == [("Кедров Ясень", "6А", "выбыл 01.02.2021")]
    assert standing_on("2015-08-31") == [("Кедров Ясень", "6А", "ещё не принят на дату отчёта")]


def test_a_breakdown_by_age_puts_unknown_ages_last():
    school = lists(
        "ФИО | Дата рождения | Класс | ОВЗ\nКедров Ясень | 01.02.2012 | 4А | да\nКленов Агат | 01.02.2008 | 7А | да\n"
        "Яшмин Клён | 2008 | 7А | да\nРомашкина Астра | | 7А | да\nФиалкина Ива | 01.02.2008 | 7А | да",
        paired("Кедров Ясень", "Кленов Агат"),
    )
    ovz = BY_NUMBER[4]

    def by_age_on(text: str) -> list[Slice]:
        period = year_to_date(day(text))
        people = explanations(school.roster, period, Filters(), ovz, DECLARED)
        return by_age(people, school.roster, period, DECLARED, ovz)

    assert by_age_on("2021-06-30") == [Slice("9", 1, 1), Slice("13", 1, 2), Slice("нет точной даты", 0, 2)]
    assert by_age_on("2021-12-31") == [Slice("9", 1, 1), Slice("13", 1, 3), Slice("нет точной даты", 0, 1)]


def test_a_breakdown_by_form_and_mode_tells_people_of_the_part_and_one_may_stand_in_several():
    school = lists(
        "ФИО | Дата рождения | Класс\nКедров Ясень | 01.02.2008 | 7А\nКленов Агат | 01.02.2008 | 7Б",
        "Наставник | Наставляемый | Форма наставничества | Формат | Дата начала | Дата окончания\n"
        "Внешний А | Кедров Ясень | студент – ученик | очный | 01.09.2021 |\n"
        "Внешний Б | Кедров Ясень | работодатель – ученик | | 01.09.2021 |\n"
        "Внешний Б | Кленов Агат | работодатель – ученик | смешанный | 01.09.2021 |\n"
        "Внешний В | Кленов Агат | студент – ученик | дистанционный | 01.09.2019 | 01.09.2020",
    )
    mentees = BY_NUMBER[1]
    people = explanations(school.roster, PERIOD, Filters(), mentees, DECLARED)
    request = (people, school.roster, PERIOD, Filters(), DECLARED, mentees)
    assert by_pair(*request, "form") == [Slice("студент – ученик", 1), Slice("работодатель – ученик", 2)]
    assert by_pair(*request, "mode") == [Slice("очный", 1), Slice("смешанный", 1), Slice("не указано", 1)]
    assert by_pair(people, NO_COLUMNS.roster, PERIOD, Filters(), DECLARED, mentees, "mode") == []


def test_classes_stand_in_the_order_of_school():
    assert sorted(["10А", "2Б", "1А", "Кадеты", "2А"], key=class_order) == ["1А", "2А", "2Б", "10А", "Кадеты"]


def test_pairs_that_end_within_30_days_and_pupils_without_a_birth_date_ask_for_attention():
    counts = upcoming(SCHOOL.roster, day(END_2021))
    assert counts.ending_pairs == 1
    assert upcoming(SCHOOL.roster, day("2021-12-20")).ending_pairs == 0
    assert counts.students_without_birth == 0


def test_a_class_and_a_grade_chosen_together_unite():
    united = Filters(classes=frozenset({"6А"}), grades=frozenset({7}))
    assert part_of(1, SCHOOL, filters=united) == (3, 3)
