"""`data.spreadsheets.reading` on text files: any code page, any separator, and one wrong line that spoils no other."""

from __future__ import annotations

import random

import pytest

from data.spreadsheets.oddities import Oddity
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import CellError, Sheet
from tests.data.spreadsheet_writers import rows_of

PAGES = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
SMALL = [
    ["ФИО", "Дата рождения", "Класс"],
    ["Подсолнухова Астра Львовна", "01.09.2010", "8А"],
    ["Ёлкин Пётр Юрьевич", "12.03.2009", "9Б"],
]


def read(text: str | bytes) -> Sheet:
    (sheet,) = read_file("Список.csv", text if isinstance(text, bytes) else text.encode())
    return sheet


def joined(rows: list[list[str]], separator: str = ";", end: str = "\r\n") -> str:
    return "".join(separator.join(row) + end for row in rows)


def code_page(text: str) -> str:
    """The code page that the reader takes for «ФИО» and the like."""
    return read(text).encoding or "utf-8"


# Code pages


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize(
    "page", [*PAGES, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_a_list_of_three_lines_is_read_in_any_code_page(page: str, end: str, separator: str) -> None:
    sheet = read(joined(SMALL, separator, end).encode(page))
    assert sheet.rows == SMALL
    assert sheet.encoding == (None if page in ("utf-8", "utf-8-sig", "utf-16", "utf-32") else page)


NAMES = "Андреев Белова Волков Грачёва Дроздова Елисеев Жуков Зимин Ильина Котов Лебедева Морозов Ежов Орлова Попов Щукина Эрнст Юдина Яшин"
FIRST = "Сергей Мария Ольга Артём Лилия Пётр Юлия Ян Эмма Семён"
HEADERS = ("ФИО;Класс", "№ п/п;Фамилия;Имя;Класс", "Наставник;Наставляемый;Форма", "Сотрудник;Должность;МС")


def a_list(chance: random.Random, lines: int) -> str:
    rows = [chance.choice(HEADERS)]
    for _ in range(lines):
        name = f"{chance.choice(NAMES.split())} {chance.choice(FIRST.split())}"
        rows.append(
            ";".join((name, chance.choice(["01.09.2010", "5.3.09", ""]), chance.choice(["5А", "7 «Б»", "11 – В"])))
        )
    text = "\r\n".join(rows)
    return chance.choice([str, str, str, str.upper, str.lower])(text)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lines", [0, 1, 3, 30])
def test_the_code_page_is_that_in_which_the_text_is_russian(page: str, lines: int) -> None:
    from data.spreadsheets.encodings import decoded  # forty files in the child would take seconds

    chance = random.Random(lines)
    for _ in range(40):
        text = a_list(chance, lines).encode(page, "replace")
        assert decoded(text)[0] == text.decode(page)


def test_a_text_without_russian_letters_is_read_too() -> None:
    assert read("Name;Class\r\nMüller;5A\r\n".encode("latin-1")).rows[1][1] == "5A"
    assert read(b"Name;Class\r\nSmith;5A\r\n").encoding is None


# Separators


def test_a_line_is_the_separator_where_no_other_fits_better() -> None:
    assert rows_of("ФИО|Класс\nИванов Иван|5А\n".encode()) == [["ФИО", "Класс"], ["Иванов Иван", "5А"]]
    assert rows_of("ФИО;Группы\nИванов Иван;а|б\nПетров Пётр;в|г\n".encode())[1] == ["Иванов Иван", "а|б"]


# One wrong line

PUPILS = [["ФИО", "Дата рождения", "Класс"]] + [
    [f"Иванов Иван {letter}.", "01.09.2010", "8А"] for letter in "АБВГДЕЖЗИК"
]


@pytest.mark.parametrize("page", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_undecodable_byte_spoils_its_line_alone(page: str) -> None:
    content = joined(PUPILS).encode(page)
    bad = {"utf-16": b"\x00\xd8"}.get(page, b"\xff")
    at = content.index("Г.".encode("utf-16-le" if page == "utf-16" else "utf-8"))
    sheet = read(content[:at] + bad + content[at:])
    assert sheet.rows[4][0] == "Иванов Иван \ufffdГ."
    assert [row for place, row in enumerate(sheet.rows) if place != 4] == [*PUPILS[:4], *PUPILS[5:]]
    assert sheet.oddities == ((Oddity.UNDECODABLE, 5),)
    assert sheet.encoding is None


def test_an_undefined_byte_of_a_code_page_spoils_its_line_alone() -> None:
    content = joined(PUPILS).encode("cp1251").replace(b"\xc3.", b"\x98.")
    assert read(content).oddities == ((Oddity.UNDECODABLE, 5),)


def test_a_stray_zero_byte_spoils_its_line_alone() -> None:
    sheet = read(joined(PUPILS).replace("В.", "В.\0"))
    assert (sheet.rows[3][0], sheet.oddities) == ("Иванов Иван В.\ufffd", ((Oddity.UNDECODABLE, 4),))


QUOTES = {
    "before a name": (3, '"Иванов Иван В.;01.09.2010;8А'),
    "before the last cell": (3, 'Иванов Иван В.;01.09.2010;"8А'),
    "in the last line": (10, '"Иванов Иван К.;01.09.2010;8А'),
    "in the first line": (0, '"ФИО;Дата рождения;Класс'),
}


@pytest.mark.parametrize("end", ["\r\n", "\n", ""])
@pytest.mark.parametrize("place", QUOTES)
def test_a_quote_that_closes_nothing_spoils_its_line_alone(place: str, end: str) -> None:
    number, line = QUOTES[place]
    lines = [";".join(row) for row in PUPILS]
    lines[number] = line
    sheet = read("\r\n".join(lines) + end)
    assert sheet.rows == [line.split(";") if row == number else cells for row, cells in enumerate(PUPILS)]
    assert sheet.oddities == ((Oddity.STRAY_QUOTE, number + 1),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"Иванов Иван Б.;01.09.2010;8А', 'Иванов "Иван Д.;01.09.2010;8А'),
        ('"Иванов Иван Б.;01.09.2010;8А', '"Иванов Иван Д.;01.09.2010;8А'),
        ('"Иванов Иван Б.;01.09.2010;8А', 'Иванов Иван Д.;01.09.2010;8А"'),
        ('Иванов Иван Б.;01.09.2010;"8А', 'Иванов Иван Д.;01.09.2010;8А"'),
    ],
)
def test_two_stray_quotes_do_not_swallow_the_lines_between(first: str, second: str) -> None:
    lines = [";".join(row) for row in PUPILS]
    lines[2], lines[5] = first, second
    sheet = read("\n".join(lines))
    assert len(sheet.rows) == len(PUPILS)
    assert sheet.rows[3:5] == PUPILS[3:5]
    assert sheet.rows[6:] == PUPILS[6:]
    assert (Oddity.STRAY_QUOTE, 3) in sheet.oddities


@pytest.mark.parametrize(
    "cell",
    ["Иванов Иван\nПетров Пётр", "5А; 5Б\n6А; 6Б", 'ООО "Ромашка"', "первая\n\nтретья;\nчетвёртая", "а;б\nв;г"],
)
def test_quotes_that_hold_lines_separators_and_quotes_are_no_fault(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    rows = [*PUPILS, ["Иванов Иван Л.", "01.09.2010", cell]]
    sheet = read(joined([*PUPILS, ["Иванов Иван Л.", "01.09.2010", quoted]]))
    assert (sheet.rows, sheet.oddities) == (rows, ())


def test_a_line_with_too_many_separators_is_reported_and_the_others_keep_their_columns() -> None:
    rows = [*PUPILS[:4], ["Иванов", "Иван Г.", "01.09.2010", "8А"], *PUPILS[5:]]
    sheet = read(joined(rows))
    assert [row[:3] for row in sheet.rows] == [row[:3] for row in rows]
    assert sheet.rows[4] == rows[4]
    assert sheet.oddities == ((Oddity.EXTRA_CELLS, 5),)


def test_empty_columns_at_the_end_titles_and_a_second_wider_list_are_no_fault() -> None:
    trailing = [[*row, "", ""] if place == 4 else row for place, row in enumerate(PUPILS)]
    title = [["Список обучающихся"], *PUPILS]
    short = [["ФИО", "Дата рождения", "Класс", "ОВЗ"], *PUPILS[1:]]
    wider = [*PUPILS, [""], ["Наставник", "Наставляемый", "Форма", "Дата начала"], ["а", "б", "в", "г"]]
    assert [read(joined(rows)).oddities for rows in (trailing, title, short, wider)] == [(), (), (), ()]


def test_many_stray_quotes_take_no_more_time_than_a_file_may() -> None:
    sheet = read("ФИО;Класс\n" + '"Иванов;5А\nПетров;5Б\n' * 20_000)
    assert len(sheet.rows) == 40_001
    assert len(sheet.oddities) == 20_000


# What a text file says of formulas


@pytest.mark.parametrize("cell", ['="007"', '"=""007"""', "'007", '= "007" '])
def test_a_text_that_excel_is_made_to_keep_is_what_excel_shows(cell: str) -> None:
    assert rows_of(f"№;ФИО\n{cell};Иванов\n".encode())[1] == ["007", "Иванов"]


@pytest.mark.parametrize(
    "cell", ["=A2+1", "=ВПР(A1;Лист2!A:B;2;0)".replace(";", ","), "=-SUM(B1:B2)", '=A1&" "&B1', "=$A$1"]
)
def test_a_formula_in_a_text_file_has_no_result(cell: str) -> None:
    (value, _) = rows_of(f"№;ФИО\n{cell};Иванов\n".encode())[1]
    assert isinstance(value, CellError)


@pytest.mark.parametrize("cell", ["=== Выбыли ===", "= Иванов", "=", "'", "'Ромашка'", "О'Коннор", "1=1"])
def test_a_sign_alone_makes_no_formula_and_no_quoted_text(cell: str) -> None:
    (value, _) = rows_of(f"№;ФИО\n{cell};Иванов\n".encode())[1]
    assert (value, type(value)) == (cell, str)


def test_cards_of_one_column_keep_the_commas_of_their_values() -> None:
    card = ["ФИО: Липина Вера, 8А", "Дата рождения: 05.06.2010", "Класс: 8А; физмат, химия", ""]
    assert rows_of("\n".join(card * 3).encode()) == [[line] for line in card * 3][:-1]


def test_a_colon_in_the_cells_of_a_list_makes_no_cards_of_it() -> None:
    lines = ["Кружок: название;Руководитель", *["Шахматы: младшие;Липин В. П."] * 5]
    assert rows_of("\n".join(lines).encode()) == [line.split(";") for line in lines]
