"""The plan is the best there is, keeps to the rules, and is the same whatever the order of the rows.

40 small schools here; `python -m benchmarks.every_plan` tries 2 000 larger ones, and ordinary ones.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from data.new_pairs import Terms, with_pairs
from data.periods import full_years, year_to_date
from data.roster import Roster
from metrics.goals import goal_of_year
from metrics.indicators import load
from metrics.plan.changed_rosters import with_graduates_leaving
from metrics.plan.choices import Choices
from metrics.plan.forecast import forecast
from metrics.plan.fragility import fragility
from metrics.plan.planning import Plan, Planner, default_day
from metrics.plan.shortfalls import ShortfallCause
from metrics.plan.why_not import mentor_candidates, why_not
from metrics.plan.wording import plan_sentence
from metrics.results import results
from tests.data.lists import KNOWN
from tests.metrics.plan.every_plan import People, best_by_trying
from tests.metrics.plan.planned import Planned, planned_school
from tests.metrics.plan.small_schools import YEAR
from tests.metrics.rosters import day, lists, set_to

SCHOOLS = range(40)
END = dt.date(2024, 12, 31)


@pytest.fixture(scope="module")
def planned() -> list[Planned]:
    return [planned_school(seed, most_pupils=6, most_teachers=2) for seed in SCHOOLS]


def test_no_set_of_pairs_is_better_than_the_plan(planned: list[Planned]):
    for each in planned:
        assert each.score() == best_by_trying(each.school, each.points, most_sets=100_000)
        assert each.plan.is_proven
    missed = [bool(each.plan.shortfalls) for each in planned]
    assert True in missed
    assert False in missed


def test_with_the_pairs_of_the_plan_the_shares_reach_their_goals_but_those_that_it_names(planned: list[Planned]):
    for school, plan in ((each.school, each.plan) for each in planned):
        stays = with_graduates_leaving(school.roster, school.declarations.settings.pairing)
        after = results(
            with_pairs(stays, plan.new_pairs, Terms(plan.start)),
            year_to_date(school.on),
            declarations=school.declarations,
        )
        named = {shortfall.indicator.key: shortfall.lacking for shortfall in plan.shortfalls}
        goals = [goal_of_year(result.indicator, YEAR).value for result in after]
        lacking = {
            result.indicator.key: result.headline.missing(goal)
            for result, goal in zip(after, goals, strict=True)
            if goal and result.headline.missing(goal)
        }
        assert lacking == named


def test_nobody_is_proposed_against_the_rules(planned: list[Planned]):
    proposed = 0
    for school, plan in ((each.school, each.plan) for each in planned):
        most = school.declarations.settings.pairing.most_pairs
        assert plan.largest_load <= most
        people = People(school)
        noted = {people.who(at): at for at in range(len(people.rows))}
        for proposal in plan.proposals:
            mentor, mentee = proposal.mentor, proposal.mentee
            assert people.may_be(noted[mentor.id], noted[mentee.id])
            assert mentor.id != mentee.id
            assert None in (mentor.consent, mentee.consent) or (mentor.consent and mentee.consent)
            assert proposal.pair not in school.choices.rejected
            if mentor.is_student:
                assert mentor.birth is not None
                assert mentee.birth is not None
                assert mentor.birth <= mentee.birth
            proposed += 1
    assert proposed > 20


def test_the_order_of_the_rows_changes_no_plan(planned: list[Planned]):
    for each in planned[:8]:
        frames = [
            frame.iloc[::-1].reset_index(drop=True) for frame in (each.school.roster.students, each.school.roster.pairs)
        ]
        turned = Roster(frames[0], each.school.roster.teachers, frames[1], each.school.roster.as_of)
        again = Planner(turned, YEAR, each.school.on, each.school.declarations).plan(each.school.choices)
        assert again.proposals == each.plan.proposals


STUDENTS = """
    ФИО                    | Дата рождения | Класс | ОВЗ | СОП | Согласие
    Липа Анна Ивановна     | 01.02.2008    | 11А   | нет | нет | да
    Клён Олег Петрович     | 01.02.2012    | 6А    | да  | нет | да
    Осина Вера Петровна    | 01.02.2013    | 5А    | нет | нет | да
    Вяз Яков Олегович      | 01.02.2013    | 5Б    | нет | нет | да
