"""Who has not consented is in no part of the base, unless somebody decides so."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from data.hashing import sha256
from data.russian import date_text
from reports.municipal.consents import ConsentDecision, Consents
from reports.municipal.forms import MENTEES
from tests.data.lists import TODAY, checked
from tests.reports.municipal.bases import (
    PAIRS,
    STUDENTS,
    TEACHERS,
    asked,
    made,
    pair_with,
    parts,
    texts,
)


@pytest.mark.parametrize("refusal", ["нет", "", "отказ"])
def test_who_has_not_consented_is_in_no_part_of_the_file(refusal):
    pairs = PAIRS.replace("Результат\n", "Результат\n").replace("| проект", "| дружит с Осокой Рябиной")
    roster = checked(asked(f"да, да, {refusal}"), TEACHERS, pairs).roster
    base = made(roster)
    assert not re.search("Осок|Рябин", parts(base.content))
    assert [(entry.name, entry.pairs) for entry in base.forms.left_out] == [("Осока Рябина Кленовна", 2)]
    assert (base.forms.mentees_left_out, base.forms.mentors_left_out) == (1, 2)
    assert [entry.text for entry in base.forms.held_back] == ["дружит с Осокой Рябиной"]


def test_a_mentor_without_consent_takes_his_pairs_out_of_both_forms():
    roster = checked(STUDENTS, asked("нет, да", TEACHERS), PAIRS).roster
    base = made(roster)
    assert "Липа" not in parts(base.content)
    assert [row[1] for row in texts(base.content, MENTEES)] == ["Осока Рябина Кленовна"] * 2
    assert base.forms.mentees_left_out == 2


def test_of_two_consents_that_are_asked_for_both_must_be_given():
    consents = {"Согласие наставника": "да", "Согласие наставляемого": "да"}
    assert len(made(checked(asked("да, да, да"), TEACHERS, pair_with(**consents)).roster).forms.mentees) == 1
    for side, other_side in (consents.keys(), [*consents][::-1]):
        refused = checked(asked("да, да, да"), TEACHERS, pair_with(**{side: "нет", other_side: "да"})).roster
        assert made(refused).forms.mentees == ()
    refused = checked(asked("да, да, нет"), TEACHERS, pair_with(**consents)).roster
    assert made(refused).forms.mentees == ()


def test_who_was_never_asked_is_in_no_part_of_the_file_until_somebody_decides():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    base = made(roster, consents=Consents())
    assert not re.search("Ромашкин|Осок|Клевер|Липа|Дуб|Граб", parts(base.content))
    assert base.forms.mentees == base.forms.mentors == ()
    assert base.forms.consent_not_asked == ("Обучающиеся", "Педагоги", "люди, которых нет в списках")
    assert {person.name for person in base.forms.undecided} == {
        *("Ромашкина Верба Кедровна", "Клевер Ясень Тополевич", "Осока Рябина Кленовна"),
        *("Липа Калина Дубравовна", "Дуб Ясень Кленович", "Граб Олень Дубович"),
    }
    assert made(checked(asked("да, да, да"), "", pair_with()).roster).forms.consent_not_asked == (
        "люди, которых нет в списках",
    )


def decided(forms, *names, is_in=True):
    """Returns the decision of somebody about these people."""
    return Consents(
        {
            sha256(*person.identity): ConsentDecision(is_in, "Завуч", TODAY, person.refused)
            for person in forms.unconsented
            if person.name in names
        }
    )


def test_each_person_is_in_or_out_as_somebody_decided_and_the_file_says_who_did():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    forms = made(roster, consents=Consents()).forms
    consents = decided(forms, "Липа Калина Дубравовна", "Дуб Ясень Кленович")
    base = made(roster, consents=consents)
    assert [row[1] for row in texts(base.content, MENTEES)] == ["Дуб Ясень Кленович"]
    assert "Ромашкина Верба Кедровна" in {person.name for person in base.forms.left_out}
    about = openpyxl.load_workbook(io.BytesIO(base.content))["О файле"]
    about_file = {row[0].value: row[1].value for row in about.iter_rows(min_row=2)}
    assert about_file["Вошли по решению о согласии"] == (f"2\u00a0человека (решение: Завуч, {date_text(TODAY)})")


def test_a_decision_holds_for_the_next_version_of_the_lists():
    forms = made(checked(STUDENTS, TEACHERS, PAIRS).roster, consents=Consents()).forms
    consents = decided(forms, *(person.name for person in forms.unconsented))
    header, *rows = STUDENTS.strip().splitlines()
    later = checked("\n".join([header, *rows[::-1]]), TEACHERS, PAIRS).roster
    assert made(later, consents=consents).forms.undecided == ()


def test_a_decision_about_somebody_who_was_not_asked_is_none_about_a_refusal():
    forms = made(checked(STUDENTS, TEACHERS, PAIRS).roster, consents=Consents()).forms
    consents = decided(forms, *(person.name for person in forms.unconsented))
    later = made(checked(asked("да, да, нет"), TEACHERS, PAIRS).roster, consents=consents)
    assert [person.name for person in later.forms.undecided] == ["Осока Рябина Кленовна"]
    assert "Осока" not in parts(later.content)


def test_who_was_not_asked_is_named_in_nobody_else_s_text():
    pairs = pair_with(Результат="хвалит Ромашкину Вербу")
    roster = checked(STUDENTS, TEACHERS, pairs).roster
    forms = made(roster, consents=Consents()).forms
    in_pair = decided(forms, *(person.name for person in forms.unconsented))
    base = made(roster, consents=in_pair)
    assert [doubt.text for doubt in base.forms.held_back] == ["хвалит Ромашкину Вербу"]
    assert "Ромашкин" not in parts(base.content)
