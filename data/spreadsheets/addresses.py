"""Addresses of cells as a person reads them in a spreadsheet."""

from __future__ import annotations


def column_letters(column: int) -> str:
    """Returns the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_at(letters: str) -> int:
    """Returns the column of some letters, counted from 0: A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1


def address(row: int, column: int) -> str:
    """Returns the cell's name, such as `C17`, of its 0-based row and column."""
    return f"{column_letters(column)}{row + 1}"


def place_at(cell: str) -> tuple[int, int]:
    """Returns the 0-based row and column of a cell by its name, such as `C17`."""
    letters = cell.rstrip("0123456789")
    return int(cell.removeprefix(letters)) - 1, column_at(letters)
