"""A store of an earlier program is brought up to date with all decisions and findings in it."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Text

from data.checking.messages import message
from data.findings import Candidate, PairIdentity
from data.people.name_decisions import ChosenNamesake, DifferentPeople, NameDecisions, SamePerson
from data.saving import earlier_decisions
from data.store.backup import IN_A_BACKUP, NOT_IN_A_BACKUP
from data.store.decisions import forget, key_of, name_decisions, remembered, sheet_choices
from data.store.drafts import StoredDraft, save_draft, stored_draft
from data.store.erasure import WITH_PEOPLE, erase_person
from data.store.erasure_records import known_copies
from data.store.location import DATABASE
from data.store.person_history import everyone_named
from data.store.schema import BASES, DESTRUCTIONS, EXPORTS, METADATA, ROADMAPS, SETTINGS
from data.store.versions import Store
from tests.data.lists import checked, codes, sheet

REVISION_0004 = (
    Path(__file__).parents[2] / "samples" / "store_revision_0004.sql"
)  # written by the program of that revision
STUDENTS = """
    № личного дела | ФИО                      | Дата рождения | Класс | ОВЗ | СОП
    Л-1            | Ромашкина Верба Кедровна | 01.02.2010    | 8А    | да  | нет
    Л-2            | Клевер Ясень Тополевич   | 2009          | 9Б    | нет | нет
    Л-3            | Рябинкин Клён Ивович     | 07.07.2014    | 4А    | нет | нет
    Л-4            | Рябинкин Клён Ивович     | 29.07.2014    | 4Б    | нет | нет
    Л-6            | Осока Мята Ивовна        | 01.02.2011    | 7А    | нет | нет
    Л-6            | Осока Мята Ивовна        | 01.02.2011    | 7А    | нет | нет
"""
TEACHERS = """
    Табельный № | ФИО                     | Молодой специалист
    П-1         | Сосновая Верба Ивовна   | нет
    П-2         | Сосновая Верба Ивовна   | да
    П-3         | Липа Калина Дубравовна  | нет
