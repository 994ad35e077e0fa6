"""Lists with anything in any cell, drawn by Hypothesis.

A small sound school, and odd values put into it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from data.contracts import TABLES, Field, fields
from data.spreadsheets.sheet import CellError, Sheet

FILE = "Списки.xlsx"
LONG = 40_000  # characters: more than a cell of Excel holds
MOST_ODD = 6  # odd cells in one list
STARTED = dt.date(2024, 9, 1)

PUPILS = (  # number, surname, given name, patronymic, birth, grade, letter
    ("Л-1", "Липа", "Анна", "Олеговна", dt.date(2010, 2, 1), "8", "А"),
    ("Л-2", "Вяз", "Иван", "Львович", "2008", "10", "Б"),
    ("Л-3", "Клевер", "Яна", "", dt.date(2012, 5, 7), "6", "А"),
)
TEACHERS = (
    ("П-1", "Осокин", "Борис", "Ильич", dt.date(1980, 2, 2), "", ""),
    ("П-2", "Рябинин", "Глеб", "", dt.date(2000, 2, 2), "", ""),
)
PAIRS = (
    (TEACHERS[0], PUPILS[0], "учитель – ученик"),
    (PUPILS[1], PUPILS[2], "ученик – ученик"),
    (TEACHERS[0], TEACHERS[1], "учитель – учитель"),
)
NOT_YET = frozenset({"left_on", "status"})  # fields that stand empty in a sound row
CAME = frozenset({"enrolled_on", "hired_on"})
SOUND: dict[str, Sequence[Any]] = {  # by the kind of a field, row by row
    "text": ("текст", "", "учитель"),
    "flag": ("да", "нет", ""),
    "presence": ("да", "нет", ""),
    "register": ("да", "нет", dt.date(2021, 9, 1)),
    "registers": ("СОП, ПДН с 01.09.2021", "нет", ""),
    "date": (STARTED, "", "01.09.2024"),
    "end": ("", dt.date(2025, 5, 31), ""),
    "experience": ("2 года 5 месяцев", 20.0, ""),
    "mode": ("очный", "дистанционный", "смешанный"),
}

SIGNS = (
    *("\x00", "\x01", "\x07", "\x0b", "\x1b", "\x1f", "\x7f", "\x85", "\ud800", "\udcff", "\u200f", "\u202e", "\u2028"),
    *("\ufeff", "\ufffe", "\uffff", "\ue000", "\u00ad", "\u200b", "\r", "\n", "\t", "\u00a0", "😀", "<", "&", "]]>"),
    *("{{", "}}", "{%", "%{", "![x](http://example.invalid/x.png)", "`", "'", '"', "=", "_x0041_", "\\", "$", "#"),
)
MEANT = (
    *("да", "нет", "+", "5А", "12Я", "0Б", "13", "31.02.2010", "01.02.2010", "29.02.2023", "2010", "1899", "2101"),
    *("СОП", "ПДН, КДН", "снят", "бессрочно", "по 31.05.2025", "Иванова Анна", "Липа Анна Олеговна", "Л. А.", "1"),
    *("Итого", "-", "учитель – ученик", "студент – ученик", "иная", "Л-1", "б/н", "отменена", "вне ОО", "группа"),
    *("Пример: 1", "Липа Анна, 8А", "Липа Анна (01.02.2010)", "№", "ФИО", "Класс 5А", "99999", "1e309", "٣", "8²"),
)
LONG_OF = ("я", "а б ", "1", "((", "1.", "да, ", "т ", "« ", "\u202e")

TEXTS = st.one_of(
    st.text(max_size=12),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Nd", "Lu"]), max_size=8),
    st.tuples(st.sampled_from(["", "Липа ", "5"]), st.sampled_from(SIGNS), st.sampled_from(["", "Анна"])).map("".join),
    st.sampled_from(MEANT),
    st.sampled_from([word * (LONG // len(word)) for word in LONG_OF]),
)
# What may stand in a cell, of every type that a spreadsheet or a program may give.
VALUES: st.SearchStrategy[Any] = st.one_of(
    TEXTS,
    st.floats(),
    st.sampled_from([0.0, 1.0, 2010.0, 44_000.0, 1e300, -1e300, 5e-324, 2.5]),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.none(),
    st.sampled_from([CellError("#REF!"), CellError("#ДЕЛ/0!"), CellError("=A1+1"), CellError("")]),
)
NAMES = TEXTS.filter(lambda text: len(text) < LONG // 2)  # of files, sheets and schools

Row = list[Any]


def sound_rows(table: str) -> list[dict[str, Any]]:
    """Returns the rows of a sound list, every field of its contract filled in."""
    people = {"students": PUPILS, "teachers": TEACHERS}
    rows = [_pair(*pair) for pair in PAIRS] if table == "pairs" else [_person(*person) for person in people[table]]
    return [
        {key: row[key] if key in row else _sound(spec, place) for key, spec in fields(table).items()}
        for place, row in enumerate(rows)
    ]


def _sound(spec: Field, place: int) -> Any:
    if spec.key in NOT_YET or spec.key.endswith("_until"):
        return ""
    values = SOUND.get(spec.kind, ("",))
    return dt.date(2020, 9, 1) if spec.key in CAME else values[place % len(values)]


def _person(number: str, surname: str, given: str, patronymic: str, birth: Any, grade: str, letter: str) -> Any:
    return {
        "number": number,
        "surname": surname,
        "given_name": given,
        "patronymic": patronymic,
        "birth": birth,
        "name": " ".join(filter(None, (surname, given, patronymic))),
        "grade": grade,
        "letter": letter,
        "class_name": f"{grade}{letter}",
    }


def _pair(mentor: Any, mentee: Any, form: str) -> dict[str, Any]:
    row: dict[str, Any] = {"form": form, "start": STARTED}
    for side, person in (("mentor", _person(*mentor)), ("mentee", _person(*mentee))):
        row |= {side: person["name"], f"{side}_number": person["number"], f"{side}_class": person["class_name"]}
        row[f"{side}_birth"] = person["birth"]
    return row


@st.composite
def lists(draw: st.DrawFn) -> list[Sheet]:
    """Draws the three lists, or part of them, with odd values.

    Columns are any in any order; odd values stand in cells and names.
    """
    tables = draw(st.sets(st.sampled_from(list(TABLES)), min_size=1)) if draw(st.booleans()) else set(TABLES)
    file = f"{draw(NAMES)}.xlsx" if draw(st.integers(0, 4)) == 0 else FILE
    return [draw(_sheets(table, file)) for table in TABLES if table in tables]


@st.composite
def _sheets(draw: st.DrawFn, table: str, file: str) -> Sheet:
    shuffle = random.Random(draw(st.integers(0, 2**32)))
    keys = _columns(table, shuffle)
    header: Row = [shuffle.choice(fields(table)[key].aliases) for key in keys]
    rows: list[Row] = [[row[key] for key in keys] for row in sound_rows(table)]
    _spoil(draw, rows, header)
    if draw(st.integers(0, 5)) == 0:
        rows = [[draw(VALUES), *[""] * (len(header) - 1)], header, *rows]
    else:
        rows = [header, *rows]
    title = draw(NAMES) if draw(st.integers(0, 4)) == 0 else TABLES[table]
    return Sheet(file, title, rows, [], hidden=False)


def _columns(table: str, shuffle: random.Random) -> list[str]:
    """Returns fields of a contract in any order: all, or part of them.

    Often names and classes stand in parts alone.
    """
    keys = shuffle.sample(list(fields(table)), len(fields(table)))
    if shuffle.random() < 0.5:
        gone = set(shuffle.sample(keys, shuffle.randrange(len(keys))))
        keys = [key for key in keys if key not in gone or (fields(table)[key].required and shuffle.random() < 0.9)]
    for whole, part in (("name", "surname"), ("class_name", "grade")):
        if part in keys and shuffle.random() < 0.5:
            keys = [key for key in keys if key != whole]
    return keys or [next(iter(fields(table)))]


def _spoil(draw: st.DrawFn, rows: list[Row], header: Row) -> None:
    """Puts odd values into cells.

    Sometimes into a whole column, a whole row or the header.
    """
    columns, places = st.integers(0, len(header) - 1), st.integers(0, len(rows) - 1)
    for _ in range(draw(st.integers(0, MOST_ODD))):
        rows[draw(places)][draw(columns)] = draw(VALUES)
    kind = draw(st.integers(0, 9))
    if kind == 0:
        column, value = draw(columns), draw(VALUES)
        for row in rows:
            row[column] = value
    elif kind == 1:
        rows[draw(places)] = draw(st.lists(VALUES, min_size=len(header), max_size=len(header)))
    elif kind == 2:
        header[draw(columns)] = draw(VALUES)
