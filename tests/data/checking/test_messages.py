"""What is proposed beside a wrong cell is what its sentence names, where it names one thing."""

from __future__ import annotations

import pytest

from data.checking.messages import brief, message, words
from data.checking.pair_messages import described
from data.findings import Candidate, Finding
from tests.data.lists import checked, reported
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS

WRONG = {
    "a name with a slip": (PAIRS.replace("Осока Рябина", "Осока Рябена"), "Осока Рябина Кленовна"),
    "a form with a slip": (PAIRS.replace("учитель – учитель", "учитель – учитиль"), "учитель – учитель"),
    "a name like no other": (PAIRS.replace("Осока Рябина", "Пырей Тимьян"), ""),
    "no date": (PAIRS.replace("01.10.2024", "осенью   "), ""),
}

FLAGS = (("students", "ovz"), ("pairs", "mode"))


@pytest.mark.parametrize(("pairs", "proposal"), WRONG.values(), ids=WRONG)
def test_the_one_thing_that_was_probably_meant_is_proposed_and_named(pairs, proposal):
    (finding,) = reported(checked(STUDENTS, TEACHERS, pairs))
    assert finding.proposal == proposal
    assert proposal in words(finding)


def test_a_misspelt_class_is_proposed_as_the_class_that_was_meant():
    assert [finding.proposal for finding in reported(checked(STUDENTS.replace("9Б", "А8"), TEACHERS, PAIRS))] == ["8А"]


def test_a_name_that_may_mean_two_people_proposes_neither_and_names_both():
    students = STUDENTS + "    Л-4 | Осока Рябана Кленовна | 04.04.2012 | 6Б | нет | нет\n"
    (finding,) = reported(checked(students, TEACHERS, PAIRS.replace("Осока Рябина", "Осока Рябена")))
    assert (finding.proposal, [candidate.name for candidate in finding.candidates]) == (
        "",
        ["Осока Рябина Кленовна", "Осока Рябана Кленовна"],
    )
    assert "есть Осока Рябина Кленовна, Осока Рябана Кленовна." in words(finding)


def test_a_name_that_ends_with_an_initial_is_followed_by_one_stop():
    owner = Candidate("Осокин Б.А.", "teachers")
    finding = Finding(
        "unknown_person",
        file="Списки.xlsx",
        sheet="Пары",
        table="pairs",
        field="mentor",
        column="mentor",
        value="Осокен",
        names=("teachers",),
        candidates=(owner,),
    )
    assert ".." not in words(finding)
    assert brief(finding).endswith("есть Осокин Б.А")


def test_the_file_is_named_where_there_are_several_or_it_has_no_sheets():
    finding = Finding("hidden_sheet", file="Списки.xlsx", sheet="Черновик")
    assert message(finding).startswith("Лист «Черновик»: лист скрыт")
    assert message(finding, name_file=True).startswith("Файл «Списки.xlsx», лист «Черновик»: лист скрыт")


def test_namesakes_are_described_by_class_and_birth_and_those_else_alike_by_number():
    namesakes = [Candidate("А Б", "students", "л-1", "5А"), Candidate("А Б", "students", "л-2", "5А")]
    namesakes.append(Candidate("А Б", "teachers"))
    assert described(namesakes) == ["обучающийся, 5А, № Л-1", "обучающийся, 5А, № Л-2", "педагог"]
    assert described(namesakes, in_brief=True) == ["5А, № Л-1", "5А, № Л-2", "педагог"]


def test_a_stored_finding_has_the_sentence_of_when_it_was_saved():
    finding = Finding("bad_date", file="Списки.xlsx", sheet="Пары", row=3, cell="C3", text="«осень» – прежние слова.")
    assert message(finding) == "Лист «Пары», строка 3, столбец C: «осень» – прежние слова."
    assert words(finding) == "«осень» – прежние слова."


def test_a_doubt_about_ovz_asks_for_an_answer_and_one_about_a_mode_for_its_word():
    ovz, mode = (Finding("bad_flag", table=table, field=field, reason="непонятно") for table, field in FLAGS)
    assert brief(ovz) == "Непонятно. Ответьте «да» или «нет»"
    assert brief(mode) == "Непонятно. Впишите: очный, дистанционный или смешанный"
