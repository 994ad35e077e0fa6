"""Headers that are cut short, and short names of forms that a list spells out itself."""

from __future__ import annotations

import pytest

from data.loading import load
from data.recognition.header_fields import match_header
from tests.data.lists import TODAY, checked, drawn, files, reported, required_columns

PUPILS = """
    Фам.  | Имя    | Отч.   | Дата рожд. | Паралл. | Лит.
    Липа  | Калина | Ивовна | 01.02.2010 | 9       | А
    Клён  | Осин   | Ивович | 01.02.2009 | 10      | Б
"""
PAIRS = """
    Наставник        | Наставл. | Форма                  | Дата нач.  | Дата оконч.
    Клён Осин Ивович | Липа Калина Ивовна | У-У (ученик – ученик) | 01.09.2024 |
    Клён Осин Ивович | Липа Калина Ивовна | у–у                   | 01.09.2023 | 31.05.2024
"""


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_headers_cut_short_and_forms_that_the_list_spells_out_are_read(kind):
    book = {"Обучающиеся": drawn(PUPILS), "Пары": drawn(PAIRS)}
    lists = load(files(book, kind), today=TODAY, required=required_columns())
    assert not lists.has_errors
    assert lists.roster.students["name"].tolist() == ["Липа Калина Ивовна", "Клён Осин Ивович"]
    assert lists.roster.students["class_name"].tolist() == ["9А", "10Б"]
    assert lists.roster.pairs["form"].tolist() == ["student_student"] * 2


@pytest.mark.parametrize(
    ("table", "header", "field"),
    [
        ("students", "Паралл.", "grade"),
        ("students", "Литер.", "letter"),
        ("teachers", "Долж.", "position"),
        ("pairs", "Дата оконч.", "end"),
        ("pairs", "Дата нач", None),  # no stop: it is a word of its own
        ("pairs", "Наст.", None),  # of either side
        ("students", "Уч.", None),  # too short to be sure
        ("students", "Дата рожд. матери", None),
    ],
)
def test_a_header_cut_short_is_the_only_field_whose_titles_it_begins(table, header, field):
    assert list(match_header(table, {0: [header]}).columns) == ([field] if field else [])


def test_a_short_name_that_a_list_spells_out_in_two_ways_is_asked_about():
    pairs = PAIRS + "Клён Осин Ивович | Липа Калина Ивовна | У-У (учитель – ученик) | 01.09.2022 | 31.05.2023"
    found = reported(checked(PUPILS, pairs=pairs.replace("У-У", "НП").replace("у–у", "нп")), "unknown_form")
    assert [finding.value for finding in found] == ["нп"]


def test_a_header_that_spells_short_names_out_is_their_key():
    pairs = PAIRS.replace("| Форма    ", "| Форма, у-у (ученик – ученик), п-у (учитель – ученик)").replace(
        "У-У (ученик – ученик)", "У-У"
    )
    lists = checked(PUPILS, pairs=pairs)
    assert lists.roster.pairs["form"].tolist() == ["student_student"] * 2
