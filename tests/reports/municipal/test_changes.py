"""What has changed in the municipal base since it was sent, cell by cell.

Whatever the lists number people as.
"""

from __future__ import annotations

import datetime as dt

import pytest

from data.changes import ChangeKind
from data.periods import Period
from metrics.indicators import declared
from reports.municipal.changes import changed, people_as_before
from reports.municipal.forms import MENTEES, MENTORS
from reports.municipal.workbook import forms_of
from reports.source import Source
from tests.data.lists import TODAY, checked
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, without
from tests.reports.municipal.bases import LET_IN

PERIOD = Period(dt.date(2024, 1, 1), TODAY)
OUTSIDER = "    Граб Олень Дубович     | Осока Рябина Кленовна     | студент – ученик     | 01.11.2024 | |\n"


def difference(students=STUDENTS, pairs=PAIRS, old_pairs=PAIRS):
    """Returns the changes of both forms.

    Each is form, kind, who, and the fields with their old and new texts.
    """
    old, new = checked(STUDENTS, TEACHERS, old_pairs).roster, checked(students, TEACHERS, pairs).roster
    forms = [forms_of(Source(roster, ""), PERIOD, declared(), (), LET_IN) for roster in (old, new)]
    return [
        (change.form, change.kind, change.names, {field.title: (field.old, field.new) for field in change.fields})
        for change in changed(forms[0], forms[1], people_as_before(old, new))
    ]


def of_mentees(changes):
    return [change[1:] for change in changes if change[0] == MENTEES.title]


def test_the_same_lists_give_the_same_base():
    assert difference() == []
    reordered = "\n".join([*STUDENTS.strip().splitlines()[:1], *STUDENTS.strip().splitlines()[:0:-1]])
    assert difference(reordered) == []


def test_a_new_pair_is_a_row_of_the_mentees_and_a_change_of_the_mentor():
    more = "    Клевер Ясень Тополевич | Ромашкина Верба Кедровна | ученик – ученик | 01.11.2024 | |\n"
    changes = difference(pairs=PAIRS + more)
    assert of_mentees(changes) == [(ChangeKind.ADDED, "Ромашкина Верба Кедровна – Клевер Ясень Тополевич", {})]
    ((_, kind, who, fields),) = (change for change in changes if change[0] == MENTORS.title)
    assert (kind, who) == (ChangeKind.CHANGED, "Клевер Ясень Тополевич")
    assert fields["ФИО наставляемого (наставляемых)"] == (
        "Осока Рябина Кленовна",
        "1. Осока Рябина Кленовна\n2. Ромашкина Верба Кедровна",
    )


def test_a_pair_that_is_gone_takes_its_mentor_with_it():
    assert difference(pairs=without(PAIRS, "Осока")) == [
        (MENTEES.title, ChangeKind.GONE, "Осока Рябина Кленовна – Клевер Ясень Тополевич", {}),
        (MENTORS.title, ChangeKind.GONE, "Клевер Ясень Тополевич", {}),
    ]


@pytest.mark.parametrize(
    ("old", "new", "field", "was", "now"),
    [
        ("31.05.2025", "30.06.2025", "Дата завершения программы", "31.05.2025", "30.06.2025"),
        ("31.05.2025", "          ", "Дата завершения программы", "31.05.2025", "–"),
        ("01.10.2024", "02.10.2024", "Дата вхождения в программу", "01.10.2024", "02.10.2024"),
    ],
)
def test_a_changed_cell_is_reported_with_what_was_there(old, new, field, was, now):
    ((kind, _, fields),) = of_mentees(difference(pairs=PAIRS.replace(old, new)))
    assert (kind, fields) == (ChangeKind.CHANGED, {field: (was, now)})


def test_a_changed_surname_is_a_changed_cell_and_no_other_person():
    renamed = [text.replace("Ромашкина Верба", "Василькова Верба") for text in (STUDENTS, PAIRS)]
    ((kind, _, fields),) = of_mentees(difference(*renamed))
    assert kind is ChangeKind.CHANGED
    assert fields == {"ФИО наставляемого": ("Ромашкина Верба Кедровна", "Василькова Верба Кедровна")}


def test_somebody_new_is_not_the_one_who_had_the_place_in_the_list():
    students = without(STUDENTS, "Осока") + "\n    Л-7 | Пион Мак Лютикович | 07.07.2011 | 7А | нет | нет\n"
    changes = of_mentees(difference(students, PAIRS.replace("Осока Рябина Кленовна", "Пион Мак Лютикович   ")))
    assert [(kind, who.split(" – ")[0]) for kind, who, _ in changes] == [
        (ChangeKind.GONE, "Осока Рябина Кленовна"),
        (ChangeKind.ADDED, "Пион Мак Лютикович"),
    ]


def test_a_pair_that_began_anew_is_a_row_of_its_own():
    again = PAIRS + "    Липа Калина Дубравовна | Ромашкина Верба Кедровна | учитель – ученик | 01.06.2025 | |\n"
    old, new = (checked(STUDENTS, TEACHERS, pairs).roster for pairs in (PAIRS, again))
    later = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    forms = [forms_of(Source(roster, ""), later, declared(), (), LET_IN) for roster in (old, new)]
    changes = changed(forms[0], forms[1], people_as_before(old, new))
    assert [(change.kind, change.fields) for change in changes if change.form == MENTEES.title] == [
        (ChangeKind.ADDED, ())
    ]


def test_an_outsider_is_the_same_by_name():
    ended = OUTSIDER.replace("01.11.2024 |", "01.11.2024 | 20.12.2024")
    ((_, who, fields),) = of_mentees(difference(pairs=PAIRS + ended, old_pairs=PAIRS + OUTSIDER))
    assert who == "Осока Рябина Кленовна – Граб Олень Дубович"
    assert fields == {"Дата завершения программы": ("–", "20.12.2024")}
