"""Destroying: nothing of it is left, what else is there stays sound, and a record without the data remains."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3

import pytest
from sqlalchemy import select, text

from data.findings import Candidate, PairIdentity
from data.people.name_decisions import ChosenNamesake, SamePerson
from data.people.person_search import ErasureTarget
from data.periods import Period
from data.roadmap.journal import journal, write_entry
from data.store.backup import backup
from data.store.decisions import decide, name_decisions, remember, remembered
from data.store.erasure import DESTROYED, NotCleaned, erase_person, erase_version, preview_erasure
from data.store.erasure_records import erasure_records, known_copies
from data.store.errors import StoreError
from data.store.fixed_periods import fix_period, fixed_periods
from data.store.location import DATABASE
from data.store.person_history import everyone_named
from data.store.restore import restore
from data.store.schema import DESTRUCTIONS
from data.store.settings import save_settings, settings_history
from data.store.versions import Store
from tests.data.store.saved import PAIRS, STUDENTS, to_save, without

WHO = ErasureTarget("Ромашкина Верба Кедровна", dt.date(2010, 2, 1))
TRACES = ("Ромашкина", "Л-1")


@pytest.fixture
def store(store_place):
    """Three versions: the person under the first name, under a changed surname, and gone."""
    store = Store(store_place)
    first, _ = store.save(to_save(note="до Ромашкина Верба Кедровна"), None)
    renamed = [picture.replace("Ромашкина Верба", "Василькова Верба") for picture in (STUDENTS, PAIRS)]
    second, _ = store.save(to_save(renamed[0], pairs=renamed[1]), first.identity)
    store.save(to_save(without(STUDENTS, "Верба"), pairs=without(PAIRS, "Верба")), second.identity)
    return store


def everything(store) -> str:
    with store.reading() as connection:
        tables = [row[0] for row in connection.execute(text("SELECT * FROM versions"))]
        assert tables
        return " ".join(
            str(tuple(row))
            for name in ("versions", "lists", "remembered", "destructions")
            for row in connection.execute(text(f"SELECT * FROM {name}"))
        )


def test_a_person_is_gone_from_every_version_under_every_name(store):
    decide(store, SamePerson("Ромашкина Верба Кедровна", "Василькова Верба Кедровна"))
    pair = PairIdentity("Яворский Пётр", "Ромашкина Верба Кедровна", None)
    decide(store, ChosenNamesake("mentee", pair, Candidate("Ромашкина Верба Кедровна", "students", class_name="8А")))
    extent = preview_erasure(store, WHO)
    assert erase_person(store, WHO, "Директор", "заявление родителя") == extent
    assert extent.versions == [1, 2]
    stored_text = everything(store)
    assert not [trace for trace in (*TRACES, "Василькова") if trace in stored_text]
    assert name_decisions(store) == {}
    assert store.faults() == []
    assert len(store.roster(1).students) == len(store.roster(3).students)
    assert store.version(1).counts["pairs"] == len(store.roster(1).pairs)


def test_no_byte_of_the_file_or_of_a_new_backup_holds_the_person(tmp_path):
    store = Store(str(tmp_path / "store"))
    store.save(to_save(), None)
    trace = "Ромашкина".encode()
    assert trace in (tmp_path / "store" / DATABASE).read_bytes()
    erase_person(store, WHO, "Директор", "заявление")
    backup(store, tmp_path / "copy.sqlite")
    for path in (*(tmp_path / "store").iterdir(), tmp_path / "copy.sqlite"):
        content = path.read_bytes()
        assert not [trace_text for trace_text in TRACES if trace_text.encode() in content], path


def test_a_namesake_of_another_birth_stays(store_place):
    store = Store(store_place)
    namesake = "    Л-9 | Ромашкина Верба Кедровна | 09.09.2013 | 5А | нет | нет\n"
    store.save(to_save(STUDENTS + namesake, pairs=without(PAIRS, "Верба")), None)
    erase_person(store, WHO, "Директор", "заявление")
    left = store.roster(1).students
    assert list(left[left["name"] == WHO.name]["number"]) == ["Л-9"]


def test_who_bears_the_same_number_in_another_list_or_later_stays(store_place):
    store = Store(store_place)
    teachers = "    Таб. № | ФИО | Дата рождения\n    Л-1 | Липа Калина Дубравовна |\n"
    first, _ = store.save(to_save(teachers=teachers, pairs=without(without(PAIRS, "Верба"), "Можжевельник")), None)
    later = without(STUDENTS, "Верба") + "\n    Л-1 | Пион Мак Лютикович | 07.07.2014 | 4А | нет | нет\n"
    second, _ = store.save(to_save(later, pairs=without(PAIRS, "Верба")), first.identity)
    erase_person(store, WHO, "Директор", "заявление")
    assert list(store.roster(first.id).teachers["name"]) == ["Липа Калина Дубравовна"]
    assert "Пион Мак Лютикович" in set(store.roster(second.id).students["name"])


def test_a_person_whose_day_of_birth_is_known_in_one_version_alone_is_gone_from_both(store_place):
    store = Store(store_place)
    first, _ = store.save(to_save(), None)
    dated = STUDENTS.replace("Тополевич   | 2009      ", "Тополевич   | 05.05.2009")
    store.save(to_save(dated), first.identity)
    for person in everyone_named(store):
        if person.name.startswith("Клевер"):
            assert preview_erasure(store, person).versions == [1, 2]


def test_findings_that_name_the_person_in_short_are_gone_too(store_place):
    store = Store(store_place)
    pairs = PAIRS + "    Липа Калина Дубравовна | Ромашкина В. | учитель – ученик | 01.10.2024 | |\n"
    assert any("Ромашкина В." in str(finding) for finding in to_save(pairs=pairs).findings)
    store.save(to_save(pairs=pairs), None)
    erase_person(store, WHO, "Директор", "заявление")
    assert "Ромашкина" not in everything(store)


@pytest.mark.parametrize("name", ["Ромашкина Верба Кедровна", "Ромашкина В. К.", "В. К. Ромашкина", "В.К.Ромашкина"])
def test_entries_of_the_journal_that_name_the_person_are_emptied_and_a_namesake_stays(store, name):
    day = dt.date(2024, 12, 1)
    write_entry(store, 1, "mentors_consulted", day, f"Беседа: {name}", "Завуч", file=("Акт.pdf", b"%PDF"))
    write_entry(store, 1, "mentors_consulted", day, "Беседа: Ромашкина Лиана Дубовна", "Завуч")
    erase_person(store, WHO, "Директор", "заявление")
    namesakes, emptied = journal(store, 1)
    assert namesakes.text == "Беседа: Ромашкина Лиана Дубовна"
    assert (emptied.text, emptied.file_name) == (DESTROYED, "")


def test_a_person_whose_row_was_left_out_is_destroyed_in_the_findings(store_place):
    store = Store(store_place)
    store.save(to_save(STUDENTS + "    Л-8 | Пырей Тимьян Осокович | 31.02.2012 | 6А | нет | нет\n"), None)
    person = next(target for target in everyone_named(store) if target.name == "Пырей Тимьян Осокович")
    assert erase_person(store, person, "Директор", "заявление").versions == [1]
    assert "Пырей" not in everything(store)


def test_a_short_number_destroys_nothing_of_others(store_place, tmp_path):
    store = Store(store_place)
    students = STUDENTS.replace("Л-1 ", "1   ") + "    7 | Мята Полынь Шалфеевна |  | 7А | нет | нет\n"
    store.save(to_save(students), None)
    backup(store, tmp_path / "копия-1.sqlite")
    remember(store, "choice", ("x",), {"row": 1, "columns": [[1, "name"]]})
    findings = len(store.version(1).findings)
    erase_person(store, WHO, "Директор", "заявление")
    assert known_copies(store) == [str(tmp_path / "копия-1.sqlite")]
    assert len(remembered(store, "choice")) == 1
    assert len(store.version(1).findings) == findings > 0


def test_the_lists_keep_their_columns_when_the_last_row_goes(store_place):
    store = Store(store_place)
    only = "\n".join(line for line in PAIRS.splitlines() if "Осока" in line or "Форма" in line)
    store.save(to_save(pairs=only), None)
    columns = set(store.roster(1).pairs)
    for person in everyone_named(store):
        if person.name.startswith(("Осока", "Клевер")):
            erase_person(store, person, "Директор", "заявление")
    assert set(store.roster(1).pairs) == columns
    assert len(store.roster(1).pairs) == 0


@pytest.mark.parametrize("reason", ["заявление – Ромашкина В.К.", "конфликт с Ромашкиной"])
def test_a_dash_hides_no_name_in_the_record(store, reason):
    with pytest.raises(StoreError, match="названа фамилия"):
        erase_person(store, WHO, "Директор", reason)


def test_a_short_surname_forbids_no_other_word(store_place):
    store = Store(store_place)
    store.save(to_save(STUDENTS.replace("Клевер Ясень", "Ли Ясень    "), pairs=without(PAIRS, "Клевер")), None)
    person = next(target for target in everyone_named(store) if target.name.startswith("Ли "))
    assert erase_person(store, person, "Директор", "личное заявление").rows == 1


def test_texts_of_other_pairs_that_name_the_person_are_emptied(store_place):
    store = Store(store_place)
    pairs = PAIRS.replace("Формат", "Формат | Запрос").replace("смешанный", "смешанный | ссора: Ромашкина В.")
    store.save(to_save(pairs=pairs), None)
    erase_person(store, WHO, "Директор", "заявление")
    assert "Ромашкин" not in everything(store)


def test_contacts_and_texts_for_the_municipal_base_go_with_the_person_and_stay_with_others(store_place):
    store = Store(store_place)
    columns = "Контактные данные наставляемого | Контактные данные наставника | Интересы | Ссылка на кейс/отзыв"
    pairs = f"""
        Наставник              | Наставляемый              | Дата начала | {columns}
        Липа Калина Дубравовна | Ромашкина Верба Кедровна  | 01.09.2024  | 8-900-1 | 8-900-2 | хор | слово-о-вербе
        Клевер Ясень Тополевич | Осока Рябина Кленовна     | 01.10.2024  | 8-900-3 | 8-900-4 | дружит с Ромашкина В. | ссылка
    """
    store.save(to_save(pairs=pairs), None)
    erase_person(store, WHO, "Директор", "заявление")
    stored_text = everything(store)
    assert not [trace for trace in ("8-900-1", "8-900-2", "хор", "слово-о-вербе", "Ромашкин") if trace in stored_text]
    assert {"8-900-3", "8-900-4", "ссылка"} <= set(store.roster(1).pairs.to_numpy().ravel())


def test_bytes_that_another_program_holds_are_reported_of(tmp_path, monkeypatch):
    monkeypatch.setattr("data.store.engine.PATIENCE", 0.1)
    store = Store(str(tmp_path))
    store.save(to_save(), None)
    program = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    program.execute("BEGIN")
    program.execute("SELECT * FROM versions").fetchall()
    with pytest.raises(NotCleaned, match="уничтожены"):
        erase_person(store, WHO, "Директор", "заявление")
    program.close()
    assert preview_erasure(store, WHO).versions == []


def test_the_record_may_not_name_the_person(store):
    with pytest.raises(StoreError, match="названа фамилия"):
        erase_person(store, WHO, "Директор", "заявление Ромашкиной В. К.")
    assert len(store.roster(1).students) == len(store.roster(3).students) + 1


def test_a_destroyed_version_leaves_a_record_and_its_number_is_not_used_again(store):
    erase_version(store, 3, "Директор", "загружено по ошибке")
    assert [version.id for version in store.versions()] == [2, 1]
    with store.reading() as connection:
        record = connection.execute(select(DESTRUCTIONS)).one()
    assert (record.what, record.reason, json.loads(record.versions)) == (
        "version",
        "загружено по ошибке",
        [3],
    )
    assert record.rows > 0
    assert store.save(to_save(pairs=without(PAIRS, "Осока")), store.current_id())[0].id == 4


def test_nothing_is_destroyed_without_a_reason(store):
    with pytest.raises(StoreError, match="основание"):
        erase_version(store, 1, "Директор", " ")
    with pytest.raises(StoreError, match="основание"):
        erase_person(store, WHO, "Директор", "")
    assert len(store.versions()) == 3


def test_whom_no_version_holds_is_reported(store):
    with pytest.raises(StoreError, match="нет ни в одной"):
        erase_person(store, ErasureTarget("Пырей Тимьян"), "Директор", "заявление")


def test_copies_made_before_are_named(store, tmp_path):
    backup(store, tmp_path / "copy.sqlite")
    assert str(tmp_path / "copy.sqlite") in known_copies(store)


def test_a_backup_is_put_back_whole_over_whatever_is_there(store, tmp_path):
    before = store.versions()
    backup(store, tmp_path / "copy.sqlite")
    erase_version(store, 1, "Директор", "ошибка")
    store.save(to_save(without(STUDENTS, "Клевер"), pairs=without(PAIRS, "Клевер")), store.current_id())
    restore(store.place, tmp_path / "copy.sqlite")
    assert store.versions() == before
    assert store.faults() == []


def test_what_was_destroyed_after_a_backup_is_reported_when_the_backup_brings_it_back(store, tmp_path):
    backup(store, tmp_path / "copy.sqlite")
    erase_person(store, WHO, "Директор", "заявление")
    restored = restore(store.place, tmp_path / "copy.sqlite")
    assert restored.undone == 1
    assert [erasure.reason for erasure in erasure_records(store)] == ["заявление"]
    assert {str(tmp_path / "copy.sqlite"), str(restored.former)} <= set(known_copies(store))
    assert restore(store.place, restored.former).undone == 0
    assert preview_erasure(store, WHO).versions == []


def test_two_restores_in_one_second_keep_two_copies(store, tmp_path):
    backup(store, tmp_path / "copy.sqlite")
    first, second = restore(store.place, tmp_path / "copy.sqlite"), restore(store.place, tmp_path / "copy.sqlite")
    assert first.former != second.former
    assert Store(str(store.place)).versions()


def test_a_backup_put_into_a_new_database_of_the_other_kind_can_be_added_to(tmp_path, postgresql):
    first = Store(str(tmp_path / "store"))
    first.save(to_save(), None)
    save_settings(first, {"school": "первая"}, "Директор")
    fix_period(first, Period(dt.date(2024, 10, 1), dt.date(2024, 12, 31)), 1, "Директор", {})
    backup(first, tmp_path / "copy.sqlite")
    second = Store(postgresql.new_database())
    restore(second.place, tmp_path / "copy.sqlite")
    assert second.versions() == first.versions()
    save_settings(second, {"school": "вторая"}, "Директор")
    fix_period(second, Period(dt.date(2024, 7, 1), dt.date(2024, 9, 30)), 1, "Директор", {})
    assert [saved.content["school"] for saved in settings_history(second)] == ["вторая", "первая"]
    assert len(fixed_periods(second)) == 2


@pytest.mark.parametrize("content", [b"", b"no copy" * 1000])
def test_what_is_no_backup_changes_nothing(store, tmp_path, content):
    before = store.versions()
    (tmp_path / "copy.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="не целая резервная копия"):
        restore(store.place, tmp_path / "copy.sqlite")
    assert store.versions() == before


def test_a_backup_that_was_changed_is_refused(store, tmp_path):
    backup(store, tmp_path / "copy.sqlite")
    changed = (tmp_path / "copy.sqlite").read_bytes().replace("Осока".encode(), "Осина".encode())
    (tmp_path / "copy.sqlite").write_bytes(changed)
    with pytest.raises(StoreError, match="не целая резервная копия"):
        restore(store.place, tmp_path / "copy.sqlite")
