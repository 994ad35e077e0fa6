"""The papers of pairs: every chosen pair in each, nobody else, and nothing that would have to be corrected by hand."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import docx
import pytest

from data.findings import ListError
from data.periods import school_year_end, year_to_date
from data.roadmap.deadlines import working_day_until
from data.russian import date_text
from data.store.location import place
from data.store.versions import Store
from metrics.indicators import load
from reports.pair_papers.listed_pairs import latest, pairs_to_sign
from reports.pair_papers.papers import DIARY_LINES, MODE_TO_CHOOSE, PAPERS, names_in_brackets
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


def papers_of(roster, store=None, pairs=None, **settings):
    """Returns each paper, by its key."""
    content = KINDS["pairs"].make(report_request(roster, store, pairs, **settings)).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        opened = [docx.Document(io.BytesIO(packed.read(name))) for name in packed.namelist()]
    return {paper.key: document for paper, document in zip(PAPERS, opened, strict=True)}


def papers(roster, store=None, pairs=None, **settings):
    """Returns the texts of each paper, by its key, a line a paragraph or a cell."""
    return {
        key: [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        for key, document in papers_of(roster, store, pairs, **settings).items()
    }


def tables_of(documents):
    """Returns the tables of each paper, by its key, a row the texts of its cells."""
    return {
        key: [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        for key, document in documents.items()
    }


@pytest.fixture(scope="module")
def of_everybody(roster):
    """The papers of all pairs, without a school's own settings."""
    return papers_of(roster, None, everybody(roster))


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


def with_own_order(words):
    """Returns a store whose order is the school's own."""
    store = Store(place())
    document = docx.Document()
    document.add_paragraph(words)
    store_template(store, "order", saved(document))
    return store


OWN_ORDER = (
    "{% for pair in pairs %}{{ pair.mentor_accusative }} – {{ pair.mentee_genitive }}; {% endfor %}"
    "контроль – на {{ responsible }} {{ marking }}"
)


@pytest.mark.parametrize("own_templates", [False, True])
def test_before_the_papers_are_made_the_names_are_told_that_stand_in_brackets_there(roster, own_templates: bool):
    settings = {"director": "Ким Ю", "responsible": "Вязов Олег Ильич"}
    store = with_own_order(OWN_ORDER) if own_templates else None
    lines = papers(roster, store, everybody(roster), **settings).values()
    texts = "\n".join(text for each in lines for text in each)
    pairs = pairs_to_sign(roster, ON, load())
    names = {side.name for pair in pairs for side in (pair.mentor, pair.mentee)} | set(settings.values())
    told = names_in_brackets(pairs, load(settings=set_to(**settings)).settings, own_templates=own_templates)
    assert set(told) == {name for name in names if f"({name})" in texts} != set()
    assert (set(told) == {settings["director"]}) is not own_templates


def test_the_order_has_a_row_a_pair_in_which_no_word_is_put_into_a_case(roster, of_everybody):
    table, *_ = tables_of(of_everybody)["order"]
    rows = {row[2].split()[0]: row[1:] for row in table[1:]}
    assert len(rows) == len(everybody(roster))
    assert rows["Кленов"] == [
        *("Липова Анна Павловна\n10А класс", "Кленов Пётр Ильич\n3Б класс", "ученик – ученик, очный"),
        "с 02.09.2024 по 31.05.2025",
    ]
    assert rows["Соловей"] == [
        *("Рябинина Вера Олеговна\nучитель математики", "Соловей Иван Иванович\n8В класс", "учитель – ученик"),
        "с 02.09.2024 до завершения программы",
    ]


@pytest.mark.parametrize("responsible", ["Вязов Олег Ильич", "Вязов О. И."])
def test_who_answers_stands_in_the_order_as_the_school_writes_the_name(roster, responsible: str):
    lines = papers(roster, responsible=responsible)["order"]
    assert f"3. Контроль за исполнением приказа осуществляет {responsible.rstrip('.')}." in lines


@pytest.mark.parametrize("responsible", ["Вязов Олег Ильич", "Рябинина Вера Олеговна", "Рябинина В. О."])
def test_who_answers_and_each_mentor_sign_the_order_once(roster, responsible: str):
    lines = papers(roster, pairs=everybody(roster), responsible=responsible)["order"]
    mentors = {"Липова Анна Павловна", "Рябинина Вера Олеговна"}
    signing = [line for line in lines if line in {responsible, *mentors}]
    first = "Рябинина Вера Олеговна" if responsible.startswith("Рябинина") else responsible
    assert signing == [first, *sorted(mentors - {first})]


def test_a_representative_signs_for_each_minor_and_a_pupil_from_fourteen_on_beside(of_everybody):
    tables = tables_of(of_everybody)["consents"]
    of_self = [table[0][1] for table in tables if table[0][0] == "Я"]
    by_parents = [row[1] for table in tables for row in table if row[0] == "Ребёнок"]
    assert len(of_self) + len(by_parents) == len(tables)
    young = ["Липова Анна Павловна, 10А класс", "Соловей Иван Иванович, 8В класс"]
    assert sorted(by_parents) == ["Кленов Пётр Ильич, 3Б класс", *young]
    of_age = ["Вязова Нина Олеговна, педагог, химия", *["Рябинина Вера Олеговна, учитель математики"] * 2]  # two pairs
    assert sorted(of_self) == sorted([*of_age, *young])


