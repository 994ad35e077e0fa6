"""A save is undone by making the version before current again; older lists are warned of before they are saved."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.findings import ListError, Severity
from data.saving import checked_with_stored, undo_last_save
from data.store.erasure import erase_version
from data.store.versions import Store
from tests.data.lists import TODAY, reported, sheet
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, to_save, without

DAY_BEFORE = TODAY - dt.timedelta(days=1)


@pytest.fixture
def store(store_place: str) -> Store:
    """Two versions: the second without Осока."""
    store = Store(store_place)
    first, _ = store.save(to_save(), None)
    store.save(to_save(without(STUDENTS, "Осока"), pairs=without(PAIRS, "Осока")), first.identity)
    return store


def test_the_version_before_is_current_again_and_nothing_is_lost(store):
    made = undo_last_save(store, 2, "Завуч")
    assert (made.id, made.copy_of, made.based_on, made.saved_by) == (3, 1, 2, "Завуч")
    assert made.note == "отменено сохранение версии № 2"
    assert store.current_id() == made.identity
    assert [version.id for version in store.versions()] == [3, 2, 1]
    assert store.roster(3).students.equals(store.roster(1).students)
    assert store.faults() == []


def test_an_undo_can_be_undone(store):
    undo_last_save(store, 2, "Завуч")
    made = undo_last_save(store, 3, "Завуч")
    assert (made.id, made.copy_of) == (4, 2)
    assert store.roster(4).students.equals(store.roster(2).students)


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_is_undone_once_somebody_has_saved_since(store, number):
    store.save(to_save(without(STUDENTS, "Клевер"), pairs=without(PAIRS, "Клевер")), store.current_id())
    with pytest.raises(ListError, match=r"сохранена другая|ничего не было сохранено"):
        undo_last_save(store, number, "Завуч")
    assert [version.id for version in store.versions()] == [3, 2, 1]


def test_the_first_save_has_nothing_before_it(store_place):
    store = Store(store_place)
    store.save(to_save(), None)
    with pytest.raises(ListError, match="ничего не было сохранено"):
        undo_last_save(store, 1, "Завуч")


def test_a_version_before_that_was_destroyed_is_named(store):
    erase_version(store, 1, "Директор", "срок хранения истёк")
    with pytest.raises(ListError, match="№ 1"):
        undo_last_save(store, 2, "Завуч")
    assert [version.id for version in store.versions()] == [2]


def uploaded(store: Store | None, as_of: dt.date | None, **changed: str):
    pictures = {"Обучающиеся": STUDENTS, "Педагоги": TEACHERS, "Пары": PAIRS} | changed
    sheets = [sheet(picture, name) for name, picture in pictures.items() if picture]
    return checked_with_stored(store, sheets, as_of=as_of, today=TODAY)[0]


@pytest.fixture
def newer(store_place: str) -> Store:
    """A store whose lists are of `TODAY`."""
    store = Store(store_place)
    store.save(to_save(), None)
    return store


def test_older_lists_are_warned_of_with_what_would_go(newer):
    students = without(STUDENTS, "Осока").replace("8А", "7А")
    pairs = without(PAIRS, "Осока")
    (finding,) = reported(uploaded(newer, DAY_BEFORE, Обучающиеся=students, Пары=pairs), "older_lists")
    assert finding.severity is Severity.WARNING
    assert finding.names == ("Осока Рябина Кленовна", "Клевер Ясень Тополевич – Осока Рябина Кленовна")
    assert finding.others == ("Ромашкина Верба Кедровна",)
    assert message(finding).replace("\u00a0", " ") == (
        "Списки на 30.12.2024 старше сохранённых на 31.12.2024 (версия № 1); "
        "исчезнут записи (2): Осока Рябина Кленовна, Клевер Ясень Тополевич – Осока Рябина Кленовна; "
        "вернутся к прежнему (1): Ромашкина Верба Кедровна. Сохраняйте их, только если так и нужно."
    )


@pytest.mark.parametrize("as_of", [TODAY, TODAY + dt.timedelta(days=1), None])
def test_lists_of_the_same_day_or_a_later_one_or_of_none_are_not_older(newer, as_of):
    assert not reported(uploaded(newer, as_of, Обучающиеся=without(STUDENTS, "Осока")), "older_lists")


def test_older_lists_over_an_empty_store_are_nothing_to_warn_of(store_place):
    assert not reported(uploaded(Store(store_place), DAY_BEFORE), "older_lists")
    assert not reported(uploaded(None, DAY_BEFORE), "older_lists")


def test_the_date_that_an_older_list_carries_is_heeded_too(newer):
    dated = f"Список на 01.09.2024 | | | | |\n{STUDENTS.strip()}"
    (finding,) = reported(uploaded(newer, None, Обучающиеся=dated), "older_lists")
    assert (finding.value, finding.names, finding.others) == ("01.09.2024", (), ())
    assert message(finding).endswith("(версия № 1). Сохраняйте их, только если так и нужно.")


def test_of_many_the_first_are_named_and_the_rest_counted(newer):
    (finding,) = reported(
        uploaded(newer, DAY_BEFORE, Обучающиеся="", Пары="\n".join(PAIRS.split("\n")[:3])), "older_lists"
    )
    assert len(finding.names) == 2
    many = "\n".join(f"    Ж-{n} | Калина Мята {'Ивовна' * n} | 2010 | 8А | нет | нет" for n in range(1, 8))
    newer.save(to_save(STUDENTS + many), newer.current_id())
    (finding,) = reported(uploaded(newer, DAY_BEFORE), "older_lists")
    assert "исчезнут записи (7)" in message(finding) and message(finding).count("Калина") == 5
    assert "и ещё 2." in message(finding)