"""
PAIRS = """
    Наставник              | Наставляемый              | Форма наставничества | Дата начала | Дата окончания
    Липа Калина Дубравовна | Ромашкина Верба Кедровна  | учитель – ученик     | 01.09.2024  | 31.05.2025
    Липа Калина Дубравовна | Рябинкин Клён Ивович      | учитель – ученик     | 14.09.2024  |
    Сосновая Верба Ивовна  | Клевер Ясень Тополевич    | учитель – ученик     | 01.10.2024  |
    Липа Калина Дубравовна | Ромашкина-Дуб Верба Кедровна | учитель – ученик  | 01.10.2024  |
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with the store of revision 0004."""
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        connection.executescript(REVISION_0004.read_text(encoding="utf-8"))
    connection.close()
    return tmp_path


@pytest.fixture
def store(folder):
    return Store(str(folder))


def test_decisions_about_names_become_structure(store):
    assert set(name_decisions(store).values()) == {
        SamePerson("Ромашкина-Дуб Верба Кедровна", "Ромашкина Верба Кедровна"),
        DifferentPeople("Осока Мята Ивовна", dt.date(2011, 2, 1)),
        DifferentPeople("Клевер Ясень Тополевич"),
        ChosenNamesake(
            "mentee",
            PairIdentity("Липа Калина Дубравовна", "Рябинкин Клён Ивович", dt.date(2024, 9, 14)),
            Candidate("Рябинкин Клён Ивович", "students", None, "4Б", dt.date(2014, 7, 29), dt.date(2014, 7, 29)),
        ),
        ChosenNamesake(
            "mentor",
            PairIdentity("Сосновая Верба Ивовна", "Клевер Ясень Тополевич", dt.date(2024, 10, 1)),
            Candidate("Сосновая Верба Ивовна", "teachers", "п-2"),
        ),
        ChosenNamesake(  # a name with the very dash that parts the two of a pair, a class of two words, a year alone
            "mentee",
            PairIdentity("Липа Калина Дубравовна", "Клевер Ясень – Дуб", None),
            Candidate("Клевер Ясень – Дуб", "students", None, "10 соц-эк", dt.date(2009, 1, 1), dt.date(2009, 12, 31)),
        ),
        ChosenNamesake("mentor", PairIdentity("Л-1", "Л-2", dt.date(2024, 9, 14)), Candidate("Л-1", "teachers")),
    }


def test_the_same_lists_need_no_asking_again(store):
    sheets = [sheet(STUDENTS, "Обучающиеся")]
    decisions = earlier_decisions(store, sheets)["decisions"]
    asked = {"ambiguous_person", "unknown_person", "duplicate_person"}
    assert asked <= set(codes(checked(STUDENTS, TEACHERS, PAIRS)))
    lists = checked(STUDENTS, TEACHERS, PAIRS, decisions=decisions)
    assert not asked & set(codes(lists))
    assert lists.roster.pairs["mentee_student"].tolist() == [0, 3, 1, 0]
    assert lists.roster.pairs["mentor_teacher"].tolist() == [2, 2, 1, 2]


def test_a_decision_carried_over_is_known_by_the_identity_of_a_new_one_and_can_be_forgotten(store):
    for key, decision in name_decisions(store).items():
        assert key_of(decision) == key
        forget(store, *key)
    assert NameDecisions.of(name_decisions(store).values()) == NameDecisions()


def test_choices_of_sheets_and_places_of_copies_stay(store):
    (choice,) = sheet_choices(store)
    assert (choice.table, choice.row, choice.columns) == ("teachers", 1, ((0, "name"), (2, None)))
    assert key_of(choice)[1] in remembered(store, "choice")
    assert any("/media/копия.sqlite" in path for path in known_copies(store))


def test_findings_keep_their_sentences_and_name_each_of_a_pair(store):
    findings = store.version(1).findings
    assert len(findings) == 5
    ambiguous = next(finding for finding in findings if finding.code == "ambiguous_person")
    assert (ambiguous.person, ambiguous.mentor, ambiguous.mentee) == (
        None,
        "Липа Калина Дубравовна",
        "Рябинкин Клён Ивович",
    )
    assert message(next(finding for finding in findings if finding.code == "bad_date")) == (
        "Лист «Обучающиеся», строка 6, столбец C (Пырей Тимьян Осокович): «31.02.2012» – такой даты нет. "
        "Впишите дату из документа: ДД.ММ.ГГГГ."
    )


def test_the_versions_agree_with_their_hashes_and_a_person_can_be_destroyed_in_all_of_them(store):
    assert store.faults() == []
    person = next(target for target in everyone_named(store) if target.name == "Ромашкина Верба Кедровна")
    erase_person(store, person, "Директор", "заявление")
    assert store.faults() == []
    assert not any("Ромашкина Верба" in str(version) for version in store.versions())
    assert "Ромашкина Верба" not in str(name_decisions(store))


@pytest.mark.parametrize("findings", ["replace(findings, '31.02', '30.02')", "'no findings'"])
def test_a_version_that_was_changed_behind_the_program_is_still_named_as_such(folder, findings):
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute(f"UPDATE versions SET findings = {findings} WHERE id = 1")
    connection.close()
    store = Store(str(folder))
    assert ["№ 1" in fault for fault in store.faults()] == [True]
    assert len(store.versions()) == 2


def test_a_namesake_that_the_words_do_not_identify_is_asked_about_again(folder):
    with sqlite3.connect(folder / DATABASE) as connection:
        rows = connection.execute("SELECT key, content FROM remembered WHERE kind = 'meant'").fetchall()
        key, content = rows[0]
        odd = json.dumps({**json.loads(content), "which": "кто-то"}, ensure_ascii=False)
        connection.execute("UPDATE remembered SET content = ? WHERE key = ?", (odd, key))
    connection.close()
    chosen = [
        decision for decision in name_decisions(Store(str(folder))).values() if isinstance(decision, ChosenNamesake)
    ]
    assert len(chosen) == len(rows) - 1


def test_a_store_of_an_earlier_revision_can_store_a_draft(store):
    save_draft(store, StoredDraft.of("d" * 64, [], [sheet(STUDENTS, "Обучающиеся")], step="3"))
    draft = stored_draft(store)
    assert draft and (draft.step, len(draft.sheets)) == ("3", 1)


def test_the_migrations_make_the_tables_that_are_declared(tmp_path):
    store = Store(str(tmp_path))
    store.sweep()
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_backup_holds_every_table_but_the_draft_and_who_may_come_in():
    assert set(METADATA.tables.values()) - set(IN_A_BACKUP) == set(NOT_IN_A_BACKUP)


def test_an_erasure_reaches_every_table_that_may_name_a_person():
    texts = {table for table in METADATA.tables.values() if any(isinstance(column.type, Text) for column in table.c)}
    # Settings and roadmaps name who works there and signs, exports hold figures, bases hashes, the record no names.
    assert texts - {SETTINGS, ROADMAPS, EXPORTS, BASES, DESTRUCTIONS} == set(WITH_PEOPLE)
