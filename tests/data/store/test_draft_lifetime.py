"""What ends a draft: a week, a save, a destruction; and that no copy holds it."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest
from sqlalchemy import insert, update

from data.loading import check
from data.people.name_decisions import SamePerson
from data.people.person_search import ErasureTarget
from data.saving import saving
from data.store.backup import IN_A_BACKUP, backup
from data.store.draft_lifetime import DRAFT_DAYS
from data.store.drafts import save_draft, stored_draft
from data.store.erasure import erase_person, preview_erasure
from data.store.erasure_records import erasure_records
from data.store.errors import StoreError
from data.store.location import DATABASE
from data.store.migration import copy_beside
from data.store.schema import DRAFTS
from data.store.versions import Store, now
from tests.data.lists import TODAY, sheet
from tests.data.store.saved import FILES, STUDENTS, to_save
from tests.data.store.test_drafts import content, draft_from, sheets

WHO = ErasureTarget("Ромашкина Верба Кедровна", dt.date(2010, 2, 1))


def aged(store: Store, age: dt.timedelta) -> None:
    with store.writing() as connection:
        connection.execute(update(DRAFTS).values(changed_at=now() - age))


WEEK = dt.timedelta(days=DRAFT_DAYS)


def test_a_draft_is_stored_for_a_week_and_not_longer(store, store_place):
    save_draft(store, draft_from(sheets()))
    aged(store, WEEK - dt.timedelta(minutes=5))
    assert stored_draft(store) is not None
    aged(store, WEEK)
    assert stored_draft(store) is None  # nor is it there any more
    assert content(store) == ""


def test_a_draft_that_is_too_old_is_swept_when_the_store_opens(store, store_place):
    save_draft(store, draft_from(sheets()))
    aged(store, WEEK - dt.timedelta(minutes=5))
    assert content(Store(store_place))
    aged(store, WEEK)
    Store(store_place)
    assert content(store) == ""


def test_a_save_ends_its_own_draft_and_no_other(store):
    lists = check(sheets(), today=TODAY)
    for digest, is_left in (("e" * 64, True), ("d" * 64, False)):
        save_draft(store, draft_from(sheets()))
        current = store.current_id()
        store.save(saving(lists, FILES, "Завуч", "", draft=digest), current)
        assert (stored_draft(store) is not None) is is_left


def test_a_save_that_fails_leaves_the_draft(store):
    save_draft(store, draft_from(sheets()))
    with pytest.raises(StoreError):
        store.save(saving(check(sheets(), today=TODAY), FILES, "Завуч", "", draft="d" * 64), (7, "a" * 64))
    assert stored_draft(store) is not None


def test_a_draft_goes_with_whom_it_names_and_that_is_reported(store):
    store.save(to_save(), None)
    save_draft(store, draft_from(sheets()))
    assert preview_erasure(store, WHO).draft
    assert erase_person(store, WHO, "Директор", "заявление").draft
    assert content(store) == ""


@pytest.mark.parametrize("trace", ["в переписке с Ромашкиной", "Ромaшкинa В.К.", "Л-1"])
def test_a_name_in_another_case_or_a_number_in_a_draft_is_enough(store, trace):
    store.save(to_save(), None)
    students = f"""
        № личного дела | ФИО | Дата рождения | Класс
        {trace if trace == "Л-1" else "Л-8"} | {"Пион Мак" if trace == "Л-1" else trace} | 07.07.2014 | 4А
    """
    save_draft(store, draft_from([sheet(students, "Обучающиеся")]))
    assert erase_person(store, WHO, "Директор", "заявление").draft
    assert stored_draft(store) is None


def test_a_decision_or_a_correction_that_names_the_person_is_enough(store):
    store.save(to_save(), None)
    nobody = [sheet("ФИО | Дата рождения | Класс\nПион Мак Лютикович | 07.07.2014 | 4А", "Обучающиеся")]
    for more in (
        {"decisions": [SamePerson("Ромашкина В.", "Пион Мак Лютикович")]},
        {"cells": {("Списки.xlsx", "Обучающиеся", 1, 0): "Ромашкина Верба"}},
    ):
        save_draft(store, draft_from(nobody, **more))
        assert preview_erasure(store, WHO).draft
    save_draft(store, draft_from(nobody))
    assert not erase_person(store, WHO, "Директор", "заявление").draft
    assert stored_draft(store) is not None


def test_a_person_whom_the_draft_alone_names_can_be_destroyed(store):
    save_draft(store, draft_from(sheets()))
    erase_person(store, WHO, "Директор", "заявление")
    assert content(store) == ""
    assert [(erasure.what, erasure.versions, erasure.rows) for erasure in erasure_records(store)] == [("person", [], 0)]
    with pytest.raises(StoreError, match="нет ни в одной"):
        erase_person(store, WHO, "Директор", "заявление")


def test_a_draft_that_cannot_be_read_goes_with_anybody(store):
    store.save(to_save(), None)
    with store.writing() as connection:
        connection.execute(insert(DRAFTS).values(id=1, digest="", changed_at=now(), content='{"rows": "?"}'))
    assert erase_person(store, WHO, "Директор", "заявление").draft
    assert content(store) == ""


def test_no_byte_of_a_discarded_draft_is_left_after_a_destruction(tmp_path):
    store = Store(str(tmp_path / "store"))
    store.save(to_save(), None)
    save_draft(store, draft_from(sheets()))
    erase_person(store, WHO, "Директор", "заявление")
    for path in (tmp_path / "store").iterdir():
        assert "Ромашкина".encode() not in path.read_bytes(), path


def test_a_backup_holds_no_draft(store, tmp_path):
    store.save(to_save(), None)
    students = STUDENTS.replace("Осока Рябина Кленовна", "Полынь Рябина Кленовна")
    save_draft(store, draft_from(sheets(Обучающиеся=students)))
    backup(store, tmp_path / "copy.sqlite")
    assert "Полынь" in content(store)
    assert "Полынь".encode() not in (tmp_path / "copy.sqlite").read_bytes()
    with sqlite3.connect(tmp_path / "copy.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
    connection.close()
    assert DRAFTS not in IN_A_BACKUP


def test_the_copy_that_an_update_puts_beside_the_database_holds_no_draft(tmp_path):
    store = Store(str(tmp_path / "store"))
    store.save(to_save(), None)
    save_draft(store, draft_from(sheets(Обучающиеся=STUDENTS.replace("Осока Рябина", "Полынь Рябина"))))
    copy = copy_beside(tmp_path / "store" / DATABASE)
    assert "Осока Рябина".encode() in copy.read_bytes()
    assert "Полынь".encode() not in copy.read_bytes()
    assert stored_draft(store) is not None
    assert [path.name for path in copy.parent.glob(f"{copy.name}-*")] == []
