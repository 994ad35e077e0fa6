"""What a spreadsheet program shows for a text.

An error, or the text behind `="…"` or an apostrophe.
"""

from __future__ import annotations

import re

ERROR = "error"  # the mark of an error value beside its text
XLS_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"} | {
    43: "#GETTING_DATA"
}  # by their numbers in xls and xlsb ([MS-XLS] 2.5.10)
# Excel and LibreOffice write errors in the language of their screen when they save text. All are capitals that end
# with a mark, but for three: Excel's 14 in English and Russian, LibreOffice's #ССЫЛ! and Google's #ERROR! among them.
ERROR_TEXT = re.compile(r"#(?:[A-ZА-ЯЁ][A-ZА-ЯЁ0-9/_]*[!?]|N/A|Н/Д|GETTING_DATA|ОЖИДАНИЕ_ДАННЫХ)|(?:Err|Ошибка):5\d\d")
LITERAL = re.compile(r'=\s*"((?:[^"]|"")*)"\s*')
# A cell of a text file that any program would compute: a function or a reference behind the sign.
FORMULA = re.compile(r"=\s*[-+(]*(?:[A-Za-zА-ЯЁа-яё][\w.]*\(.*\)|\$?[A-Z]{1,3}\$?\d{1,7}\b.*)", re.DOTALL)
QUOTED = re.compile(r"'[^']+")  # «'Ромашка'» is a name in quotes
FIRST_SIGNS = frozenset("#=EО' \t\n\xa0")  # the first characters of all of these, or blanks before them


def literal(formula: str) -> str | None:
    """Returns the text of a formula that is nothing but a text, such as `="007"`."""
    match = LITERAL.fullmatch(formula)
    return match[1].replace('""', '"') if match else None


def without_result(formula: str) -> str | tuple[str, str]:
    """Returns what a formula without its result shows.

    Its text if it is only that, else an error.
    """
    text = literal(formula)
    return (formula, ERROR) if text is None else text


def shown(text: str) -> str | tuple[str, str]:
    """Returns what is shown for a typed text; `(text, ERROR)` for an error value."""
    plain = text.strip()
    if ERROR_TEXT.fullmatch(plain):
        return plain, ERROR
    if QUOTED.fullmatch(plain):
        return plain[1:]
    inner = literal(plain)
    return text if inner is None else inner


def is_formula(text: str) -> bool:
    """Returns whether a program that opens a text file would compute the cell."""
    return FORMULA.fullmatch(text.strip()) is not None