"""
TEACHERS = """
    ФИО                  | Молодой специалист
    Сосна Мария Ильинична | нет
    Ель Ольга Львовна    | да
"""
NO_PAIRS = "Наставник | Наставляемый | Форма наставничества | Дата начала | Дата окончания\nВнешний А | Осина Вера Петровна | работодатель – ученик | 01.09.2019 | 01.09.2020"


def plan_of(
    students: str, teachers: str, pairs: str = NO_PAIRS, choices: Choices | None = None, **rules: object
) -> Plan:
    """Returns the plan of drawn lists for the goals of 2024 on its last day."""
    pairing = load().settings.pairing.model_dump() | rules
    roster = lists(students, pairs, teachers).roster
    return Planner(roster, 2024, END, load(settings=set_to(pairing=pairing))).plan(choices)


def named(plan: Plan) -> set[tuple[str, str]]:
    return {(proposal.mentor.name.split()[0], proposal.mentee.name.split()[0]) for proposal in plan.proposals}


def test_one_pair_of_two_pupils_serves_several_shares_and_a_young_specialist_gets_a_teacher():
    plan = plan_of(STUDENTS, TEACHERS)
    assert named(plan) == {("Липа", "Клён"), ("Сосна", "Ель")}
    [pupils] = [proposal for proposal in plan.proposals if proposal.mentor.is_student]
    assert (pupils.mentor_serves, pupils.mentee_serves) == ((2,), (1, 4))
    assert not plan.shortfalls


def test_without_consent_somebody_is_not_proposed_and_the_goal_says_why():
    plan = plan_of(STUDENTS.replace("6А    | да  | нет | да", "6А    | да  | нет | нет"), TEACHERS)
    assert "Клён" not in {mentee for _, mentee in named(plan)}
    [missed] = plan.shortfalls
    assert (missed.indicator.key, missed.lacking, missed.cause) == ("ovz", 1, ShortfallCause.CONSENT)


def test_a_young_specialist_without_colleagues_lacks_a_mentor():
    plan = plan_of(STUDENTS, "ФИО | Молодой специалист\nЕль Ольга Львовна | да")
    assert [(missed.indicator.key, missed.cause) for missed in plan.shortfalls] == [
        ("young_specialists", ShortfallCause.NOBODY)
    ]


def test_mentors_who_may_take_on_no_more_are_named_as_what_is_lacking():
    pairs = NO_PAIRS + "\nСосна Мария Ильинична | Вяз Яков Олегович | учитель – ученик | 01.09.2024 |"
    plan = plan_of(STUDENTS, TEACHERS, pairs, most_pairs=1)
    assert [(missed.indicator.key, missed.cause) for missed in plan.shortfalls] == [
        ("young_specialists", ShortfallCause.MENTORS)
    ]


def test_a_goal_above_the_ceiling_is_said_to_be_so():
    students = STUDENTS.replace("01.02.2012", "").replace("01.02.2013", "01.02.2016")
    plan = plan_of(students.replace("01.02.2008", "01.02.2014"), TEACHERS)
    assert {missed.indicator.key: missed.cause for missed in plan.shortfalls} == {
        "mentees": ShortfallCause.CEILING,
        "mentors": ShortfallCause.CEILING,
    }


def test_what_single_rejections_leave_is_found_where_whole_classes_of_people_promise_more():
    students = STUDENTS.replace("5А    | нет", "5А    | да").replace("5Б    | нет", "5Б    | да")
    teachers = "ФИО | Молодой специалист\nСосна Мария Ильинична | нет\nЕль Ольга Львовна | нет\nКедр Инна Львовна | нет"
    # Three teachers for three pupils, but two of the teachers are left with one and the same of them.
    rejected = {(("teachers", teacher), ("students", pupil)) for teacher in (0, 1) for pupil in (1, 2)}
    pupils = {("students", place) for place in range(4)}
    choices = Choices(rejected=frozenset(rejected), no_mentors=frozenset(pupils))  # type: ignore[arg-type]
    pairing = load().settings.pairing.model_dump() | {"most_pairs": 1}
    settings = set_to(own_goals={"ovz": {2025: "100"}}, pairing=pairing)
    roster = replace(lists(students, NO_PAIRS, teachers).roster, as_of=END)
    plan = Planner(roster, 2025, dt.date(2025, 4, 30), load(settings=settings)).plan(choices)
    assert {missed.indicator.key: missed.lacking for missed in plan.shortfalls}["ovz"] == 1
    assert (len(plan.proposals), plan.is_proven) == (2, True)


def test_a_pinned_pair_stays_and_a_rejected_one_goes_and_the_rest_is_found_anew():
    first = plan_of(STUDENTS, TEACHERS)
    [pair] = [proposal.pair for proposal in first.proposals if proposal.mentor.is_student]
    rejected = plan_of(STUDENTS, TEACHERS, choices=Choices(rejected=frozenset({pair})))
    assert pair not in [proposal.pair for proposal in rejected.proposals]
    pinned = (("teachers", 0), pair[1])
    kept = plan_of(STUDENTS, TEACHERS, choices=Choices(pinned=(pinned,)))  # type: ignore[arg-type]
    assert [proposal.is_pinned for proposal in kept.proposals if proposal.pair == pinned] == [True]
    assert len(kept.proposals) == 3  # the pupil who mentors needs another mentee
    assert not kept.shortfalls


def test_a_pinned_pair_against_the_rules_is_not_taken_and_the_reason_is_said():
    younger = (("students", 1), ("students", 0))
    plan = plan_of(STUDENTS, TEACHERS, choices=Choices(pinned=(younger,)))  # type: ignore[arg-type]
    assert plan.unfit == ((younger, ("наставник младше наставляемого",)),)
    assert named(plan) == named(plan_of(STUDENTS, TEACHERS))


@pytest.mark.parametrize("register", ["СОП", "ВШУ", "ПДН"])
def test_a_pupil_on_a_register_has_no_young_pupil_as_a_mentor_whichever_register_it_is(register: str):
    students = STUDENTS.replace("СОП", register).replace("5А    | нет | нет", "5А    | нет | да")
    roster = lists(students.replace("01.02.2008", "01.01.2009"), NO_PAIRS, TEACHERS).roster
    planner = Planner(roster, 2024, END, load())
    rules, teacher = planner.rules(Choices()), planner.pool.place["teachers", 0]
    older, plain, marked = (planner.pool.place["students", person] for person in (0, 1, 2))
    assert full_years(dt.date(2009, 1, 1), planner.pool.start) < load().settings.pairing.register_mentors_from
    assert rules.objections(older, plain) == rules.objections(teacher, marked) == []
    [words] = rules.objections(older, marked)
    assert "учёт" not in words
    free = load(settings=set_to(pairing=load().settings.pairing.model_dump() | {"register_mentors_from": 15}))
    assert Planner(roster, 2024, END, free).rules(Choices()).objections(older, marked) == []


@pytest.mark.parametrize("register", ["СОП", "ВШУ", "ПДН"])
def test_a_pupil_on_a_register_is_no_mentor_of_pupils_unless_the_school_says_so(register: str):
    students = STUDENTS.replace("СОП", register).replace("11А   | нет | нет", "11А   | нет | да")
    roster = lists(students, NO_PAIRS, TEACHERS).roster
    free = load(settings=set_to(pairing=load().settings.pairing.model_dump() | {"registered_mentors": True}))
    for declarations, count in ((load(), 1), (free, 0)):
        planner = Planner(roster, 2024, END, declarations)
        marked, plain = (planner.pool.place["students", person] for person in (0, 1))
        assert planner.pool.on_register[marked]
        words = planner.rules(Choices()).objections(marked, plain)
        assert len(words) == count
        assert "учёт" not in "".join(words)


def test_pupils_of_the_last_grades_are_not_counted_on_after_they_leave():
    roster = replace(lists(STUDENTS, NO_PAIRS, TEACHERS).roster, as_of=END)
    for on, is_there in ((dt.date(2025, 5, 25), True), (dt.date(2025, 5, 26), False)):
        planner = Planner(roster, 2024, on, load())
        place = planner.pool.place["students", 0]
        assert full_years(dt.date(2008, 2, 1), on) == 17
        assert planner.pool.people[place].class_name == "11А"
        assert bool(planner.pool.is_here[place]) is is_there


def test_of_anybody_the_plan_says_why_not_and_who_else_could_be_the_mentor():
    roster = lists(STUDENTS.replace("5Б    | нет | нет | да", "5Б    | нет | нет | нет"), NO_PAIRS, TEACHERS).roster
    planner = Planner(roster, 2024, END, load())
    choices = Choices(no_mentors=frozenset({("teachers", 1)}))
    plan = planner.plan(choices)
    answers = [why_not(planner, plan, choices, person.id) for person in planner.pool.people]
    said = {one.person.name.split()[0]: (one.as_mentor, one.as_mentee) for one in answers}
    assert said["Липа"][0] == "предложен наставником"
    assert said["Клён"][1] == "предложен наставляемым"
    assert said["Осина"][1].startswith("прибавил бы долю в показателе № 1")
    assert said["Вяз"] == ("нет согласия", "нет согласия")
    assert said["Ель"][0] == "вы не предлагаете как наставника"
    others = mentor_candidates(planner, choices, ("students", 1))
    assert [candidate.mentor.name.split()[0] for candidate in others] == ["Липа", "Сосна"]


@pytest.mark.parametrize(
    ("as_of", "class_name", "last"),
    [
        ("2024-05-25", "9А", "2024-05-25"),
        ("2024-05-26", "9А", "2024-05-26"),  # finished, and still in the lists of the day
        ("2024-08-31", "9А", "2024-08-31"),
        ("2024-09-01", "9А", "2025-05-25"),
        ("2024-08-31", "8А", "2025-05-25"),
        ("2024-09-01", "8А", "2026-05-25"),
        ("2024-12-31", "10А", "2026-05-25"),
    ],
)
def test_the_last_day_at_school_follows_from_the_grade_of_the_lists(as_of: str, class_name: str, last: str):
    roster = lists(STUDENTS.replace("11А", class_name), NO_PAIRS, TEACHERS).roster
    leaving = with_graduates_leaving(replace(roster, as_of=day(as_of)), load().settings.pairing)
    grades = leaving.students.set_index("class_name")["left_on"]
    assert grades[class_name].date() == day(last) + dt.timedelta(days=1)


LACKING = {
    "no pairs": {"pairs": None},
    "no pupils": {"students": None},
    "no teachers": {"teachers": None},
    "nobody": {"students": None, "teachers": None},
    "nothing": {"students": None, "teachers": None, "pairs": None},
}


@pytest.mark.parametrize("lacking", LACKING)
def test_what_no_list_tells_is_planned_for_nothing_and_said_to_have_no_data(lacking: str):
    roster = replace(lists(STUDENTS, NO_PAIRS, TEACHERS).roster, **LACKING[lacking])
    plan = Planner(roster, 2024, END, load()).plan()
    known = {result.indicator.number for result in plan.before if result.headline.value is not None}
    assert set(plan.without_data) == {indicator.number for indicator in load().indicators} - known
    assert known < KNOWN
    said = plan_sentence(plan)
    assert said.startswith("Нет данных" if not known else "Чтобы достичь целевых значений")
    assert ("Без данных: №" in said) is bool(known)
    assert forecast(roster, END, load())[0].period.on == END
    assert fragility(roster, year_to_date(END), load()) == []


def test_after_the_last_declared_goals_a_plan_is_for_these_and_says_so():
    roster = lists(STUDENTS, NO_PAIRS, TEACHERS).roster
    last = max(year for indicator in load().indicators for year in indicator.goals)
    said = {year: plan_sentence(Planner(roster, year, default_day(year), load()).plan()) for year in (last, last + 1)}
    for year, sentence in said.items():
        assert f"значений {last}\u00a0года" in sentence
        assert (f" в {last + 1}\u00a0году" in sentence) == (year > last)


SIDES = {f"{side}{of}" for side in ("mentor", "mentee") for of in ("", "_student", "_teacher")}
NEEDED = {"person", "name", "birth_latest", "start", "cancelled", *SIDES}  # the last stands beside a birth


@pytest.mark.parametrize("table", ["students", "teachers", "pairs"])
def test_lists_without_rows_or_without_columns_that_may_lack_give_a_plan_as_well(table: str):
    roster = lists(STUDENTS, NO_PAIRS, TEACHERS).roster
    frame = getattr(roster, table)
    columns = [column for column in frame if column not in NEEDED]
    for changed in (frame.iloc[:0], *(frame.drop(columns=column) for column in columns)):
        plan = Planner(replace(roster, **{table: changed}), 2024, END, load()).plan()
        assert [result.indicator.key for result in plan.before] == [indicator.key for indicator in load().indicators]
