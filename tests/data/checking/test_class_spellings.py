"""Classes of one grade with numbers and with letters are asked about once; what is one class is never asked about."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import check
from tests.data.lists import TODAY, reported, sheet

HEAD = "ФИО | Дата рождения | Класс\n"
TREES = ("Медуницын Лавр", "Васильков Ирис", "Ландышев Кедр", "Осинкин Тис")


def checked(*classes: str, pairs: str = ""):
    rows = [
        f"{name} | 14.0{place}.2009 | {text}" for place, (name, text) in enumerate(zip(TREES, classes, strict=False), 1)
    ]
    sheets = [sheet(HEAD + "\n".join(rows), "Обучающиеся")]
    return check([*sheets, sheet(pairs, "Пары")] if pairs else sheets, today=TODAY)


def test_a_grade_with_numbers_and_letters_is_one_warning_that_proposes_nothing():
    (finding,) = reported(checked("9-1", "9 А", "9 «Б»", "9/2"), "mixed_classes")
    assert (finding.names, finding.others, finding.proposal) == (("9/1", "9/2"), ("9А", "9Б"), "")
    assert "(9/1, 9/2)" in message(finding)


def test_the_classes_stay_as_they_are_until_the_school_changes_them():
    assert list(checked("9/1", "9А").roster.students["class_name"]) == ["9/1", "9А"]


def test_a_class_of_a_pair_written_otherwise_than_in_the_list_of_pupils_is_asked_about_at_the_pairs():
    pairs = """
        Наставник      | Наставляемый   | Класс наставляемого | Форма           | Дата начала
        Медуницын Лавр | Васильков Ирис | 9А                  | ученик – ученик | 02.09.2024
    """
    (finding,) = reported(checked("9/1", "9/2", pairs=pairs), "mixed_classes")
    assert (finding.sheet, finding.others) == ("Пары", ("9А",))


@pytest.mark.parametrize(
    "classes", [("9А", "9 «А»", "9-а", '9 "A" класс'), ("9/1", "9-2"), ("9/1", "10А"), ("9/1", "9"), ("9А", "9 физмат")]
)
def test_one_kind_in_a_grade_is_no_question(classes):
    assert reported(checked(*classes), "mixed_classes") == []


def test_spellings_of_one_class_are_one_class():
    assert set(checked("9А", "9 «А»", "9-а", '9 "A" класс').roster.students["class_name"]) == {"9А"}
