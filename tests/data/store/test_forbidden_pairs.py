"""Two people who are kept apart stay so until it is taken back, or one of them is destroyed."""

from __future__ import annotations

import datetime as dt

from data.people.person_search import ErasureTarget
from data.store.erasure import erase_person
from data.store.forbidden_pairs import allow_pair, forbid_pair, forbidden_pairs
from data.store.versions import Store
from tests.data.store.saved import to_save

VERBA, YASEN, LIPA = (
    ("students", "Ромашкина Верба Кедровна", "2010-02-01"),
    ("students", "Клевер Ясень Тополевич", ""),
    ("teachers", "Липа Калина Дубравовна", "1980-12-12"),
)


def test_two_people_are_kept_apart_in_whatever_order_they_are_named_until_it_is_taken_back(store_place: str):
    store = Store(store_place)
    forbid_pair(store, frozenset((VERBA, YASEN)), "Завуч")
    forbid_pair(store, frozenset((YASEN, VERBA)), "Завуч")
    forbid_pair(store, frozenset((LIPA, YASEN)), "Завуч")
    assert forbidden_pairs(Store(store_place)) == {frozenset((VERBA, YASEN)), frozenset((LIPA, YASEN))}
    allow_pair(store, frozenset((YASEN, VERBA)))
    assert forbidden_pairs(store) == {frozenset((LIPA, YASEN))}


def test_it_goes_with_who_is_destroyed(store_place: str):
    store = Store(store_place)
    store.save(to_save(), None)
    forbid_pair(store, frozenset((VERBA, YASEN)), "Завуч")
    forbid_pair(store, frozenset((LIPA, YASEN)), "Завуч")
    erase_person(store, ErasureTarget(VERBA[1], dt.date(2010, 2, 1)), "Директор", "заявление")
    assert forbidden_pairs(store) == {frozenset((LIPA, YASEN))}
