"""«Подбор новых пар»: the plan, who is in it and why not, what a person settles, what lies ahead."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import demo
from data.loading import load
from data.periods import school_year_end
from data.russian import PAIRS, counted, date_text
from data.saving import saving
from data.store.location import place
from data.store.versions import Store
from data.vocabulary import FORMS
from metrics.indicators import load as declared
from metrics.plan.choices import Choices
from metrics.plan.planning import Plan, Planner
from metrics.plan.wording import plan_sentence, what_it_takes
from metrics.sensitive import special_numbers
from pages.components.pair_terms import TermFields
from pages.state.plans import PlanState, plan_state
from tests.pages.test_pages import ESCAPED, words

Start = Callable[..., AppTest]


@pytest.fixture(scope="module")
def planner() -> Planner:
    roster = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    return Planner(roster, 2024, dt.date(2024, 12, 31), declared())


@pytest.fixture(scope="module")
def plan(planner: Planner) -> Plan:
    return planner.plan()


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label and not button.disabled).click().run()
    assert not test.exception
    return test


def tables(test: AppTest) -> list[Any]:
    return [element.value for kind in (test.table, test.dataframe) for element in kind]


def pairs_shown(test: AppTest) -> list[tuple[str, str]]:
    table = next(frame.value for frame in test.dataframe if "Наставник" in frame.value)
    return list(zip(table["Наставник"], table["Наставляемый"], strict=True))


def test_the_page_says_the_plan_in_one_sentence_and_shows_its_pairs_and_shares(app: Start, plan: Plan):
    test = app("matching")
    assert test.title[0].value == plan_sentence(plan)
    assert pairs_shown(test) == [(one.mentor.title, one.mentee.title) for one in plan.proposals]
    assert "Скачать план" in {button.proto.label for button in test.get("download_button")}
    shares = tables(test)[0]
    assert [ESCAPED.sub(r"\1", text).split(" (")[1].rstrip(")") for text in shares["С новыми парами"]] == [
        f"{result.headline.part} из {result.headline.whole}" for result in plan.after
    ]


def test_which_shares_of_health_or_registers_a_pair_counts_in_is_shown_only_when_it_is_asked_for(
    app: Start, plan: Plan
):
    served = [sorted({*one.mentor_serves, *one.mentee_serves}) for one in plan.proposals]
    special = special_numbers(declared())
    assert special & {number for numbers in served for number in numbers}
    test = app("matching")
    for is_shown in (False, True):
        told = next(frame.value for frame in test.dataframe if "Наставник" in frame.value)["№"]
        hidden = set() if is_shown else special
        assert list(told) == [
            ", ".join(str(number) for number in numbers if number not in hidden) for numbers in served
        ]
        test.toggle(key=plan_state.key(PlanState.special)).set_value(True).run()


def test_the_first_page_names_new_pairs_that_tell_of_no_special_group_and_leads_to_all(app: Start, plan: Plan):
    test = app()
    assert what_it_takes(plan) in words(test)
    special = special_numbers(declared())
    telling = [bool(special & {*one.mentor_serves, *one.mentee_serves}) for one in plan.proposals]
    assert {True, False} == set(telling)
    for one, tells in zip(plan.proposals, telling, strict=True):
        assert (one.mentor.short in words(test), one.mentee.short in words(test)) == (not tells, not tells)
    forms = Counter(FORMS[one.form] for one, tells in zip(plan.proposals, telling, strict=True) if tells)
    for form, count in forms.items():
        assert f"{form}: ещё {counted(count, *PAIRS)}" in words(test)
    [link] = [link.proto for link in test.get("page_link") if "новые пары" in link.proto.label]
    assert (link.page, link.query_string) == ("matching", "plan_year=2024")


def test_the_first_page_tells_others_nothing_of_new_pairs(app: Start, plan: Plan):
    shown = words(app("overview", show="true"))
    assert not [one for one in plan.proposals if one.mentee.short in shown or FORMS[one.form] in shown]
    assert what_it_takes(plan) not in shown


def test_of_anybody_the_page_says_why_not_and_what_is_settled_holds_until_it_is_taken_back(
    app: Start, planner: Planner, plan: Plan
):
    test = app("matching")
    mentor = plan.proposals[0].mentor
    test.selectbox(key=plan_state.key(PlanState.person)).set_value(mentor.id).run()
    assert "предложен наставником" in words(test)
    press(test, "Не предлагать наставником")
    without = planner.plan(Choices(no_mentors=frozenset({mentor.id})))
    assert pairs_shown(test) == [(one.mentor.title, one.mentee.title) for one in without.proposals]
    assert "вы не предлагаете как наставника" in words(test)
    press(test, "Сбросить выбор")
    assert pairs_shown(test) == [(one.mentor.title, one.mentee.title) for one in plan.proposals]


def test_two_people_are_told_whether_they_may_be_a_pair_and_can_be_pinned(app: Start, planner: Planner, plan: Plan):
    test = app("matching")
    first, mentee = plan.proposals[0].pair
    teacher = next(
        person.id
        for person in planner.pool.people
        if not person.is_student
        and not planner.rules(Choices()).objections(planner.pool.place[person.id], planner.pool.place[mentee])
    )
    test.selectbox(key=plan_state.key(PlanState.person)).set_value(teacher).run()
    test.selectbox(key=plan_state.key(PlanState.partner)).set_value(mentee).run()
    assert "обучающийся не наставляет педагога" in words(test)
    press(test, "Закрепить эту пару")
    titles = {person.id: person.title for person in planner.pool.people}
    assert (titles[teacher], titles[mentee]) in pairs_shown(test)
    assert (titles[first], titles[mentee]) not in pairs_shown(test)


@pytest.mark.parametrize("section", ["Что если", "Прогноз", "На ком держится"])
def test_each_section_opens(app: Start, section: str):
    test = app("matching")
    test.button_group(key=plan_state.key(PlanState.section)).set_value(section).run()
    assert not test.exception
    assert any(len(table) for table in tables(test))


def test_tables_of_the_same_columns_stand_on_one_page_however_long_they_are(
    app: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pages.components.tables.READ_WHOLE", 0)
    test = app("matching")
    test.button_group(key=plan_state.key(PlanState.section)).set_value("На ком держится").run()
    assert not test.exception
    columns = [tuple(table) for table in tables(test)]
    assert len(columns) > len(set(columns))


def test_a_supposition_changes_the_shares_beside_those_of_today(app: Start):
    test = app("matching")
    test.button_group(key=plan_state.key(PlanState.section)).set_value("Что если").run()
    test.multiselect(key=plan_state.key(PlanState.classes)).set_value(["11А"]).run()
    assert not test.exception
    table, moved = tables(test)
    assert any(now != then for now, then in zip(table["Как есть"], table["Стало бы"], strict=True))
    assert "выбыл из школы или окончил её" in set(moved["Причина"])


def test_proposals_become_pairs_in_a_new_version_whose_effect_is_seen_before(app: Start):
    store = Store(place())
    first, _ = store.save(saving(load([(demo.PATH.name, demo.PATH.read_bytes())]), [], "Завуч", ""), None)
    test = app("matching")
    shown = pairs_shown(test)
    press(test, f"Записать все пары ({len(shown)})…")
    test.text_input(key="who_typed").set_value("Завуч").run()
    before = [text for table in tables(test) if "Стало" in table for text in table["Стало"]]
    assert before
    fields, following = TermFields("plan"), first.as_of + dt.timedelta(days=1)
    start = test.date_input(key=fields.key(TermFields.start))
    assert start.value == first.as_of
    assert "Дата данных станет" not in words(test)
    start.set_value(following).run()
    assert f"Дата данных станет {date_text(following)} вместо {date_text(first.as_of)}" in words(test)
    press(test, "Сохранить новую версию")
    assert test.session_state["date"] == following
    assert store.versions()[0].counts["pairs"] == first.counts["pairs"] + len(shown)
    assert "Записано: 2" in words(test)
    added = store.roster(2).pairs.tail(len(shown))
    assert set(added["end"].dt.date) == {school_year_end(first.as_of)}
    assert [(mentor, mentee) for mentor, mentee in zip(added["mentor"], added["mentee"], strict=True)] == [
        (mentor.split(",")[0], mentee.split(",")[0]) for mentor, mentee in shown
    ]


def test_pairs_of_lists_that_somebody_has_replaced_are_not_recorded(app: Start):
    store = Store(place())
    whole = load([(demo.PATH.name, demo.PATH.read_bytes())])
    first, _ = store.save(saving(whole, [], "Завуч", ""), None)
    test = app("matching")
    press(test, f"Записать все пары ({len(pairs_shown(test))})…")
    fewer = replace(whole, roster=replace(whole.roster, pairs=whole.roster.pairs.iloc[:-1]))
    store.save(saving(fewer, [], "Директор", ""), first.identity)
    test.run()
    assert "Списки за это время изменились" in words(test)
    assert "Сохранить новую версию" not in {button.label for button in test.button}


def test_two_people_are_kept_apart_for_good_where_lists_are_stored(app: Start, plan: Plan):
    store = Store(place())
    store.save(saving(load([(demo.PATH.name, demo.PATH.read_bytes())]), [], "Завуч", ""), None)
    mentor, mentee = plan.proposals[0].mentor, plan.proposals[0].mentee
    test = app("matching")
    test.selectbox(key=plan_state.key(PlanState.person)).set_value(mentor.id).run()
    test.selectbox(key=plan_state.key(PlanState.partner)).set_value(mentee.id).run()
    press(test, "Никогда не ставить этих двоих вместе")
    assert "этих людей вы не ставите в пару" in words(test)
    assert (mentor.title, mentee.title) not in pairs_shown(app("matching"))
    press(test, "Разрешить этим двоим быть парой")
    assert (mentor.title, mentee.title) in pairs_shown(app("matching"))


def choose_first(test: AppTest, plan: Plan) -> AppTest:
    """Ticks the first of the pairs that the page shows, those of `plan`."""
    key = f"plan_proposals_{hash(tuple(one.pair for one in plan.proposals))}"
    test.session_state[key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    return test.run()


def test_a_rejected_pair_is_replaced_and_nothing_is_ticked_in_the_next_plan(app: Start, planner: Planner, plan: Plan):
    test = press(choose_first(app("matching"), plan), "Отклонить")
    again = planner.plan(Choices(rejected=frozenset({plan.proposals[0].pair})))
    assert pairs_shown(test) == [(one.mentor.title, one.mentee.title) for one in again.proposals]
    assert "Отклонить" not in {button.label for button in test.button}


def test_the_mentee_of_a_pair_is_given_the_mentor_who_is_chosen_instead(app: Start, plan: Plan):
    test = choose_first(app("matching"), plan)
    field = next(box for box in test.selectbox if box.label == "Другой наставник")
    chosen = field.options[0]
    field.select_index(0)
    test.run()
    assert not test.exception
    mentee = plan.proposals[0].mentee.title
    [mentor] = [mentor for mentor, other in pairs_shown(test) if other == mentee]
    assert chosen.startswith(mentor)
    assert mentor != plan.proposals[0].mentor.title
