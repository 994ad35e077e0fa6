"""Lines that are told to be of people by whole columns: alike to looking at each line by itself."""

from __future__ import annotations

import datetime as dt

from data.recognition.plain_rows import PlainRows
from data.spreadsheets.sheet import Cell

HEADER: list[Cell] = ["ФИО", "Класс", "Дата рождения", "ОВЗ", "Пол"]
PUPIL: list[Cell] = ["Липина Вера Олеговна", "5А", dt.date(2012, 5, 6), "нет", "ж"]


def are_people(*lines: list[Cell], names: tuple[int, ...] = (0,)) -> list[bool]:
    return PlainRows(list(lines)).are_people(names, range(len(HEADER)), [HEADER])


def test_a_line_of_a_pupil_is_plainly_a_person() -> None:
    assert are_people(PUPIL, [*PUPIL[:3], " ", "ж"]) == [True, True]


def test_a_line_with_few_cells_in_use_is_looked_at_by_the_rules() -> None:
    assert are_people(PUPIL, [*PUPIL[:3], "", "\u00a0"], [""] * len(HEADER)) == [True, False, False]


def test_a_header_printed_again_is_nobody() -> None:
    assert are_people(HEADER, PUPIL) == [False, True]


def test_a_total_among_names_is_looked_at_by_the_rules() -> None:
    assert are_people(["Итого Класс Первый", *PUPIL[1:]], PUPIL) == [False, True]


def test_the_first_and_the_last_filled_cell_of_a_merged_line_are_alike() -> None:
    across: list[Cell] = ["", *["Липина Вера Олеговна"] * 4]
    assert are_people(across, PUPIL, names=(0, 1)) == [False, True]


def test_without_a_column_of_names_no_line_is_plainly_a_person() -> None:
    assert are_people(PUPIL, names=()) == [False]
    assert are_people() == []
