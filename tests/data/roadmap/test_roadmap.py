"""The roadmap: the school's own words, when each activity is due, and how it stands."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from pydantic import ValidationError

from data.roadmap.deadlines import (
    WORKING_DAYS,
    Instance,
    Mark,
    after_working_days,
    instances,
    status_of,
    working_day_until,
)
from data.roadmap.journal import attached, journal, withdraw_entry, write_entry
from data.roadmap.model import LENGTHS, Activity, Progress, Roadmap, seed
from data.roadmap.records import FIRST_EDITION, editions, history_of_marks, mark, save_editions, standings
from data.roadmap.standing import coming, overdue, statuses_in_words
from data.russian import MONTHS
from data.store.settings import save_settings
from data.store.versions import Store
from metrics.indicators import declared
from tests.sample_files import ROADMAP

LATE_2021 = dt.date(2021, 12, 31)


@pytest.fixture
def store(store_place):
    return Store(store_place)


def instance(key: str, period: str = "", today: dt.date = LATE_2021) -> Instance:
    return next(
        candidate for candidate in instances(seed(), today) if candidate.activity.key == key and candidate.key == period
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_word_of_the_document_is_kept():
    document = squeezed(ROADMAP.read_text(encoding="utf-8"))
    # One row is split by a page break: its direction and its title go on in the next line.
    document = document.replace(
        squeezed(
            "Информационное Создание рубрики «Наставничество» на сайте МБОУ До 20.11.2020 Е.П.Лагунова, учитель"
            " сопровождение ЦМН «СОШ № 7»"
        ),
        squeezed(
            "Информационное сопровождение ЦМН Создание рубрики «Наставничество» на сайте МБОУ «СОШ № 7»"
            " До 20.11.2020 Е.П.Лагунова, учитель"
        ),
    )
    for direction in seed().directions:
        assert squeezed(direction.title) in document
        for activity in direction.activities:
            assert squeezed(activity.title + activity.deadline + activity.responsible) in document
    assert len(seed().activities) == 19
    assert len(seed().directions) == 5


def test_the_indicators_that_activities_bear_on_exist():
    assert {key for activity in seed().activities for key in activity.indicators} <= {
        indicator.key for indicator in declared().indicators
    }


def test_every_person_who_answers_is_in_the_words_of_the_document():
    for activity in seed().activities:
        for person in activity.people:
            surname = person.split()[0]
            assert surname in activity.responsible, person
        assert bool(activity.people) == bool(activity.responsible)


@pytest.mark.parametrize(
    ("key", "count", "first", "last"),
    [
        ("roadmap_adopted", 1, "2020-11-09", "2020-11-09"),
        ("pairs_formed", 1, "2020-11-09", "2020-11-09"),
        ("mentors_meeting", 1, "2020-12-31", "2020-12-31"),
        ("results_published", 2, "2021-01-22", "2022-01-21"),
        ("realisation_monitored", 5, "2021-01-22", "2022-01-21"),
    ],
)
def test_each_kind_of_deadline_has_its_instances(key, count, first, last):
    due_instances = [
        found_instance for found_instance in instances(seed(), LATE_2021) if found_instance.activity.key == key
    ]
    assert len(due_instances) == count
    assert (due_instances[0].due.isoformat(), due_instances[-1].due.isoformat()) == (first, last)


def test_what_goes_on_throughout_is_never_due():
    assert instance("mentors_consulted").due is None


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        ("2020-12-31", 10, "2021-01-22"),  # the holidays of January are no working days
        ("2021-03-31", 10, "2021-04-14"),
        ("2021-02-19", 1, "2021-02-20"),  # a Saturday made a working day by the government
        ("2024-02-28", 1, "2024-02-29"),  # a leap year
        ("2024-09-30", 0, "2024-09-30"),
    ],
)
def test_working_days_follow_the_production_calendar(day, count, due):
    assert after_working_days(dt.date.fromisoformat(day), count).isoformat() == due


@pytest.mark.parametrize(
    ("day", "working_day"),
    [
        ("2026-11-04", "2026-11-03"),
        ("2027-01-16", "2027-01-15"),
        ("2021-01-03", "2020-12-31"),
        ("2021-02-20", "2021-02-20"),  # a Saturday made a working day by the government
    ],
)
def test_a_day_off_gives_way_to_the_working_day_before(day, working_day):
    assert working_day_until(dt.date.fromisoformat(day)).isoformat() == working_day


@pytest.mark.parametrize(
    ("kind", "day", "due"),
    [
        ("quarterly", 10, ["2021-01-10", "2021-04-10", "2021-07-10", "2021-10-10"]),
        ("quarterly", 31, ["2021-01-31", "2021-04-30", "2021-07-31", "2021-10-31"]),
        ("yearly", 15, ["2021-01-15"]),
        ("half_yearly", 15, ["2021-01-15", "2021-07-15"]),
        ("monthly", 5, ["2020-11-05", "2020-12-05", "2021-01-05"]),
    ],
)
def test_a_number_of_a_day_is_due_on_that_day_of_the_month_after_the_period(kind: str, day: int, due: list[str]):
    found = instances(roadmap_of(kind=kind, due_day=day), dt.date(2021, 9, 30))
    assert [found_instance.due.isoformat() for found_instance in found][: len(due)] == due


def roadmap_of(**changes) -> Roadmap:
    """Returns the seed with a single activity, of which these values differ."""
    monitored = instance("realisation_monitored", "2020-12-31").activity
    activity = Activity.model_validate(monitored.model_dump() | changes)
    only = seed().directions[0].model_copy(update={"activities": (activity,)})
    return seed().model_copy(update={"directions": (only,)})


@pytest.mark.parametrize("kind", LENGTHS)
def test_what_recurs_has_a_whole_period_for_each_day_and_is_due_after_it(kind: str):
    found = instances(roadmap_of(kind=kind), LATE_2021)
    days = [each.period.on for each in found]
    assert days == sorted(set(days)) and days[-1] == LATE_2021
    assert all(each.period.since == before + dt.timedelta(1) for before, each in zip(days, found[1:], strict=False))
    assert [each.due for each in found] == [after_working_days(day, WORKING_DAYS) for day in days]
    assert len({each.label for each in found}) == len(found)


@pytest.mark.parametrize(
    ("months", "day", "due"),
    [
        ((9, 5), None, ["2021-05-31", "2021-09-30", "2022-05-31"]),
        ((9,), 1, ["2021-09-01", "2022-09-01"]),
        ((2,), 31, ["2021-02-28", "2022-02-28"]),
    ],
)
def test_months_of_each_year_are_due_in_themselves_and_the_next_is_always_in_sight(months, day, due: list[str]):
    found = instances(roadmap_of(kind="in_months", months=months, due_day=day), LATE_2021)
    assert [each.due.isoformat() for each in found] == due
    labels = [MONTHS[each.due.month - 1] for each in found]
    assert [each.label for each in found] == [
        f"{label} {each.due.year}" for label, each in zip(labels, found, strict=True)
    ]
    late = standing_of(found, LATE_2021)
    assert [status is Progress.OVERDUE for status in late] == [each.due < LATE_2021 for each in found]


@pytest.mark.parametrize(("day", "first"), [(9, "2021-10-09"), (10, "2020-10-10"), (11, "2020-10-11")])
def test_a_day_of_a_month_that_passed_before_the_roadmap_began_is_no_deadline_of_it(day: int, first: str):
    roadmap = roadmap_of(kind="in_months", months=(10,), due_day=day).model_copy(
        update={"since": dt.date(2020, 10, 10)}
    )
    assert instances(roadmap, LATE_2021)[0].due.isoformat() == first


@pytest.mark.parametrize(
    ("last", "due"), [("2021-05-30", []), ("2021-05-31", ["2021-05-31"]), ("2022-04-30", ["2021-05-31"])]
)
@pytest.mark.parametrize("is_retired", [False, True])
def test_a_day_of_a_month_after_the_edition_or_the_activity_has_ended_is_no_deadline_of_it(last, due, is_retired):
    day = dt.date.fromisoformat(last)
    roadmap = roadmap_of(kind="in_months", months=(5,), retired_on=day if is_retired else None)
    roadmap = roadmap.model_copy(update={"until": None if is_retired else day})
    assert [each.due.isoformat() for each in instances(roadmap, dt.date(2023, 1, 1))] == due


def standing_of(found: list[Instance], today: dt.date) -> list[Progress]:
    return [status_of(each, None, today, has_entries=False) for each in found]


@pytest.mark.parametrize(
    "changes", [{"kind": "in_months"}, {"kind": "monthly", "months": (5,)}, {"kind": "in_months", "months": (5, 5)}]
)
def test_months_belong_to_one_kind_alone(changes):
    with pytest.raises(ValidationError, match="months, each once"):
        roadmap_of(**changes)


def test_a_day_after_a_period_belongs_to_what_recurs():
    activity = seed().activities[0]
    with pytest.raises(ValidationError, match="a day after a period"):
        Activity.model_validate(activity.model_dump() | {"due_day": 10})


def test_a_year_of_monitoring_walked_through_day_by_day():
    first_quarter = instance("realisation_monitored", "2021-03-31", dt.date(2021, 3, 31))
    day = dt.date(2021, 1, 1)
    while day.year == 2021:
        periods = [listed for listed in instances(seed(), day) if listed.activity.key == "realisation_monitored"]
        assert len(periods) == 2 + (day.month - 1) // 3
        is_late = status_of(first_quarter, None, day, has_entries=False) is Progress.OVERDUE
        assert is_late == (day > first_quarter.due)
        done = status_of(first_quarter, Mark(Progress.DONE, day), day, has_entries=False)
        assert done is (Progress.DONE_LATE if day > first_quarter.due else Progress.DONE)
        day += dt.timedelta(1)


def test_before_records_begin_nothing_is_overdue_for_want_of_a_mark():
    records_from = dt.date(2021, 9, 1)
    all_standings = standings(None, LATE_2021, records_from=records_from)
    assert {
        standing.status for standing in all_standings if standing.instance.due and standing.instance.due < records_from
    } == {Progress.UNMARKED}
    assert [standing.instance.label for standing in overdue(all_standings)] == ["III кв. 2021".replace(" ", "\u00a0")]


def test_excluded_stays_excluded_and_work_begun_can_still_be_overdue():
    adopted = instance("roadmap_adopted")
    excluded = Mark(Progress.EXCLUDED, order="№ 5 от 01.12.2020")
    assert status_of(adopted, excluded, LATE_2021, has_entries=False) is Progress.EXCLUDED
    begun = Mark(Progress.IN_PROGRESS)
    assert status_of(adopted, begun, LATE_2021, has_entries=False) is Progress.OVERDUE
    assert status_of(adopted, begun, adopted.due, has_entries=False) is Progress.IN_PROGRESS


def test_what_comes_next_is_what_is_due_from_today_on():
    all_standings = standings(None, dt.date(2021, 12, 31))
    assert {standing.instance.due for standing in coming(all_standings, dt.date(2021, 12, 31), 30)} == {
        dt.date(2022, 1, 21)
    }
    assert coming(all_standings, dt.date(2021, 12, 31), 20) == []


def test_a_mark_is_stored_with_who_and_when_and_the_last_one_holds(store):
    adopted = instance("roadmap_adopted")
    mark(store, FIRST_EDITION, [adopted], Mark(Progress.IN_PROGRESS), "Завуч")
    mark(store, FIRST_EDITION, [adopted], Mark(Progress.DONE, dt.date(2020, 11, 6)), "Директор")
    history = history_of_marks(store, FIRST_EDITION)
    assert [(row.mark.status, row.marked_by) for row in history] == [
        (Progress.IN_PROGRESS, "Завуч"),
        (Progress.DONE, "Директор"),
    ]
    current = next(row for row in standings(store, LATE_2021) if row.instance.activity.key == "roadmap_adopted")
    assert current.status is Progress.DONE


def test_earlier_instances_are_marked_together(store):
    earlier = [each for each in instances(seed(), LATE_2021) if each.due and each.due < dt.date(2021, 9, 1)]
    mark(store, FIRST_EDITION, earlier, Mark(Progress.DONE), "Завуч")
    current = standings(store, LATE_2021)
    assert {standing.status for standing in current if standing.instance in earlier} == {Progress.DONE}


def test_an_entry_of_the_journal_keeps_its_file_and_is_withdrawn_and_not_lost(store):
    write_entry(
        store,
        FIRST_EDITION,
        "mentors_consulted",
        dt.date(2021, 9, 3),
        "Консультация",
        "Завуч",
        people="Демакова Т. В.",
        file=("Протокол.pdf", b"%PDF"),
    )
    entry = journal(store, FIRST_EDITION)[0]
    assert (entry.text, entry.file_name, entry.withdrawn) == ("Консультация", "Протокол.pdf", False)
    assert attached(store, entry.id) == b"%PDF"

    def status():
        return next(
            standing.status
            for standing in standings(store, LATE_2021)
            if standing.instance.activity.key == "mentors_consulted"
        )

    assert status() is Progress.ONGOING
    withdraw_entry(store, FIRST_EDITION, entry, "Завуч")
    assert [record.withdrawn for record in journal(store, FIRST_EDITION)] == [True]
    assert status() is Progress.NOT_STARTED


def test_leadership_changes_the_roadmap_and_the_seed_stays_the_starting_point(store):
    assert [edition.roadmap for edition in editions(store)] == [seed()]
    first = seed().directions[0]
    named = first.activities[0].model_copy(update={"people": ("Липа К. Д.",)})
    changed = seed().model_copy(update={"directions": (first.model_copy(update={"activities": (named,)}),)})
    save_editions(store, {FIRST_EDITION: changed}, "Директор", "приказ № 1")
    assert [edition.roadmap for edition in editions(store)] == [changed]


def test_an_edition_ends_where_the_next_one_starts(store):
    first = seed().model_copy(update={"until": dt.date(2024, 12, 31)})
    second = seed().model_copy(update={"since": dt.date(2025, 1, 1)})
    save_editions(store, {1: first, 2: second}, "Директор", "")
    yearly = [
        standing for standing in standings(store, dt.date(2026, 11, 24)) if standing.instance.activity.kind == "yearly"
    ]
    years = {(standing.edition, standing.instance.period.on.year) for standing in yearly}
    assert years == {*((1, year) for year in range(2020, 2025)), (2, 2025), (2, 2026)}


@pytest.mark.parametrize("changes", [{"due": None}, {"kind": "throughout"}, {"title": ""}])
def test_an_activity_that_makes_no_sense_is_refused(changes):
    with pytest.raises(ValidationError):
        Activity.model_validate(seed().activities[0].model_dump() | changes)


def test_two_activities_of_one_key_are_refused():
    twice = seed().directions[0].model_dump()
    with pytest.raises(ValidationError):
        Roadmap.model_validate(seed().model_dump() | {"directions": [twice, twice]})


@pytest.mark.parametrize(("school", "is_of_seed"), [("", True), ("МБОУ СОШ №7", True), ("МБОУ «Гимназия № 1»", False)])
def test_nobody_of_the_seed_answers_in_a_school_that_has_saved_no_roadmap(
    store: Store, school: str, is_of_seed: bool
) -> None:
    save_settings(store, {"school": school}, "Завуч")
    (edition,) = editions(store)
    people = {name for activity in edition.roadmap.activities for name in activity.people}
    assert (people != set()) is is_of_seed
    assert (edition.roadmap == seed()) is is_of_seed
    assert [activity.key for activity in edition.roadmap.activities] == [activity.key for activity in seed().activities]
    assert edition.roadmap.since == seed().since


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ([Progress.DONE, Progress.DONE_LATE, Progress.NOT_STARTED], "выполнено 2 из 3"),
        ([Progress.NOT_STARTED, Progress.NOT_STARTED], "не начато: 2 из 2"),
        ([Progress.DONE, Progress.OVERDUE, Progress.NOT_STARTED], "просрочено: 1 из 3"),
        ([Progress.NOT_STARTED], "не начато"),
    ],
)
def test_what_is_done_of_an_activity_is_told_before_what_has_not_begun_and_what_is_late_before_both(
    statuses: list[Progress], words: str
):
    assert statuses_in_words(statuses) == words