def test_a_consent_leaves_address_and_passport_to_be_written_by_hand(of_everybody):
    for table in tables_of(of_everybody)["consents"]:
        to_write = {row[0] for row in table if not row[1]}
        assert {"Адрес", "Паспорт: серия, номер", "Кем и когда выдан", "Адрес школы"} <= to_write
        assert ("Адрес ребёнка" in to_write) is any(row[0] == "Ребёнок" for row in table)


def test_the_municipal_base_is_consented_to_apart_from_the_programme(of_everybody):
    lines = [paragraph.text for paragraph in of_everybody["consents"].paragraphs]
    whole = [line for line in lines if line.startswith("2. Даю согласие")]
    apart = [line for line in lines if line.startswith("☐ согласен")]
    assert len(whole) == len(apart) == len(tables_of(of_everybody)["consents"])
    assert not any("муниципальн" in line for line in whole)
    assert all("☐ не согласен" in line and "подпись" in line for line in apart)


def test_a_consent_ends_with_the_pair_else_with_the_school_year(roster, of_everybody):
    lines = [paragraph.text for paragraph in of_everybody["consents"].paragraphs if paragraph.text.startswith("4. ")]
    ends = {pair.end for pair in pairs_to_sign(roster, ON, load())}
    assert None in ends
    days = {f"{date_text(end)} (конец работы пары)" for end in ends if end}
    days.add(f"{date_text(school_year_end(roster.as_of))} (конец учебного года)")
    assert {words for words in days for line in lines if words in line} == days
    assert all(any(words in line for words in days) and "до отзыва" in line for line in lines)


PARENT = "Родитель (законный представитель) наставляемого"


def test_a_plan_is_signed_by_a_representative_where_the_mentee_is_a_minor(of_everybody):
    minors = [tables for tables in _by_three(tables_of(of_everybody)["plan"]) if PARENT in _signing(tables[2])]
    assert {tables[0][1][1].split()[0] for tables in minors} == {"Кленов", "Соловей"}


@pytest.mark.parametrize(("mentee", "mode"), [("Кленов", "очный"), ("Соловей", MODE_TO_CHOOSE)])
def test_a_plan_tells_the_mode_or_leaves_it_to_be_underlined(of_everybody, mentee: str, mode: str):
    (terms,) = [
        tables[0] for tables in _by_three(tables_of(of_everybody)["plan"]) if tables[0][1][1].startswith(mentee)
    ]
    assert ["Режим", mode] in terms


def _by_three(tables):
    """Returns the tables of each plan: who and on what terms, the steps, who signs."""
    return [tables[place : place + 3] for place in range(0, len(tables), 3)]


def _signing(table):
    return [row[0] for row in table]


def test_a_plan_has_its_steps_between_the_days_of_the_pair_and_its_request(roster):
    cells = papers(roster)["plan"]
    assert cells.count("чтение") == 1
    for words in ("16.09.2024", "30.05.2025", "в конце программы"):  # 31.05.2025 is a Saturday
        assert words in cells


@pytest.mark.parametrize(
    ("start", "end", "half"),
    [
        ("02.09.2024", "31.05.2025", "15.01.2025"),
        ("06.09.2026", "02.01.2027", "03.11.2026"),  # half of it is the holiday of 4 November
        ("01.09.2026", "03.06.2027", "15.01.2027"),  # and here a Saturday
    ],
)
def test_no_step_of_a_plan_falls_on_a_holiday_or_a_weekend(start: str, end: str, half: str):
    pair = f"""
        Наставник            | Наставляемый      | Форма наставничества | Дата начала | Дата окончания
        Липова Анна Павловна | Кленов Пётр Ильич | ученик – ученик      | {start}     | {end}
    """
    cells = "\n".join(papers(lists(STUDENTS, pair, TEACHERS).roster)["plan"])
    steps = cells[cells.index("Знакомство") : cells.index("Итоговая встреча") + 100]
    days = [dt.datetime.strptime(day, "%d.%m.%Y").date() for day in re.findall(r"\d\d\.\d\d\.\d{4}", steps)]
    assert half in steps and len(days) == 3
    assert all(working_day_until(day) == day for day in days)


def test_a_diary_has_room_for_each_pair(roster, of_everybody):
    rooms = [table for table in tables_of(of_everybody)["diary"] if table[0][0] == "Дата"]
    assert len(rooms) == len(everybody(roster))
    assert {len(table) - 1 for table in rooms} == {DIARY_LINES}


def test_the_same_pairs_give_the_same_bytes_and_are_marked(roster):
    first, second = (KINDS["pairs"].make(report_request(roster)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first.content)) as packed:
        for name in packed.namelist():
            footer = docx.Document(io.BytesIO(packed.read(name))).sections[0].footer.paragraphs[0].text
            assert footer == PERSONAL


def test_a_template_of_the_school_is_used_and_one_that_cannot_be_is_one_sentence(roster):
    store = with_own_order(OWN_ORDER)
    line, *_ = papers(roster, store, responsible="Вязов О. И.")["order"]
    assert "Липову Анну Павловну – Кленова Петра Ильича; " in line
    assert "контроль – на Вязова О. И." in line
    store_template(store, "diary", b"no document")
    with pytest.raises(ListError, match=r"^Шаблон Word не подходит"):
        papers(roster, store)


def test_the_pages_of_the_order_are_numbered(roster):
    footer = papers_of(roster)["order"].sections[0].footer._element.xml
    assert "PAGE" in footer and "NUMPAGES" in footer
