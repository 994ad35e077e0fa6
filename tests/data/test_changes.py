"""What changes between two sets of lists: each person is recognised, each difference told once."""

from __future__ import annotations

import dataclasses

import pytest

from data.change_warnings import columns_changed, far_more_gone_than_usual
from data.changes import ChangeKind, changes
from data.people.name_decisions import NameDecisions, SamePerson
from tests.data.lists import checked, required_columns
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, without


def reported(old, new):
    """(kind, who, field: old → new) of every change."""
    differences = changes(checked(*old).roster, checked(*new).roster)
    return [
        (one.kind.name, one.name, *(f"{field.title}: {field.old} → {field.new}" for field in one.fields))
        for one in differences
    ]


LISTS = (STUDENTS, TEACHERS, PAIRS)


def test_the_same_lists_differ_in_nothing():
    assert reported(LISTS, LISTS) == []


def test_the_order_of_rows_is_no_change():
    head, *rows = [line for line in STUDENTS.splitlines() if line.strip()]
    assert reported(LISTS, ("\n".join([head, *reversed(rows)]), TEACHERS, PAIRS)) == []


@pytest.mark.parametrize(
    ("was", "now", "who", "field"),
    [
        ("8А", "8Б", "Ромашкина Верба Кедровна", "Класс: 8А → 8Б"),
        ("01.02.2010", "02.02.2010", "Ромашкина Верба Кедровна", "Дата рождения: 01.02.2010 → 02.02.2010"),
        ("2009 ", "2008 ", "Клевер Ясень Тополевич", "Дата рождения: 2009 → 2008"),
        ("05.09.2024", "06.09.2024", "Ромашкина Верба Кедровна", "СОП: 05.09.2024 → 06.09.2024"),
    ],
)
def test_a_changed_cell_is_told_with_its_old_and_new_text(was, now, who, field):
    assert reported(LISTS, (STUDENTS.replace(was, now), TEACHERS, PAIRS)) == [("CHANGED", who, field)]


def test_a_changed_surname_is_one_person_and_the_pair_stays():
    renamed = [text.replace("Ромашкина Верба", "Василькова Верба") for text in LISTS]
    findings = reported(LISTS, renamed)
    assert [kind for kind, *_ in findings] == ["CHANGED", "CHANGED"]
    assert findings[0][2] == "ФИО: Ромашкина Верба Кедровна → Василькова Верба Кедровна"


def test_a_number_given_to_somebody_else_is_not_the_same_person():
    new = STUDENTS.replace("Клевер Ясень Тополевич   | 2009", "Пырей Тимьян Ивович   | 2013")
    pairs = without(PAIRS, "Клевер")
    assert reported((STUDENTS, TEACHERS, pairs), (new, TEACHERS, pairs)) == [
        ("GONE", "Клевер Ясень Тополевич"), ("ADDED", "Пырей Тимьян Ивович"),
    ]  # fmt: skip


def test_who_is_gone_and_the_pair_of_theirs_are_told():
    new = (without(STUDENTS, "Осока"), TEACHERS, without(PAIRS, "Осока"))
    assert reported(LISTS, new) == [
        ("GONE", "Осока Рябина Кленовна"), ("GONE", "Клевер Ясень Тополевич – Осока Рябина Кленовна"),
    ]  # fmt: skip


def test_namesakes_are_told_apart_by_birth():
    namesake = STUDENTS + "    Л-4 | Осока Рябина Кленовна | 04.04.2013 | 5А | нет | нет\n"
    pairs = without(PAIRS, "Осока")
    assert reported((namesake, TEACHERS, pairs), (without(namesake, "03.03.2012"), TEACHERS, pairs)) == [
        ("GONE", "Осока Рябина Кленовна")
    ]


def test_a_pair_that_began_on_another_day_is_a_changed_pair():
    assert reported(LISTS, (STUDENTS, TEACHERS, PAIRS.replace("01.10.2024", "02.10.2024"))) == [
        ("CHANGED", "Клевер Ясень Тополевич – Осока Рябина Кленовна", "Дата начала: 01.10.2024 → 02.10.2024")
    ]


def school(count):
    rows = [f"Обучающийся {chr(1040 + number)}а | 01.03.{2012 + number % 3} | 5А" for number in range(count)]
    return "ФИО | Дата рождения | Класс | ОВЗ\n" + "\n".join(f"{row} | да" for row in rows)


@pytest.mark.parametrize(("left", "warns"), [(30, False), (24, False), (23, True), (5, True)])
def test_more_than_a_fifth_gone_is_warned_of(left, warns):
    old, new = (checked(school(count)).roster for count in (30, left))
    assert bool(far_more_gone_than_usual(old, new, changes(old, new), required_columns())) == warns


def test_a_list_or_column_that_is_no_longer_there_is_warned_of():
    old = checked(*LISTS).roster
    absent = checked(STUDENTS, TEACHERS).roster
    assert far_more_gone_than_usual(old, absent, changes(old, absent), required_columns()) == [
        "Списка «Пары» больше нет, а в прошлой версии он был."
    ]
    plain = checked("\n".join("|".join(line.split("|")[:4]) for line in STUDENTS.splitlines()), TEACHERS, PAIRS).roster
    words = " ".join(far_more_gone_than_usual(old, plain, changes(old, plain), required_columns()))
    assert "«ОВЗ»" in words
    assert "«СОП»" in words
    assert all(change.kind is not ChangeKind.CHANGED for change in changes(old, plain))


def test_columns_that_are_gone_or_new_are_told():
    old, new = checked(STUDENTS, TEACHERS, PAIRS).roster, checked(STUDENTS, TEACHERS, PAIRS).roster
    assert columns_changed(old, new, required_columns()) == []
    fewer = dataclasses.replace(new, pairs=new.pairs.drop(columns=["mode"]))
    assert columns_changed(old, fewer, required_columns()) == ["В списке «Пары» больше нет столбцов: Формат."]
    assert columns_changed(fewer, old, required_columns()) == ["В списке «Пары» новые столбцы: Формат."]


def test_a_pair_whose_misspelt_name_was_confirmed_is_the_same_pair_when_it_is_spelt_right():
    misspelt = PAIRS.replace("Ромашкина Верба Кедровна", "Ромашкина Верба Кедовна")
    old = checked(
        STUDENTS,
        TEACHERS,
        misspelt,
        decisions=NameDecisions.of([SamePerson("Ромашкина Верба Кедовна", "Ромашкина Верба Кедровна")]),
    )
    differences = changes(old.roster, checked(STUDENTS, TEACHERS, PAIRS).roster)
    assert [one.kind for one in differences if one.table == "pairs"] == [ChangeKind.CHANGED]
