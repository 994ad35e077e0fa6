"""What must hold for any lists: order and dirt change no number, and nothing that stands in a file raises."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.checking.messages import message
from data.contracts import TABLES, fields
from data.findings import CODES, Finding
from data.loading import check
from data.periods import Period
from data.recognition.block import Choice
from data.spreadsheets.sheet import CellError, Sheet
from metrics.results import results
from tests.data.faults import HEADER_ROWS, SCHOOLS, clean
from tests.data.lists import TODAY, Book, required_columns, sheet, typed

FEW = settings(derandomize=True, deadline=None, max_examples=15)
PERIODS = (Period(dt.date(2024, 1, 1), TODAY), Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
SEEDS = st.integers(0, 2**32)


def shares(sheets):
    lists = check(sheets, today=TODAY)
    assert not lists.has_errors, [message(one) for one in lists.findings]
    return [
        (one.headline.part, one.headline.whole, one.headline.could, one.left_in_period, one.distance)
        for period in PERIODS
        for one in results(lists.roster, period)
    ]


def sheets_of(book: Book) -> list[Sheet]:
    return [sheet([[typed(cell) for cell in row] for row in rows], name) for name, rows in book.items()]


@pytest.fixture(scope="module")
def known():
    return {school: shares(sheets_of(clean(school))) for school in SCHOOLS}


def test_the_schools_of_these_tests_have_something_in_every_share(known):
    for school in known.values():
        assert all(school[place][0] or school[place + 5][0] for place in range(5))


def rows_of_people(book: Book, name: str) -> tuple[int, int]:
    """Where the people of a sheet stand: the first of their rows, and the row after the last."""
    first = HEADER_ROWS.get(name, 1)
    last = len(book[name]) - (book[name][-1][0] == "Итого")
    return first, last


@FEW
@given(seed=SEEDS, school=st.sampled_from(sorted(SCHOOLS)))
def test_the_order_of_rows_columns_and_sheets_changes_no_share(known, seed, school):
    draw = random.Random(seed)
    book = clean(school)
    for name, rows in book.items():
        first, last = rows_of_people(book, name)
        rows[first:last] = draw.sample(rows[first:last], last - first)
        columns = draw.sample(range(len(rows[0])), len(rows[0]))
        if name != "Контингент":  # its total stands in the first column
            book[name] = [[row[column] for column in columns] for row in rows]
    told = sheets_of(book)
    assert shares(draw.sample(told, len(told))) == known[school]


def spelt(draw: random.Random, text: str) -> str:
    """A name as somebody else might have typed it."""
    words = text.split(" ")
    change = draw.randrange(7)
    if change == 0:
        return text.upper()
    if change == 1:
        return text.lower()
    if change == 2:
        return "\u00a0".join(words) + " "
    if change == 3:
        return "  ".join(words)
    if change == 4:
        return text.replace("ё", "е").replace("Ё", "Е")
    if change == 5:
        word = draw.randrange(len(words))
        words[word] = words[word][:1] + words[word][1:].translate(LOOK_ALIKE)
        return " ".join(words)
    return text.replace("-", "\u2013")


def dated(draw: random.Random, day: dt.date, birth: bool) -> object:
    """A day in another of the spellings that lists have."""
    spellings = [
        day, dt.datetime(day.year, day.month, day.day), float((day - dt.date(1899, 12, 30)).days), f"{day:%d.%m.%Y}", f"{day:%d.%m.%Y} г.",
        f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}", f"\u00a0{day:%d.%m.%Y} ", f"{day:%d–%m–%Y}",
    ]  # fmt: skip
    if birth or day.year >= 2000:
        spellings.append(f"{day:%d.%m.%y}")
    return draw.choice(spellings)


def classed(draw: random.Random, text: str) -> str:
    grade, letter = text[:-1], text[-1]
    spellings = ["{}{}", '{} "{}"', "{} «{}»", "{}-{}", "{} {}", "{}{} кл.", "{}{} класс", "{}–{}"]
    letter = draw.choice([letter, letter.lower(), letter.translate(LOOK_ALIKE)])
    return draw.choice(spellings).format(grade, letter)


def flagged(draw: random.Random, text: str) -> object:
    if text == "да":
        return draw.choice(["да", "Да", "+", "V", "1", 1.0, "есть", "истина", True, "состоит", "дa"])
    return draw.choice(["нет", "НЕТ", "-", "—", "", "0", 0.0, False, "ложь", "нeт", "\u00a0"])


NAMES = {"ФИО", "Наставник", "Наставляемый"}
DAYS = {"Дата рождения", "Дата зачисления", "Дата выбытия", "Дата приёма", "Дата начала", "Дата окончания"}
FLAGS = {"СОП", "Молодой специалист"}


@FEW
@given(seed=SEEDS)
def test_dirt_in_spelling_changes_no_share(known, seed):
    draw = random.Random(seed)
    book = clean("numbered")
    for rows in book.values():
        for row in rows[1:]:
            for column, header in enumerate(rows[0]):
                cell = row[column]
                day = typed(cell)
                if header in NAMES:
                    row[column] = spelt(draw, cell)
                elif header in DAYS and isinstance(day, dt.date):
                    row[column] = dated(draw, day, header == "Дата рождения")
                elif header == "Класс":
                    row[column] = classed(draw, cell)
                elif header in FLAGS:
                    row[column] = flagged(draw, cell)
                elif header.startswith(("№", "Табельный")) and cell:
                    row[column] = draw.choice(
                        [cell, cell.lower(), cell.replace("С", "C"), cell.replace("-", "\u2013"), f" {cell} "]
                    )
        rows[0] = [spelt(draw, header) if draw.random() < 0.5 else header for header in rows[0]]
    assert shares([sheet(rows, name) for name, rows in book.items()]) == known["numbered"]


ODD = [
    "",
    "???",
    "31.02.2010",
    "01.01.1995",
    "01.01.2030",
    "да",
    "Чужой Иван Иванович",
    "99",
    "5Б",
    "-",
    "снят",
    "2010",
]


@settings(derandomize=True, deadline=None, max_examples=40)
@given(seed=SEEDS, school=st.sampled_from(sorted(SCHOOLS)), value=st.sampled_from(ODD))
def test_one_cell_that_is_wrong_makes_one_finding_at_most(seed, school, value):
    draw = random.Random(seed)
    book = clean(school)
    name = draw.choice(sorted(book))
    first, last = rows_of_people(book, name)
    row = draw.choice(book[name][first:last])
    row[draw.randrange(len(row))] = value
    # A name cut to one word is told of beside what it does to a pair: the pair is not that person's for sure.
    found = [one for one in check(sheets_of(book), today=TODAY).findings if one.code != "short_name"]
    assert len(found) <= 1, [message(one) for one in found]


CELLS = st.one_of(
    st.just(""), st.text(max_size=12), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.sampled_from(["да", "5А", "31.02.2010", "01.02.2010", "2010", "СОП", "Иванова Анна", "Итого", "1", "-", "учитель – ученик", "С-1"]),
    st.just(CellError("#REF!")),
)  # fmt: skip
HEADERS = st.one_of(
    st.sampled_from([spec.title for table in TABLES for spec in fields(table).values()]),
    st.sampled_from(["", "№", "Наставник", "Класс", "Дата"]),
)
CHOICES = st.builds(
    Choice,
    st.sampled_from([*TABLES, None]),
    st.one_of(st.none(), st.integers(-2, 9)),
    st.dictionaries(
        st.integers(-1, 9),
        st.sampled_from([None, "name", "birth", "mentor", "mentee", "start", "ovz", "registers", "xyz"]),
    ),
)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(data=st.data())
def test_nothing_that_stands_in_a_sheet_raises(data):
    width = data.draw(st.integers(1, 7))
    header = data.draw(st.lists(HEADERS, min_size=width, max_size=width))
    below = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6))
    above = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=2))
    area = st.tuples(*[st.integers(0, 9)] * 4).map(
        lambda told: (min(told[::2]), min(told[1::2]), max(told[::2]), max(told[1::2]))
    )
    name = data.draw(st.sampled_from(["Лист1", "5А", "Пары", "Педагоги", "Обучающиеся"]))
    sheets = [Sheet("Файл.xlsx", name, [*above, header, *below], data.draw(st.lists(area, max_size=2)), False)]
    choices = {("Файл.xlsx", name): data.draw(CHOICES)} if data.draw(st.booleans()) else {}
    lists = check(
        sheets,
        today=TODAY,
        choices=choices,
        required=required_columns(*data.draw(st.sets(st.sampled_from(["vshu", "pdn", "kdn"])))),
    )
    results(lists.roster, PERIODS[0])
    for finding in lists.findings:
        assert isinstance(finding, Finding)
        assert finding.code in CODES
        assert message(finding)
    places = [(one.sheet, one.cell) for one in lists.findings if one.cell and one.row and one.field]
    assert len(places) == len(set(places))
