"""The papers of pairs: every chosen pair in each, nobody else, and nothing that would have to be corrected by hand."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
import pytest

from data.findings import ListError
from data.periods import year_to_date
from data.store.location import place
from data.store.versions import Store
from metrics.indicators import load
from reports.pair_papers.listed_pairs import latest, pairs_to_sign
from reports.pair_papers.papers import DIARY_LINES, PAPERS, names_in_brackets
from reports.registry import KINDS
from reports.request import ReportRequest
from reports.school_templates import store_template
from reports.source import PERSONAL, Source
from tests.metrics.rosters import lists, set_to
from tests.reports.word_files import saved

ON = dt.date(2024, 12, 31)
STUDENTS = """
    ФИО                      | Дата рождения | Класс
    Липова Анна Павловна     | 01.02.2008    | 10А
    Кленов Пётр Ильич        | 01.02.2015    | 3Б
    Соловей Иван Иванович    | 01.02.2010    | 8В
    Ольхин Глеб Львович      | 2009          | 9А
"""
TEACHERS = """
    ФИО                      | Должность          | Дата рождения
    Рябинина Вера Олеговна   | учитель математики | 01.02.1980
    Вязова Нина Олеговна     | химия              | 01.02.1999
"""
PAIRS = """
    Наставник              | Наставляемый           | Форма наставничества | Формат | Дата начала | Дата окончания | Запрос | Статус
    Липова Анна Павловна   | Кленов Пётр Ильич      | ученик – ученик      | очный  | 02.09.2024  | 31.05.2025     | чтение |
    Рябинина Вера Олеговна | Соловей Иван Иванович  | учитель – ученик     |        | 02.09.2024  |                |        |
    Рябинина Вера Олеговна | Вязова Нина Олеговна   | учитель – учитель    | очный  | 01.09.2023  | 31.12.2024     |        |
    Рябинина Вера Олеговна | Ольхин Глеб Львович    | учитель – ученик     | очный  | 01.09.2023  | 30.12.2024     |        |
    Вязова Нина Олеговна   | Ольхин Глеб Львович    | учитель – ученик     | очный  | 03.09.2024  | 31.05.2025     |        | отменена
