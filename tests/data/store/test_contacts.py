"""Contacts of pairs: noted for several at once, withdrawn but never changed, gone with a person and with nobody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from data.findings import ListError
from data.people.person_search import ErasureTarget
from data.store.backup import backup
from data.store.contacts import (
    LONGEST,
    Contact,
    PairKey,
    contacts_of,
    days_without_contact,
    last_contacts,
    note_contacts,
    withdraw_contact,
)
from data.store.erasure import erase_person, erase_version, preview_erasure
from data.store.person_history import everyone_named
from data.store.restore import restore
from data.store.versions import Store
from tests.data.store.saved import to_save

TODAY = dt.date(2024, 12, 31)


@pytest.fixture
def store(store_place) -> Store:
    """A store of a version of the small school."""
    made = Store(store_place)
    made.save(to_save(), None)
    return made


def pairs() -> list[Contact]:
    """Returns a contact for each pair of the small school, on the day it began."""
    rows = to_save().roster.pairs[["mentor", "mentee", "start"]].itertuples(index=False)
    return [Contact(mentor, mentee, start.date(), start.date()) for mentor, mentee, start in rows]


def test_several_pairs_are_noted_at_once_with_all_that_was_said(store):
    said = {"mode": "remote", "minutes": 45, "topic": "Дроби", "next_step": "Решить пять задач"}
    contacts = [replace(contact, on=TODAY, **said) for contact in pairs()]
    note_contacts(store, contacts, "Завуч", TODAY)
    noted = contacts_of(Store(store.place))
    assert {each.contact for each in noted} == set(contacts)
    assert {each.noted_by for each in noted} == {"Завуч"}


def test_what_cannot_have_been_is_refused_and_nothing_of_it_is_stored(store):
    sound = pairs()[0]
    wrong = {
        "ещё не наступила": replace(sound, on=TODAY + dt.timedelta(days=1)),
        "раньше начала пары": replace(sound, on=sound.start - dt.timedelta(days=1)),
        "Длительность": replace(sound, minutes=LONGEST + 1),
    }
    for words, contact in wrong.items():
        with pytest.raises(ListError, match=words):
            note_contacts(store, [sound, contact], "Завуч", TODAY)
    assert contacts_of(store) == []


def test_the_last_contact_is_the_last_that_took_place_and_was_not_withdrawn(store):
    sound = pairs()[0]
    days = [sound.start + dt.timedelta(days=days) for days in (1, 5, 9)]
    contacts = [replace(sound, on=days[0]), replace(sound, on=days[1]), replace(sound, on=days[2], took_place=False)]
    note_contacts(store, contacts, "Завуч", TODAY)
    assert last_contacts(contacts_of(store), TODAY) == {sound.pair: days[1]}
    assert last_contacts(contacts_of(store), days[0]) == {sound.pair: days[0]}
    mistaken = next(noted for noted in contacts_of(store) if noted.contact.on == days[1])
    withdraw_contact(store, mistaken.id, "Завуч")
    assert last_contacts(contacts_of(store), TODAY) == {sound.pair: days[0]}
    (withdrawn,) = [noted for noted in contacts_of(store) if noted.withdrawn_at]
    withdraw_contact(store, mistaken.id, "Другой")
    assert withdrawn in contacts_of(store)
    assert withdrawn.contact == mistaken.contact


def test_a_pair_without_a_contact_counts_from_its_beginning():
    pair = PairKey.of("Наставник", "Наставляемый", dt.date(2024, 9, 1))
    assert days_without_contact(pair, {}, dt.date(2024, 9, 11)) == 10
    assert days_without_contact(pair, {pair: dt.date(2024, 9, 6)}, dt.date(2024, 9, 11)) == 5


def test_the_spelling_of_a_name_does_not_part_a_pair_from_its_contacts():
    assert PairKey.of("Клёнов  Пётр", "а", TODAY) == PairKey.of("КЛЕНОВ ПЕТР", "А", TODAY)


def test_contacts_of_a_person_go_with_him_and_texts_that_name_him_are_emptied(store):
    contacts = pairs()
    gone = contacts[0]
    others = [contact for contact in contacts if gone.mentee not in (contact.mentor, contact.mentee)]
    assert others
    naming = replace(others[0], on=TODAY, topic=f"Вместе: {gone.mentee}")
    note_contacts(store, [*contacts, naming], "Завуч", TODAY)
    target = next(target for target in everyone_named(store) if target.name == gone.mentee)
    own = len(contacts) - len(others)
    assert preview_erasure(store, target).contacts == own + 1
    erase_person(store, target, "Директор", "заявление")
    remaining = [noted.contact for noted in contacts_of(store)]
    assert {contact.pair for contact in remaining} == {contact.pair for contact in others}
    assert not [contact for contact in remaining if gone.mentee in contact.topic]
    assert len(remaining) == len(others) + 1


def test_a_person_of_whom_contacts_alone_tell_can_still_be_destroyed(store):
    contact = pairs()[0]
    note_contacts(store, [contact], "Завуч", TODAY)
    erase_version(store, 1, "Директор", "срок хранения вышел")
    target = ErasureTarget(contact.mentee)
    assert target in everyone_named(store)
    erase_person(store, target, "Директор", "заявление")
    assert contacts_of(store) == []


def test_a_backup_holds_the_contacts(store, tmp_path):
    note_contacts(store, pairs(), "Завуч", TODAY)
    before = contacts_of(store)
    path = tmp_path / "copy.sqlite"
    backup(store, path)
    withdraw_contact(store, before[0].id, "Завуч")
    restore(store.place, path)
    assert contacts_of(Store(store.place)) == before
