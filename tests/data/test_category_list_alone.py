"""A list of a category that is dropped alone marks the stored pupils, as it does when it is dropped beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from data.dropped_files import read_all
from data.saving import checked_with_stored
from data.store.versions import Store
from tests.data.lists import TODAY, drawn, files, reported, required_columns, sheet
from tests.data.store.saved import STUDENTS, TEACHERS, to_save

OVZ = """
    Список обучающихся с ОВЗ
    № | ФИО                    | Класс
    1 | Клевер Ясень Тополевич | 9Б
"""


@pytest.fixture
def store(store_place: str) -> Store:
    store = Store(store_place)
    store.save(to_save(), None)
    return store


def dropped(store: Store | None, *sheets, **more):
    return checked_with_stored(store, list(sheets), today=TODAY, required=required_columns(), **more)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_list_of_a_category_alone_marks_the_stored_pupils_and_tells_how_many(store, kind):
    sheets, _ = read_all(files({"ОВЗ": drawn(OVZ)}, kind))
    lists, reused = dropped(store, *sheets)
    assert reused == {"students": 1, "teachers": 1, "pairs": 1}
    pupils = lists.roster.students.set_index("number")
    assert pupils["ovz"].to_dict() == {"Л-1": True, "Л-2": True, "Л-3": True}
    assert len(pupils) == 3
    assert lists.counts["pairs"] == 3
    assert [(finding.count, finding.numbers) for finding in reported(lists, "marked_by_list")] == [(1, (1,))]
    assert not lists.has_errors


def test_a_register_with_its_days_is_taken_so_too(store):
    picture = """
        Обучающиеся, состоящие на персонифицированном учёте
        ФИО                    | Класс | Дата постановки на учёт
        Клевер Ясень Тополевич | 9Б    | 10.09.2024
    """
    lists, _ = dropped(store, sheet(picture, "СОП"))
    pupils = lists.roster.students.set_index("number")
    assert pupils["at_risk"].to_dict() == {"Л-1": True, "Л-2": True, "Л-3": True}
    assert pupils["at_risk_since"]["Л-2"].date() == dt.date(2024, 9, 10)


def test_whoever_of_it_is_not_stored_is_an_error_and_becomes_no_pupil(store):
    lists, _ = dropped(store, sheet(OVZ + "    2 | Чужак Бук Вязович | 5А", "ОВЗ"))
    assert [finding.value for finding in reported(lists, "unknown_person")] == ["Чужак Бук Вязович"]
    assert lists.counts["students"] == 3


def test_a_list_of_all_pupils_is_no_list_of_a_category(store):
    lists, reused = dropped(store, sheet(STUDENTS, "Обучающиеся"), sheet(TEACHERS, "Педагоги"))
    assert "students" not in reused
    assert reported(lists, "marked_by_list") == []


def test_a_list_of_all_pupils_that_lacks_their_births_is_asked_for_them(store):
    picture = """
        ФИО                      | Класс | ОВЗ
        Ромашкина Верба Кедровна | 8А    | да
        Клевер Ясень Тополевич   | 9Б    | да
        Осока Рябина Кленовна    | 6А    | нет
    """
    lists, reused = dropped(store, sheet(picture, "Обучающиеся"))
    assert "students" not in reused
    assert [finding.field for finding in reported(lists, "missing_column")] == ["birth"]


def test_without_a_stored_version_the_list_of_all_pupils_is_asked_for():
    lists, reused = dropped(None, sheet(OVZ, "ОВЗ"))
    assert reused == {}
    assert [finding.code for finding in reported(lists)] == ["missing_column"]
