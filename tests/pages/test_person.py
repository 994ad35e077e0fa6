"""«Карточка человека»: all that is known of one person, what is special only when asked for, no name in an address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from data.roster import Roster
from data.store.contacts import Contact, note_contacts
from data.store.location import place
from data.store.versions import Store
from metrics.indicators import declared
from metrics.pairs.pair_rows import PairRow, pair_rows
from pages.state.added_pairs import AddState, add_state
from pages.state.pairs import PairState, pair_state
from pages.state.state import SessionState, state
from tests.data.store.saved import to_save
from tests.pages.shown import shown_tables
from tests.pages.test_pages import words

Start = Callable[..., AppTest]


@pytest.fixture
def roster() -> Iterator[Roster]:
    """Stores the small school, a contact of its first pair among it."""
    saving = to_save()
    store = Store(place())
    store.save(saving, None)
    pair = pairs(saving.roster)[0]
    contact = Contact(pair.mentor.name, pair.mentee.name, pair.start, saving.roster.as_of, topic="Дроби")
    note_contacts(store, [contact], "Завуч", saving.roster.as_of)
    yield saving.roster


def pairs(roster: Roster) -> list[PairRow]:
    return pair_rows(roster, roster.as_of, declared())


def said(test: AppTest) -> str:
    """Returns the texts and tables of the page."""
    return words(test) + "".join(frame.to_string() for frame in shown_tables(test))


def card(app: Start, pair: PairRow) -> AppTest:
    """Returns the card of a mentee."""
    test = app("person")
    assert pair.mentee.person
    return test.selectbox(key="person_of_card").set_value(pair.mentee.person.id).run()


def test_a_card_tells_the_person_s_shares_pairs_contacts_and_versions(app: Start, roster: Roster):
    pair = pairs(roster)[0]
    test = card(app, pair)
    assert not test.exception
    tables = {next(iter(frame.columns)): frame for frame in shown_tables(test)}
    assert set(tables) == {"№", "Наставник", "День", "Версия"}
    own = [each for each in pairs(roster) if each.mentee.key == pair.mentee.key or each.mentor.key == pair.mentee.key]
    assert sorted(tables["Наставник"]["Наставник"]) == sorted(each.mentor.title for each in own)
    assert list(tables["День"]["О чём говорили"]) == ["Дроби"]
    assert list(tables["Версия"]["ФИО"]) == [pair.mentee.name]


def test_what_tells_of_health_or_registers_is_shown_only_when_asked_for(app: Start, roster: Roster):
    marked = roster.students[roster.students["ovz"].fillna(False).astype(bool)]["name"].tolist()
    pair = next(pair for pair in pairs(roster) if pair.mentee.name in marked)
    test = card(app, pair)
    assert "ОВЗ" not in said(test)
    next(toggle for toggle in test.toggle if toggle.label == "Показать закрытые сведения").set_value(True).run()
    assert said(test).count("ОВЗ") > 1


def test_no_address_of_a_card_holds_a_name_and_others_do_not_see_it(app: Start, roster: Roster):
    pair = pairs(roster)[0]
    test = card(app, pair)
    surname = pair.mentee.name.split()[0]
    assert surname in words(test)
    assert not [value for value in dict(test.query_params).values() if surname in str(value)]
    assert surname not in words(app("person", show="true"))


def test_from_a_card_a_pair_is_added_or_changed_and_the_person_destroyed_without_the_name_in_the_address(
    app: Start, roster: Roster
):
    pair = pairs(roster)[0]
    assert pair.mentee.person
    for label, told in {
        "Изменить или завершить пару": lambda test: test.text_input(key=pair_state.key(PairState.name)).value,
        "Добавить наставника": lambda test: test.selectbox(key=add_state.key(AddState.mentee)).value,
        "Добавить наставляемого": lambda test: test.selectbox(key=add_state.key(AddState.mentor)).value,
        "Уничтожить данные…": lambda test: test.selectbox(key=state.key(SessionState.destroy_person)).value.name,
    }.items():
        test = card(app, pair)
        next(button for button in test.button if button.label == label).click().run()
        assert not test.exception
        assert told(test) in (pair.mentee.person.id, pair.mentee.name)
        assert not [value for value in dict(test.query_params).values() if pair.mentee.name.split()[0] in str(value)]
