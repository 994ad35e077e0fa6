"""«Пары»: what asks for a hand narrows the table, and others see counts alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data import demo
from data.changed_pairs import Reason
from data.loading import load
from data.periods import school_year_end
from data.russian import PAIRS, counted, date_text
from data.saving import saving
from data.store.contacts import Contact, note_contacts
from data.store.location import place
from data.store.versions import Store, Version
from metrics.indicators import declared
from metrics.pairs.attention import AttentionCause, attention
from metrics.pairs.pair_rows import PairPhase, PairRow, pair_rows
from metrics.plan.choices import Choices
from metrics.plan.planning import Planner
from pages.components.pair_terms import TermFields
from pages.state.added_pairs import AddState, add_state
from pages.state.pairs import Changing, PairChangeKind, PairState, pair_state, words
from tests.data.store.saved import to_save
from tests.pages.test_pages import figure_texts
from tests.pages.test_pages import words as said

Start = Callable[..., AppTest]
ON = dt.date(2024, 12, 31)


@pytest.fixture(scope="module")
def rows() -> list[PairRow]:
    return pair_rows(load([(demo.PATH.name, demo.PATH.read_bytes())]).roster, ON, declared())


@pytest.fixture(scope="module")
def causes(rows: list[PairRow]) -> dict[AttentionCause, frozenset[int]]:
    return attention(rows, ON, declared().settings.pairing, keeps_outcomes=True)


def named(test: AppTest) -> list[tuple[str, str]]:
    shown: Any = test.dataframe[0].value
    return sorted(zip(shown["Наставник"], shown["Наставляемый"], strict=True))


def titles(rows: list[PairRow]) -> list[tuple[str, str]]:
    return sorted((row.mentor.title, row.mentee.title) for row in rows)


def test_a_cause_and_a_name_narrow_the_table_and_each_cause_has_its_count(
    app: Start, rows: list[PairRow], causes: dict[AttentionCause, frozenset[int]]
):
    test = app("pairs")
    assert named(test) == titles([row for row in rows if row.phase is PairPhase.IN_FORCE])
    pills = test.button_group(key=pair_state.key(PairState.cause))
    assert pills.options == [words(cause, len(places)) for cause, places in causes.items() if places]
    pills.set_value(AttentionCause.NO_OUTCOME).run()
    over = [row for row in rows if row.row in causes[AttentionCause.NO_OUTCOME]]
    assert named(test) == titles(over)
    surname = over[0].mentee.name.split()[0]
    test.text_input(key=pair_state.key(PairState.name)).set_value(surname.upper()).run()
    assert named(test) == titles([row for row in over if surname in row.mentor.name + row.mentee.name])
    test.toggle(key="pairs_in_time").set_value(True).run()
    assert surname in figure_texts(test)


def test_the_first_page_leads_to_the_pairs_that_end_soon(
    app: Start, rows: list[PairRow], causes: dict[AttentionCause, frozenset[int]]
):
    [link] = [link.proto for link in app().get("page_link") if "заканчива" in link.proto.label]
    assert link.page == "pairs"
    query = {name: value for name, (value,) in parse_qs(link.query_string).items()}
    assert named(app("pairs", **query)) == titles([row for row in rows if row.row in causes[AttentionCause.ENDING]])


def test_others_see_counts_without_names_and_without_small_ones(
    app: Start, rows: list[PairRow], causes: dict[AttentionCause, frozenset[int]]
):
    test = app("pairs", show="true")
    shown = f"{said(test)} {test.table[0].value.to_string()}"
    assert not test.dataframe
    assert not {name for row in rows for name in (row.mentor.name, row.mentee.name) if name.split()[0] in shown}
    counts = [len(places) for places in causes.values()]
    assert min(filter(None, counts)) < 5 <= max(counts)
    assert list(test.table[0].value["Сколько"]) == [
        "меньше 5 пар" if 0 < count < 5 else counted(count, *PAIRS) for count in counts
    ]


def test_the_last_contact_of_a_pair_stands_beside_it_and_pairs_without_one_ask_for_a_hand(app: Start):
    store = Store(place())
    store.save(to_save(), None)
    roster = to_save().roster
    on = roster.as_of
    pair, *others = pair_rows(roster, on, declared())
    contact = Contact(pair.mentor.name, pair.mentee.name, pair.start, on)
    note_contacts(store, [contact], "Завуч", on)
    shown: Any = app("pairs").dataframe[0].value
    days = dict(zip(zip(shown["Наставник"], shown["Наставляемый"], strict=True), shown["Встреча"], strict=True))
    assert days.pop((pair.mentor.title, pair.mentee.title)) == date_text(on)
    assert set(days.values()) == {""}
    asking = shown["Внимание"][shown["Встреча"] == ""]
    assert len(asking) == len([row for row in others if row.phase is PairPhase.IN_FORCE])
    assert all("без встреч" in words for words in asking)
    assert not any("без встреч" in words for words in shown["Внимание"][shown["Встреча"] != ""])


def stored() -> tuple[Store, Version]:
    store = Store(place())
    return store, store.save(saving(load([(demo.PATH.name, demo.PATH.read_bytes())]), [], "Завуч", ""), None)[0]


def begun(app: Start, kind: PairChangeKind, rows: tuple[int, ...], version: Version) -> AppTest:
    """Returns the page after rows were ticked and a button was pressed: a table cannot be clicked here."""
    test = app("pairs")
    test.session_state[pair_state.key(PairState.changing)] = Changing(kind, rows, version.identity)
    return test.run()


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label and not button.disabled).click().run()
    assert not test.exception
    return test


def test_chosen_pairs_are_ended_in_a_new_version_whose_effect_is_seen_before(
    app: Start, rows: list[PairRow], causes: dict[AttentionCause, frozenset[int]]
):
    store, version = stored()
    places = tuple(sorted(causes[AttentionCause.ENDING]))[:2]
    test = begun(app, PairChangeKind.END, places, version)
    assert any("Стало" in table.value for table in test.table)
    assert all(rows[place].mentee.name in said(test) for place in places)
    test.selectbox(key=pair_state.key(PairState.reason)).set_value(Reason.BY_MENTOR)
    test.date_input(key=pair_state.key(PairState.last)).set_value(dt.date(2024, 12, 30))
    test.text_input(key="who_typed").set_value("Завуч").run()
    press(test, "Сохранить новую версию")
    changed = [row for row in pair_rows(store.roster(2), ON, declared()) if row.row in places]
    assert [(row.end, row.status) for row in changed] == [(dt.date(2024, 12, 30), Reason.BY_MENTOR.value)] * 2
    assert "Завершено: 2\u00a0пары. Это версия № 2" in said(test)


def test_what_is_refused_is_told_in_place_and_of_two_who_change_at_once_the_second_is_told(app: Start):
    store, version = stored()
    test = begun(app, PairChangeKind.END, (0,), version)
    test.date_input(key=pair_state.key(PairState.last)).set_value(dt.date(2019, 1, 1)).run()
    assert "Эти пары записать нельзя" in said(test)
    assert next(button for button in test.button if button.label == "Сохранить новую версию").disabled
    store.make_current(1, "Директор", "", version.identity)
    test.run()
    assert "Списки за это время изменились" in said(test)
    assert "Сохранить новую версию" not in {button.label for button in test.button}


def adding(app: Start, start: dt.date, **chosen: object) -> AppTest:
    """Returns the page with the form of a new pair, filled in."""
    test = press(app("pairs"), "Добавить пару…")
    if chosen.get("outsider"):
        test.toggle(key=add_state.key(AddState.is_outside)).set_value(True).run()
        test.text_input(key=add_state.key(AddState.outsider)).set_value(chosen["outsider"])
    else:
        test.selectbox(key=add_state.key(AddState.mentor)).set_value(chosen["mentor"])
    test.selectbox(key=add_state.key(AddState.mentee)).set_value(chosen["mentee"])
    test.text_input(key="who_typed").set_value("Завуч")
    test.date_input(key=TermFields("added").key(TermFields.start)).set_value(start).run()
    assert not test.exception
    return test


def last_pair(store: Store) -> PairRow:
    return pair_rows(store.roster(2), ON, declared())[-1]


def test_a_pair_is_added_by_hand_in_a_new_version_whose_effect_is_seen_before(app: Start):
    store, version = stored()
    proposal = Planner(store.roster(1), ON.year, ON, declared()).plan().proposals[0]
    mentor, mentee = proposal.pair
    test = adding(app, ON, mentor=mentor, mentee=mentee)
    assert any("Стало" in table.value for table in test.table)
    press(test, "Сохранить новую версию")
    made = last_pair(store)
    assert (made.mentor.key, made.mentee.key, made.form) == (mentor, mentee, proposal.form)
    assert (made.start, made.end) == (ON, school_year_end(ON))
    assert store.versions()[0].counts["pairs"] == version.counts["pairs"] + 1


def test_a_mentor_from_outside_is_added_by_the_name_that_is_typed(app: Start):
    store, _ = stored()
    pupil = Planner(store.roster(1), ON.year, ON, declared()).plan().proposals[0].mentee
    test = adding(app, ON, outsider="Ёлкин Дуб Каштанович", mentee=pupil.id)
    press(test, "Сохранить новую версию")
    made = last_pair(store)
    assert (made.mentor.name, made.mentor.person) == ("Ёлкин Дуб Каштанович", None)
    assert made.mentee.key == pupil.id


def test_a_pair_by_hand_keeps_to_the_rules_of_the_proposals_and_the_reason_is_said(app: Start):
    store, version = stored()
    planner = Planner(store.roster(1), ON.year, ON, declared())
    mentor, mentee = next(one.pair for one in planner.plan().proposals if one.mentor.is_student)
    test = adding(app, ON, mentor=mentee, mentee=mentor)
    words = planner.rules(Choices()).objections(planner.pool.place[mentee], planner.pool.place[mentor])
    assert words
    assert all(word in said(test) for word in words)
    assert next(button for button in test.button if button.label == "Сохранить новую версию").disabled
    store.make_current(1, "Директор", "", version.identity)
    test.run()
    assert "Списки за это время изменились" in said(test)


def test_who_mentors_whom_stands_as_a_table_too_and_tells_special_groups_only_when_asked_for(app: Start):
    test = app("pairs")
    test.toggle(key="pair_flow_table").set_value(True).run()
    title = next(group.title for group in declared().groups.values() if group.special)

    def groups() -> set[str]:
        return set(next(table.value for table in test.table if "Наставляемые" in table.value)["Наставляемые"])

    assert not [group for group in groups() if title in group]
    for value in (PairState.special_flow, PairState.small_flow):
        test.toggle(key=pair_state.key(value)).set_value(True).run()
    assert [group for group in groups() if title in group]