"""


@pytest.fixture(scope="module")
def roster():
    return lists(STUDENTS, PAIRS, TEACHERS).roster


def report_request(roster, store=None, pairs=None, **settings):
    declarations = load(settings=set_to(**settings))
    return ReportRequest(Source(roster, "версия № 1"), year_to_date(ON), declarations, store, ON, pairs=pairs)


def papers(roster, store=None, pairs=None, **settings):
    """Returns the texts of each paper, by its key, a line a paragraph or a cell."""
    content = KINDS["pairs"].make(report_request(roster, store, pairs, **settings)).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        opened = [docx.Document(io.BytesIO(packed.read(name))) for name in packed.namelist()]
    assert len(opened) == len(PAPERS)
    return {
        paper.key: [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        for paper, document in zip(PAPERS, opened, strict=True)
    }


def everybody(roster):
    return frozenset(pair.row for pair in pairs_to_sign(roster, ON, load()))


def test_pairs_that_are_yet_to_begin_have_papers_too(roster):
    before = roster.pairs["start"].min().date() - dt.timedelta(days=1)
    assert len(pairs_to_sign(roster, before, load())) == (~roster.pairs["cancelled"]).sum()


def test_the_pairs_of_a_day_are_those_that_have_not_ended_and_were_not_cancelled(roster):
    names = {(pair.mentor.name, pair.mentee.name) for pair in pairs_to_sign(roster, ON, load())}
    assert names == {
        ("Липова Анна Павловна", "Кленов Пётр Ильич"),
        ("Рябинина Вера Олеговна", "Соловей Иван Иванович"),
        ("Рябинина Вера Олеговна", "Вязова Нина Олеговна"),
    }


def test_the_papers_are_those_of_the_pairs_that_were_chosen_else_of_those_that_began_last(roster):
    for pairs, left_out in ((None, {"Вязова"}), (everybody(roster), set())):
        chosen = latest(pairs_to_sign(roster, ON, load())) if pairs is None else pairs_to_sign(roster, ON, load())
        for texts in papers(roster, pairs=pairs).values():
            assert all(any(pair.mentor.name.split()[0][:-1] in text for text in texts) for pair in chosen)
            assert not [text for text in texts for name in left_out if name[:-1] in text]


def test_before_the_papers_are_made_the_names_are_told_that_stand_in_brackets_there(roster):
    settings = {"director": "Ким Ю", "responsible": "Вязов Олег Ильич"}
    texts = "\n".join(text for lines in papers(roster, pairs=everybody(roster), **settings).values() for text in lines)
    pairs = pairs_to_sign(roster, ON, load())
    names = {side.name for pair in pairs for side in (pair.mentor, pair.mentee)} | set(settings.values())
    told = names_in_brackets(pairs, load(settings=set_to(**settings)).settings)
    assert set(told) == {name for name in names if f"({name})" in texts} == {"Ким Ю", "Соловей Иван Иванович"}


def test_the_order_names_both_in_the_case_of_the_sentence_and_a_doubtful_name_in_brackets(roster):
    lines = papers(roster, responsible="Вязов Олег Ильич")["order"]
    assert (
        "1.1. Назначить Липову Анну Павловну (10А класс) наставником Кленова Петра Ильича (3Б класс): форма «ученик – "
        "ученик», режим очный, с 02.09.2024 по 31.05.2025." in lines
    )
    assert (
        "1.2. Назначить Рябинину Веру Олеговну (учитель математики) наставником (Соловей Иван Иванович) (8В класс): "
        "форма «учитель – ученик», с 02.09.2024 до завершения программы." in lines
    )
    assert "3. Контроль за исполнением приказа возложить на Вязова Олега Ильича." in lines
    short = papers(roster, responsible="Вязов О. И.")["order"]
    assert "3. Контроль за исполнением приказа возложить на Вязова О. И." in short


@pytest.mark.parametrize("responsible", ["Вязов Олег Ильич", "Рябинина Вера Олеговна"])
def test_who_answers_and_each_mentor_sign_the_order_once(roster, responsible: str):
    lines = papers(roster, pairs=everybody(roster), responsible=responsible)["order"]
    mentors = {"Липова Анна Павловна", "Рябинина Вера Олеговна"}
    signing = [line for line in lines if line in {responsible, *mentors}]
    assert signing == [responsible, *sorted(mentors - {responsible})]


def test_a_representative_signs_for_each_minor_and_a_pupil_from_fourteen_on_beside(roster):
    lines = papers(roster, pairs=everybody(roster))["consents"]
    for name, words in (
        ("Липовой Анны Павловны", "законный представитель Липовой Анны Павловны (10А класс)"),
        ("Липова", "Я, Липова Анна Павловна (10А класс)"),
        ("Кленова", "законный представитель Кленова Петра Ильича (3Б класс)"),
        ("Соловей", "законный представитель (Соловей Иван Иванович) (8В класс)"),
        ("Соловей", "Я, Соловей Иван Иванович (8В класс)"),
        ("Вязова", "Я, Вязова Нина Олеговна (педагог, химия)"),
    ):
        assert sum(words in line for line in lines) == 1, name
    assert sum("Я, Рябинина Вера Олеговна" in line for line in lines) == 2  # in two pairs
    assert not [line for line in lines if "Я, Кленов" in line]
    assert not [line for line in lines if "представитель Рябининой" in line]


def test_a_plan_has_its_steps_between_the_days_of_the_pair_and_its_request(roster):
    cells = papers(roster)["plan"]
    assert cells.count("чтение") == 1
    for words in ("16.09.2024", "31.05.2025", "в конце программы"):
        assert words in cells


def test_a_diary_has_room_for_each_pair(roster):
    content = KINDS["pairs"].make(report_request(roster, pairs=everybody(roster))).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        diary = docx.Document(io.BytesIO(packed.read(packed.namelist()[-1])))
    rooms = [table for table in diary.tables if table.rows[0].cells[0].text == "Дата"]
    assert len(rooms) == len(everybody(roster))
    assert {len(table.rows) - 1 for table in rooms} == {DIARY_LINES}


def test_the_same_pairs_give_the_same_bytes_and_are_marked(roster):
    first, second = (KINDS["pairs"].make(report_request(roster)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first.content)) as packed:
        for name in packed.namelist():
            footer = docx.Document(io.BytesIO(packed.read(name))).sections[0].footer.paragraphs[0].text
            assert footer == PERSONAL


def test_a_template_of_the_school_is_used_and_one_that_cannot_be_is_one_sentence(roster):
    store = Store(place())
    document = docx.Document()
    document.add_paragraph(
        "Свой приказ: {% for pair in pairs %}{{ pair.mentor_accusative }}; {% endfor %}{{ marking }}"
    )
    store_template(store, "order", saved(document))
    assert "Липову Анну Павловну; " in papers(roster, store)["order"][0]
    store_template(store, "diary", b"no document")
    with pytest.raises(ListError, match=r"^Шаблон Word не подходит"):
        papers(roster, store)
