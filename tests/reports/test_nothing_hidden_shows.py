"""A reader of the papers themselves works out no hidden count.

By their printed tables, and nothing of the app.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from functools import cache, partial

import docx
import pytest

from data import demo
from data.loading import load
from data.periods import year_to_date
from data.roster import Roster
from metrics.indicators import declared
from metrics.sensitive import is_special, special_titles
from reports.registry import KINDS
from reports.request import ReportRequest
from reports.source import HIDDEN, Source
from tests.metrics.disclosure.independent_reader import MANY, Reader, Span, Sum
from tests.metrics.rosters import lists
from tests.reports.publication.test_content import Words, paper_text

ON = dt.date(2024, 12, 31)
LEAST = 3  # values that a hidden count must still be able to have
FORMS = ("учитель – ученик", "ученик – ученик", "студент – ученик", "работодатель – ученик")
PUBLIC = ("publication", "html", "pdf")


@cache
def made(kind: str, school: str) -> bytes:
    """Returns the report of that kind on one of `SCHOOLS`.

    It is made once for all tests that read it.
    """
    roster = SCHOOLS[school]()
    return KINDS[kind].make(ReportRequest(Source(roster, "№ 1"), year_to_date(ON), declared(), None, ON)).content


def demonstration() -> Roster:
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


def by_chance(seed: int) -> Roster:
    """Returns some three hundred pupils drawn by chance, and a hundred pairs.

    The pupils are of ten to seventeen years.
    """
    draw = random.Random(seed)
    pupils, teachers = [], ["Наставник0 Педагог"]
    for number in range(300):
        grade = draw.randint(4, 11)
        marks = " | ".join("да" if draw.random() < chance else "нет" for chance in (0.08, 0.05))
        pupils.append((f"Ученик{number} Проба", grade, f"01.02.{2024 - grade - 6} | {grade}А | {marks}"))
    students = "ФИО | Дата рождения | Класс | ОВЗ | СОП\n" + "\n".join(f"{name} | {rest}" for name, _, rest in pupils)
    rows = []
    for name, _, _ in draw.sample(pupils, 100):
        form = draw.choice(FORMS)
        mentor = draw.choice(pupils)[0] if form == FORMS[1] else teachers[0] if form == FORMS[0] else "Внешний Некто"
        if mentor != name:
            rows.append(f"{mentor} | {name} | {form} | 01.{draw.randint(1, 12):02}.2024")
    return lists(
        students,
        "Наставник | Наставляемый | Форма наставничества | Дата начала\n" + "\n".join(rows),
        "ФИО | Молодой специалист\n" + "\n".join(f"{name} | нет" for name in teachers),
    ).roster


SCHOOLS = {"demonstration": cache(demonstration)} | {
    f"by chance {seed}": cache(partial(by_chance, seed)) for seed in range(4)
}
schools = pytest.mark.parametrize("school", SCHOOLS)


def span(text: str) -> Span:
    text = text.replace("\u00a0", "")
    return (0, MANY) if text == HIDDEN else (int(text.replace("–", "0")),) * 2


def nothing_can_be_worked_out(known: dict[str, Span], sums: list[Sum]) -> None:
    reader = Reader(known, sums)
    hidden = [name for name, (low, high) in known.items() if low < high]
    assert hidden, "the school is too large to test anything"
    for name in hidden:
        assert reader.possible(name) >= LEAST, name


def columns(title: str, table: list[list[str]], wanted: list[int]) -> tuple[dict[str, Span], list[Sum]]:
    """Returns the cells of a printed table as spans, and its sums.

    The last row holds the totals of its columns.
    """
    known = {f"{title} {row[0]} {place}": span(row[place].strip()) for row in table for place in wanted}
    sums = [
        (f"{title} {table[-1][0]} {place}", tuple(f"{title} {row[0]} {place}" for row in table[:-1]))
        for place in wanted
    ]
    return known, sums


@schools
def test_nobody_works_out_what_the_tables_of_the_page_hide(school: str):
    page = Words(made("html", school))
    by_grade = next(table for table in page.tables if table[0][-1] == "Доля")[1:]
    known, sums = columns("наставляемые", by_grade, [1])
    for place, table in enumerate(table for table in page.tables if [*table[0][1:]] == ["Пар"]):
        more, of_more = columns(f"пары{place}", table[1:], [1])
        known |= more
        sums += of_more
    nothing_can_be_worked_out(known, sums)


@schools
def test_nobody_works_out_who_is_missing_in_the_monitoring_for_publication(school: str):
    document = docx.Document(io.BytesIO(made("publication", school)))
    shares, _, missing = [[[cell.text for cell in row.cells] for row in table.rows][1:] for table in document.tables]
    known, sums = columns("нет", missing, [1, 2, 3, 4])
    for row, place in ((shares[3], 3), (shares[4], 4)):  # of № 4 and № 5 everyone of the group could count
        if match := re.search(r"\((\d+) из (\d+)\)", row[3].replace("\u00a0", " ")):
            part, whole = map(int, match.groups())
            assert known[f"нет {missing[-1][0]} {place}"] in ((whole - part,) * 2, (0, MANY))
            known[f"нет {missing[-1][0]} {place}"] = (whole - part,) * 2
    nothing_can_be_worked_out(known, sums)


@schools
@pytest.mark.parametrize("kind", PUBLIC)
def test_no_share_of_a_small_group_is_printed(school: str, kind: str):
    content = made(kind, school)
    if kind == "publication":
        document = docx.Document(io.BytesIO(content))
        text = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    else:
        text = " ".join(Words(content).texts) if kind == "html" else paper_text(content)
    pairs = [(int(part), int(whole)) for part, whole in re.findall(r"(\d+) из (\d+)", text.replace("\u00a0", " "))]
    people = [(part, whole) for part, whole in pairs if whole > 10]  # «Достигнуто 2 из 3» counts shares
    assert people
    assert text.count(HIDDEN) > (kind != "publication")  # one stands in the note
    assert all(5 <= part <= whole - 5 for part, whole in people)


@pytest.mark.parametrize("kind", [*PUBLIC, "founder"])
def test_no_pupil_and_no_teacher_is_named_in_anything_for_others(kind: str):
    content = made(kind, "by chance 0")
    if kind in ("publication", "founder"):
        text = all_text(content)
    else:
        text = content.decode() if kind == "html" else paper_text(content)
    for canary in ("Проба", "Ученик1", "Наставник0", "Внешний Некто"):
        assert canary not in text


def all_text(content: bytes) -> str:
    """Returns everything that a Word document holds, headers and properties included."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


