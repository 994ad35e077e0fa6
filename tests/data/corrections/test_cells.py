"""The table of wrong cells: one row a correction, what is wrong in brief, and where a typed text goes."""

from __future__ import annotations

import pytest

from data.checking.messages import brief
from data.corrections.cells import corrections, wrong_cells
from tests.data.lists import checked, reported, sheet

STUDENTS = """
    № личного дела | ФИО                  | Дата рождения | Класс | Дата зачисления | Выбыл      | ОВЗ | Вид учёта
    Л-1            | Осинкин Ясень Ивович | 01.02.2010    | 9А    | 01.09.2024      |            | нет | на учёте
    Л-2            | Рябинкин Клён Ивович | 07.07.2014    | 4А    | 02.09.2024      | 15.11.2023 | нет | на учёте
    Л-3            | Рябинкин Клён Ивович | 29.07.2014    | 4Б    | 02.09.2024      |            | нет | нет
"""
PAIRS = """
    № наставника | Наставник            | Наставляемый         | Форма           | Дата начала
    Л-2          | Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик | 14.09.2024
"""


def rows(lists):
    return wrong_cells(lists.findings, lists.blocks)


def only(lists, code):
    return next(finding for finding in reported(lists) if finding.code == code)


def test_one_wrong_text_of_a_column_is_one_row_with_one_correction():
    wrong = [finding for finding in rows(checked(STUDENTS)) if finding.first.code == "bad_flag"]
    assert len(wrong) == 1
    assert [finding.cell for finding in wrong[0].findings] == ["H2", "H3"]
    assert wrong[0].where == "2\u00a0строки: H2 … · Обучающиеся"
    assert wrong[0].whose == "Осинкин Ясень Ивович и ещё 1"


def test_a_doubt_about_a_child_is_a_row_of_its_own():
    students = STUDENTS.replace("| нет | на учёте", "| уточнить | нет")
    assert len([wrong for wrong in rows(checked(students)) if wrong.first.code == "bad_flag"]) == 2


def test_a_cell_is_reported_with_its_row_before_its_sheet():
    wrong = next(row for row in rows(checked(STUDENTS)) if row.first.code == "left_before_enrolled")
    assert wrong.where == "F3, стр. 3 · Обучающиеся"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("left_before_enrolled", "Раньше, чем «Дата зачисления» (02.09.2024)"),
        ("bad_flag", "Непонятно, какой учёт. Впишите: СОП, ВШУ, ПДН, КДН и ЗП или «нет»"),
        (
            "number_name_mismatch",
            "В списке под этим номером Рябинкин Клён Ивович, а не Осинкин Ясень Ивович. Впишите верный номер или верное имя",
        ),
        ("ambiguous_person", "Таких людей несколько: 4А, 07.07.2014; 4Б, 29.07.2014. Впишите класс или дату рождения"),
    ],
)
def test_what_is_wrong_is_reported_with_what_is_needed_to_correct_it(code, words):
    lists = checked(STUDENTS, pairs=PAIRS)
    assert brief(only(lists, code)) == words


def test_the_forms_are_named():
    lists = checked(STUDENTS, pairs=PAIRS.replace("ученик – ученик", "подружка"))
    assert brief(only(lists, "unknown_form")).startswith("Такой формы нет. Формы: ученик – ученик; ")


def test_a_misplaced_value_is_not_called_an_empty_cell():
    lists = checked(STUDENTS.replace("Осинкин Ясень Ивович", "12345               "))
    assert brief(only(lists, "empty_required")).startswith("Здесь должно быть имя")


@pytest.mark.parametrize(
    ("code", "typed", "correction"),
    [
        ("number_name_mismatch", "Л-1", ((1, 0), "Л-1")),
        ("number_name_mismatch", "Рябинкин Клён Ивович", ((1, 1), "Рябинкин Клён Ивович")),
        ("ambiguous_person", "4Б", ((1, 2), "Рябинкин Клён Ивович, 4Б")),
        ("ambiguous_person", "29.07.2014", ((1, 2), "Рябинкин Клён Ивович, 29.07.2014")),
        ("ambiguous_person", "Осинкин Ясень Ивович", ((1, 2), "Осинкин Ясень Ивович")),
    ],
)
def test_a_typed_text_goes_where_it_belongs(code, typed, correction):
    lists = checked(STUDENTS, pairs=PAIRS)
    assert corrections(only(lists, code), typed, sheet(PAIRS, "Пары"), lists.blocks) == correction


def test_a_removed_row_is_reported_and_counted():
    lists = checked(STUDENTS, pairs=PAIRS, removed_rows={("Списки.xlsx", "Обучающиеся"): [2]})
    assert lists.counts["students"] == 1  # the third row; the second has an error
    assert lists.removed_rows == {"students": 1, "teachers": 0, "pairs": 0}
    finding = only(lists, "left_out_row")
    assert (finding.row, finding.person) == (2, "Осинкин Ясень Ивович")


def test_what_stood_after_a_misspelt_name_stays_after_the_right_one():
    pairs = PAIRS.replace("| Рябинкин Клён Ивович", "| Рябинкен Клён Ивович, 4Б").replace("Л-2 ", "    ")
    lists = checked(STUDENTS, pairs=pairs)
    correction = corrections(only(lists, "unknown_person"), "Рябинкин Клён Ивович", sheet(pairs, "Пары"), lists.blocks)
    assert correction == ((1, 2), "Рябинкин Клён Ивович, 4Б")
