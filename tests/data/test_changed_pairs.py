"""A change of pairs is what a person would have written into the list of pairs, and nothing else of the lists."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import demo
from data.changed_pairs import Ended, Extended, InForm, InMode, PairChange, Reason, WithMentor, with_changed_pairs
from data.findings import ListError
from data.loading import load
from data.parsing import IS_OVER, status_of
from data.periods import year_to_date
from data.roster import Roster
from data.saving import lists_with_changed_pairs, saving
from data.store.errors import Overtaken
from data.store.location import place
from data.store.versions import Store
from metrics.results import results
from tests.data.lists import TODAY, checked, required_columns
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, to_save

DAY = dt.date(2024, 12, 1)
SAPLING = "Можжевельник Явор Лесович"
HEADER = "Наставник | Наставляемый | Форма наставничества | Дата начала | Дата окончания | Формат | Статус | Результат"
FIRST = "Липа Калина Дубравовна | Ромашкина Верба Кедровна | учитель – ученик | 01.09.2024"
SECOND = "Липа Калина Дубравовна | Можжевельник Явор Лесович | учитель – учитель | 01.09.2024"
THIRD = "Клевер Ясень Тополевич | Осока Рябина Кленовна | ученик – ученик | 01.10.2024"
WAS = (f"{FIRST} | 31.05.2025 | очный | |", f"{SECOND} | | | |", f"{THIRD} | | смешанный | |")


def teacher(roster: Roster, name: str) -> int:
    people: Any = roster.teachers
    return int(people.loc[people["name"] == name, "person"].iloc[0])


def by_hand(*rows: str) -> Roster:
    return checked(STUDENTS, TEACHERS, "\n".join([HEADER, *rows]), as_of=TODAY).roster


def changed(rows: set[int], change: PairChange, pairs: str = PAIRS) -> Roster:
    store = Store(place())
    store.save(to_save(pairs=pairs), None)
    return lists_with_changed_pairs(store, 1, rows, change, TODAY, required_columns()).roster


CHANGES: dict[str, tuple[set[int], PairChange, tuple[str, ...]]] = {
    "extended": (
        {0, 1}, Extended(dt.date(2025, 8, 31)),
        (f"{FIRST} | 31.08.2025 | очный | |", f"{SECOND} | 31.08.2025 | | |", WAS[2]),
    ),
    "not shortened": ({0}, Extended(dt.date(2025, 1, 31)), WAS),
    "ended": (
        {0, 2}, Ended(DAY, Reason.BY_PARENTS),
        (
            f"{FIRST} | 01.12.2024 | очный | расторгнута по инициативе родителей |", WAS[1],
            f"{THIRD} | 01.12.2024 | смешанный | расторгнута по инициативе родителей |",
        ),
    ),
    "ended with an outcome": (
        {1}, Ended(DAY, Reason.DONE, "ведёт уроки сам"),
        (WAS[0], f"{SECOND} | 01.12.2024 | | завершена | ведёт уроки сам", WAS[2]),
    ),
    "ended before": ({0}, Ended(dt.date(2026, 1, 1), Reason.LEFT), (f"{FIRST} | 31.05.2025 | очный | выбыл |", *WAS[1:])),
    "in a mode": ({1, 2}, InMode("remote"), (WAS[0], f"{SECOND} | | дистанционный | |", f"{THIRD} | | дистанционный | |")),
    "in a form": ({0}, InForm("other"), (WAS[0].replace("учитель – ученик", "иная"), *WAS[1:])),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_gives_the_pairs_and_the_shares_of_the_list_written_by_hand(name: str):
    rows, change, written = CHANGES[name]
    made, expected = changed(rows, change), by_hand(*written)
    for column in ("mentor", "mentee", "form", "start", "end", "mode", "status", "outcome"):
        assert texts(made, column) == texts(expected, column)
    assert shares(made) == shares(expected)


def texts(roster: Roster, column: str) -> list[str]:
    """Returns a column of the pairs; what the list does not carry is empty everywhere."""
    pairs: Any = roster.pairs
    return ["" if pd.isna(value) else str(value) for value in pairs.get(column, [None] * len(pairs))]


def shares(roster: Roster) -> list[tuple[int | None, int | None]]:
    return [
        (one.headline.part, one.headline.whole)
        for on in (DAY, TODAY, dt.date(2025, 6, 30))
        for one in results(roster, year_to_date(on))
    ]


def test_with_another_mentor_the_former_pair_ends_the_day_before_and_one_begins():
    made = changed({2}, WithMentor(("teachers", teacher(to_save().roster, SAPLING)), DAY))
    expected = by_hand(
        *WAS[:2], f"{THIRD} | 30.11.2024 | смешанный | завершена: другой наставник |",
        f"{SAPLING} | Осока Рябина Кленовна | учитель – ученик | 01.12.2024 | | смешанный | |",
    )  # fmt: skip
    for column in ("mentor", "mentee", "form", "start", "end", "mode", "mentor_teacher", "mentee_student"):
        assert texts(made, column) == texts(expected, column)
    assert shares(made) == shares(expected)


def test_a_pair_that_has_not_begun_has_the_other_mentor_alone_and_nothing_of_the_former_one():
    header, *rows = [line for line in PAIRS.splitlines() if line.strip()]
    pairs = "\n".join(
        [f"{header} | Основные компетенции | Согласие наставника", *(f"{row} | шахматы | да" for row in rows)]
    )
    made: Any = changed(
        {2}, WithMentor(("teachers", teacher(to_save().roster, SAPLING)), dt.date(2024, 10, 1)), pairs
    ).pairs
    assert len(made) == 3
    assert made["mentor"].iloc[2] == SAPLING
    assert made["competences"].fillna("").tolist() == ["шахматы", "шахматы", ""]
    assert made["mentor_consent"].tolist() == [True, True, False]


@cache
def demonstration() -> Roster:
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2027, 1, 1))
SOME_CHANGE = st.one_of(
    DAYS.map(Extended),
    st.builds(Ended, DAYS, st.sampled_from(Reason), st.sampled_from(["", "окреп"])),
    st.sampled_from(["onsite", "remote", "mixed"]).map(InMode),
    st.sampled_from(["other", "student_student"]).map(InForm),
    st.builds(WithMentor, st.just(("teachers", 3)), DAYS),
)
TOUCHED = {
    Extended: {"end", "status"}, Ended: {"end", "status", "outcome"}, InMode: {"mode"}, InForm: {"form"},
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.frozensets(st.integers(0, 100), max_size=20), SOME_CHANGE)
def test_nothing_else_of_the_lists_changes(rows: frozenset[int], change: PairChange):
    before = demonstration()
    after = with_changed_pairs(before, rows, change)
    assert after.students is before.students and after.teachers is before.teachers and after.as_of == before.as_of
    old: Any = before.pairs
    new: Any = after.pairs
    others = [row for row in range(len(old)) if row not in rows]
    pd.testing.assert_frame_equal(new[list(old.columns)].iloc[others], old.iloc[others])
    if isinstance(change, WithMentor):
        begun = [row for row in sorted(rows) if old["start"].iloc[row].date() < change.day]
        assert len(new) == len(old) + len(begun)
        same = ["mentee", "mentee_student", "mentee_teacher", "mentee_number", "mode"]
        pd.testing.assert_frame_equal(new[same].iloc[: len(old)], old[same])
        pd.testing.assert_frame_equal(
            new[same].iloc[len(old) :].reset_index(drop=True), old[same].iloc[begun].reset_index(drop=True)
        )
    else:
        kept = [column for column in old if column not in TOUCHED[type(change)]]
        pd.testing.assert_frame_equal(new[kept], old[kept])
        assert len(new) == len(old)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_read_as_the_end_of_a_pair(reason: Reason):
    assert status_of(reason.value) == IS_OVER


def test_what_the_checks_refuse_is_not_saved_and_the_second_of_two_is_told():
    store = Store(place())
    version, _ = store.save(to_save(), None)
    with pytest.raises(ListError, match="ничего не сохранено"):
        lists_with_changed_pairs(store, 1, {0}, Ended(dt.date(2024, 8, 1), Reason.DONE), TODAY, required_columns())
    made = [
        saving(lists_with_changed_pairs(store, 1, {0}, change, TODAY, required_columns()), [], "Завуч", "")
        for change in (InMode("remote"), InMode("mixed"))
    ]
    store.save(made[0], version.identity)
    with pytest.raises(Overtaken):
        store.save(made[1], version.identity)