@schools
def test_the_conclusions_for_publication_tell_nothing_beside_the_printed_shares(school: str):
    document = docx.Document(io.BytesIO(made("publication", school)))
    shares, left, _ = ([[cell.text for cell in row.cells] for row in table.rows][1:] for table in document.tables)
    printed = " ".join(cell for row in (*shares, *left) for cell in row).replace("\u00a0", " ")
    lines = [paragraph.text.replace("\u00a0", " ") for paragraph in document.paragraphs]
    concluded = " ".join(lines[lines.index("4. Выводы") :])
    said = re.findall(r"№ (\d) – ([\d,]+ %)", concluded)
    assert said
    assert all(f"{value} (" in " ".join(shares[int(number) - 1]).replace("\u00a0", " ") for number, value in said)
    for missing in re.findall(r"не хватает (\d+ чел\.)", concluded):
        assert f"– {missing}" in printed
    hidden = [row[0] for row in shares if row[3] == HIDDEN]
    assert hidden
    assert not {number for number, _ in said} & set(hidden)


@schools
def test_the_founder_s_paper_tells_of_no_special_group_by_class(school: str):
    document = docx.Document(io.BytesIO(made("founder", school)))
    shares, _, _, missing = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
    assert HIDDEN not in [cell for row in shares for cell in row]
    of_special = [
        f"№\u00a0{indicator.number}," for indicator in declared().indicators if is_special(indicator, declared())
    ]
    assert of_special
    assert not [title for title in missing[0] if title.startswith(tuple(of_special))]
    classes = {row[0] for row in missing[1:]}
    assert not [line.text for line in document.paragraphs if classes & set(line.text.split())]


@pytest.mark.parametrize("kind", ["docx", "founder"])
def test_what_is_not_for_everybody_says_so_on_every_page(kind: str):
    header = docx.Document(io.BytesIO(made(kind, "by chance 0"))).sections[0].header.paragraphs[0].text
    assert header.endswith("Не публиковать")
    assert special_titles(declared()) in header
