"""New pairs go into the stored lists through the checks of an upload, each person the one who is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from data.findings import ListError
from data.new_pairs import NewOutsidePair, NewPair, Outsider, Terms
from data.saving import lists_with_pairs, saving
from data.store.errors import Overtaken
from data.store.location import place
from data.store.versions import Store, Version
from tests.data.lists import TODAY, required_columns
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, to_save

NAMESAKES = STUDENTS + "    Л-4 | Клевер Ясень Тополевич | 02.02.2013 | 5А | нет | нет\n"

FROM_TODAY = Terms(TODAY)


def stored(students: str = STUDENTS, pairs: str = PAIRS) -> tuple[Store, Version]:
    store = Store(place())
    return store, store.save(to_save(students, TEACHERS, pairs), None)[0]


def persons(store: Store, number: int, table: str) -> dict[tuple[str, str], int]:
    """Returns `person` by name and class or position."""
    frame = getattr(store.roster(number), table)
    return {(row["name"].split()[0], row.get("class_name", "")): row["person"] for row in frame.to_dict("records")}


def sides(store: Store, number: int) -> list[tuple[str, str, str]]:
    """Returns the pairs as the persons whom they were matched to."""
    roster = store.roster(number)
    found = []
    for row in roster.pairs.to_dict("records"):
        words = []
        for side in ("mentor", "mentee"):
            for role, frame in (("student", roster.students), ("teacher", roster.teachers)):
                who = (
                    frame[frame["person"] == row[f"{side}_{role}"]]
                    if row[f"{side}_{role}"] == row[f"{side}_{role}"]
                    else frame[:0]
                )
                words += [
                    f"{one['name'].split()[0]} {one.get('class_name', '')}".strip() for one in who.to_dict("records")
                ]
        found.append((*words, row["form"]))
    return found


def add(
    store: Store, version: Version, pairs: Sequence[NewPair | NewOutsidePair], terms: Terms = FROM_TODAY
) -> Version:
    lists = lists_with_pairs(store, version.id, pairs, terms, TODAY, required_columns())
    return store.save(saving(lists, [], "Завуч", "новые пары"), version.identity)[0]


def test_added_pairs_stand_after_those_that_were_there_and_nobody_is_lost():
    store, version = stored()
    students, teachers = persons(store, 1, "students"), persons(store, 1, "teachers")
    pairs = [
        NewPair(("teachers", teachers["Липа", ""]), ("students", students["Осока", "6А"])),
        NewPair(("students", students["Клевер", "9Б"]), ("students", students["Ромашкина", "8А"])),
    ]
    made = add(store, version, pairs)
    assert sides(store, made.id)[:3] == sides(store, version.id)
    assert sides(store, made.id)[3:] == [
        ("Липа", "Осока 6А", "teacher_student"),
        ("Клевер 9Б", "Ромашкина 8А", "student_student"),
    ]
    assert (made.counts, made.based_on, made.as_of) == (version.counts | {"pairs": 5}, 1, TODAY)
    assert store.roster(made.id).students.equals(store.roster(1).students)
    assert store.faults() == []


@pytest.mark.parametrize("column", ["", "№ наставляемого"])
def test_of_two_namesakes_the_one_who_is_meant_is_taken(column: str):
    pairs = PAIRS
    if column:
        header, *rows = [line for line in PAIRS.splitlines() if line.strip()]
        pairs = "\n".join([f"{header} | {column}", *(f"{row} | " for row in rows)])
    pairs = "\n".join(line for line in pairs.splitlines() if "Клевер" not in line)
    store, version = stored(NAMESAKES, pairs)
    students = persons(store, 1, "students")
    teacher = persons(store, 1, "teachers")["Липа", ""]
    made = add(store, version, [NewPair(("teachers", teacher), ("students", students["Клевер", "5А"]))])
    assert sides(store, made.id)[-1] == ("Липа", "Клевер 5А", "teacher_student")


def test_a_pair_that_begins_later_than_today_does_not_make_the_lists_of_a_later_day():
    store, version = stored()
    pair = NewPair(
        ("teachers", persons(store, 1, "teachers")["Липа", ""]),
        ("students", persons(store, 1, "students")["Осока", "6А"]),
    )
    made = add(store, version, [pair], Terms(TODAY + dt.timedelta(days=30)))
    assert made.as_of == TODAY


def test_a_pair_that_the_checks_refuse_is_not_saved():
    store, version = stored()
    person = persons(store, 1, "students")["Осока", "6А"]
    with pytest.raises(ListError, match="ничего не сохранено"):
        add(store, version, [NewPair(("students", person), ("students", person))])
    assert len(store.versions()) == 1


def test_the_second_of_two_who_save_at_once_is_told():
    store, version = stored()
    teacher, students = persons(store, 1, "teachers")["Липа", ""], persons(store, 1, "students")
    add(store, version, [NewPair(("teachers", teacher), ("students", students["Осока", "6А"]))])
    with pytest.raises(Overtaken):
        add(store, version, [NewPair(("teachers", teacher), ("students", students["Клевер", "9Б"]))])
    assert len(store.versions()) == 2


@pytest.mark.parametrize("columns", [("Формат", "Дата окончания"), ()])
def test_the_terms_of_new_pairs_are_written_as_given_whatever_columns_the_list_had(columns: tuple[str, ...]):
    pairs = PAIRS if columns else NO_TERMS
    store, version = stored(pairs=pairs)
    pair = NewPair(
        ("teachers", persons(store, 1, "teachers")["Липа", ""]),
        ("students", persons(store, 1, "students")["Осока", "6А"]),
    )
    terms = Terms(TODAY, TODAY + dt.timedelta(days=100), form="other", mode="remote")
    made = add(store, version, [pair], terms)
    last = store.roster(made.id).pairs.iloc[-1]
    assert (last["start"].date(), last["end"].date(), last["form"], last["mode"]) == (
        terms.start, terms.end, terms.form, terms.mode,
    )  # fmt: skip


NO_TERMS = """
    Наставник              | Наставляемый              | Форма наставничества | Дата начала
    Клевер Ясень Тополевич | Осока Рябина Кленовна     | ученик – ученик      | 01.10.2024
"""


def test_somebody_from_outside_mentors_a_person_of_the_lists_with_the_workplace_beside():
    store, version = stored()
    pupil = ("students", persons(store, 1, "students")["Осока", "6А"])
    pair = NewOutsidePair(Outsider("Ёлкин Дуб Каштанович", "АО «Роща»"), pupil)  # type: ignore[arg-type]
    made = add(store, version, [pair], Terms(TODAY, form="employer_student"))
    last = store.roster(made.id).pairs.iloc[-1]
    assert (last["mentor"], last["mentor_workplace"]) == pair.mentor
    assert sides(store, made.id)[-1] == ("Осока 6А", "employer_student")
    assert not made.left_out["pairs"]
