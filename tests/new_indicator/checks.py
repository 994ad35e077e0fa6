"""What must hold of a program to which one more indicator was declared; `tests/new_indicator/test_new_indicator.py` runs it there."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main as data_command
from data.change_warnings import columns_changed, far_more_gone_than_usual
from data.changes import changes
from data.checking.messages import message
from data.loading import Lists, check, load
from data.people.person_search import ErasureTarget
from data.periods import Period, year_to_date
from data.recognition.header_fields import known_headers
from data.saving import saving
from data.store.erasure import erase_person
from data.store.location import DATABASE, place
from data.store.versions import Store
from data.workbooks.blank import blank_workbook, filled_workbook
from metrics.disclosure.public_tables import for_screen
from metrics.filters import Filters
from metrics.indicators import load as load_declarations
from metrics.results import Status, course_periods, results, results_of_periods
from metrics.snapshots import content_of, results_of
from reports.__main__ import main as reports_command
from reports.municipal.consents import ConsentDecision, Consents
from reports.people.workbook import NOT_ASKED
from reports.registry import KINDS, delivered
from reports.request import ReportRequest
from reports.source import HIDDEN, Source
from tests.data.lists import drawn, required_columns, sheet, xlsx
from tests.pages.conftest import app, behind_the_gate  # noqa: F401  # fixtures
from tests.pages.shown import shown_tables
from tests.pages.test_pages import figure_texts, words
from tests.reports.publication.test_content import paper_text

Start = Callable[..., AppTest]
ON = dt.date(2024, 12, 31)
LET_IN = Consents(unasked=ConsentDecision(True, "Директор", ON))
PERIOD = year_to_date(ON)
TOLD = load_declarations()
NUMBER = str(TOLD.indicators[-1].number)  # of the declared one
IN_CARE, PAIRED = 20, 8  # pupils under guardianship, and those of them who have a pair
HEADER = "№ личного дела | ФИО | Дата рождения | Класс | ОВЗ | СОП | Под опекой"
TELLING = "живёт с опекуном"


def name(number: int) -> str:
    return f"Ясень{number} Проба"


def birth(number: int) -> dt.date:
    """No two of a grade are born on one day."""
    return dt.date(2013 - number % 5, number // 28 + 1, number % 28 + 1)


def students(in_care: int = IN_CARE) -> str:
    """A hundred pupils of five grades, the first of each grade under guardianship."""
    rows = [
        f"Л-{number} | {name(number)} | {birth(number):%d.%m.%Y} | {number % 5 + 5}А | нет | нет | "
        f"{'да' if number < in_care else 'нет'}"
        for number in range(100)
    ]
    return "\n".join([HEADER, *rows])


def pairs(of_care: int = PAIRED) -> str:
    """Pairs of so many pupils under guardianship and of forty others."""
    named = [*range(of_care), *range(60, 100)]
    rows = [
        f"Внешний Клён | {name(number)} | студент – ученик | 01.02.2024 | {TELLING if not number else 'помощь'}"
        for number in named
    ]
    return "\n".join(["Наставник | Наставляемый | Форма наставничества | Дата начала | Запрос", *rows])


TEACHERS = "ФИО | Молодой специалист\nКедр Ива | нет"


def read(pupils: str, of_pairs: str) -> Lists:
    sheets = [sheet(pupils, "Обучающиеся"), sheet(TEACHERS, "Педагоги"), sheet(of_pairs, "Пары")]
    return check(sheets, as_of=ON, required=required_columns())


def without_column(picture: str) -> str:
    return "\n".join(line.rpartition(" | ")[0] for line in picture.splitlines())


@pytest.fixture(scope="module")
def lists() -> Lists:
    return read(students(), pairs())


@pytest.fixture
def store(lists: Lists) -> Store:
    made = Store(place())
    made.save(saving(lists, [], "Директор", ""), None)
    return made


def report_request(lists: Lists, store: Store | None = None) -> ReportRequest:
    return ReportRequest(Source(lists.roster, "№ 1"), PERIOD, TOLD, store, ON, consents=LET_IN)


def made(kind: str, lists: Lists) -> bytes:
    return KINDS[kind].make(report_request(lists)).content


def cells(content: bytes, page: str) -> list[str]:
    return [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(content))[page].iter_rows() for cell in row]


# The check


def test_the_column_is_read_and_nothing_is_found_amiss(lists: Lists):
    assert lists.findings == []
    assert int(lists.roster.students["guardianship"].sum()) == IN_CARE
    assert known_headers("students")["опекаемый"] == "guardianship"


def test_without_the_column_the_indicator_has_no_data_and_a_finding_says_so():
    bare = read(without_column(students()), pairs())
    assert [(finding.code, finding.value) for finding in bare.findings] == [("no_data_for_indicator", NUMBER)]
    assert "нет столбца «Под опекой»" in message(bare.findings[0])
    assert results(bare.roster, PERIOD)[-1].status is Status.NO_DATA


def test_a_column_that_only_some_sheets_carry_is_withdrawn():
    sheets = [sheet(students(), "Первая"), sheet(without_column(students()).replace("Проба", "Другая"), "Вторая")]
    found = check([*sheets, sheet(pairs(), "Пары")], as_of=ON, required=required_columns())
    assert "guardianship" not in found.roster.students
    assert any(finding.value == NUMBER and "«Вторая»" in message(finding) for finding in found.findings)


def test_a_new_version_without_the_column_is_warned_of(lists: Lists):
    bare = read(without_column(students()), pairs()).roster
    differences = far_more_gone_than_usual(lists.roster, bare, changes(lists.roster, bare), required_columns())
    assert any("столбца «Под опекой»" in one for one in differences)
    assert columns_changed(lists.roster, bare, required_columns()) == []


def test_the_command_says_that_the_indicator_has_no_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "Списки.xlsx"
    path.write_bytes(xlsx({"Обучающиеся": drawn(without_column(students())), "Пары": drawn(pairs())}))
    assert data_command([str(path), "--as-of", "2024-12-31", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert NUMBER in [one["value"] for one in found if one["code"] == "no_data_for_indicator"]


def test_the_blank_asks_for_the_column_and_the_lists_tell_it_only_when_asked_for(lists: Lists):
    assert "Под опекой" in cells(blank_workbook(), "Обучающиеся")
    kept = {
        special: load([("Списки.xlsx", filled_workbook(lists.roster, ["№ 1"], special=special))], as_of=ON).roster
        for special in (True, False)
    }
    assert "guardianship" not in kept[False].students
    assert list(kept[True].students["guardianship"]) == list(lists.roster.students["guardianship"])


# The figures


def test_the_share_is_counted_like_any_other_and_kept_as_it_was(lists: Lists):
    shares = results(lists.roster, PERIOD)
    share = shares[-1].headline
    assert (share.part, share.whole, shares[-1].status) == (PAIRED, IN_CARE, Status.REACHED)
    assert results_of(json.loads(json.dumps(content_of(shares))), PERIOD, TOLD) == shares


def test_the_course_of_the_share_ends_where_the_share_is(lists: Lists):
    points = results_of_periods(lists.roster, course_periods(dt.date(2023, 1, 1), ON))
    assert [point[-1].headline.part for point in points[-4:]] == [PAIRED] * 4
    assert points[0][-1].headline.part == 0


def test_a_filter_by_the_group_narrows_the_others(lists: Lists):
    shares = results(lists.roster, PERIOD, Filters(categories=frozenset({"guardianship"})))
    assert (shares[0].headline.part, shares[0].headline.whole) == (PAIRED, IN_CARE)
    assert shares[2].status is Status.NOT_APPLICABLE


# The pages


def test_the_overview_draws_it(app: Start, store: Store):  # noqa: F811
    test = app()
    assert f"{NUMBER}. Дети под опекой" in figure_texts(test)
    assert f"{PAIRED} из {IN_CARE}" in figure_texts(test)


def test_its_own_page_tells_its_people_and_why_others_do_not_count(app: Start, store: Store):  # noqa: F811
    test = app("indicator").button_group(key="number").set_value(NUMBER).run()
    assert f"{NUMBER}. Дети под опекой" in test.title[0].value
    told = "\n".join(frame.to_string() for frame in shown_tables(test))
    assert name(0) in told
    box = test.selectbox(key="person")
    box.select(next(option for option in box.options if option.startswith(f"{name(60)},"))).run()
    assert "не под опекой" in "\n".join(frame.to_string() for frame in shown_tables(test))


def test_the_filter_offers_the_group_and_says_that_it_is_on(app: Start, store: Store):  # noqa: F811
    test = app()
    test.sidebar.button_group(key="category").set_value(["guardianship"]).run()
    assert not test.exception
    assert "Опекаемые" in words(test)
    assert f"{PAIRED} из {IN_CARE}" in figure_texts(test)


def test_the_method_and_the_help_for_lists_tell_of_it(app: Start):  # noqa: F811
    test = app("method")
    assert "Числитель: обучающиеся, под опекой, с действующей парой" in words(test)
    assert "Знаменатель: все обучающиеся под опекой" in words(test)
    assert any("Под опекой" in frame.to_string() for frame in shown_tables(test))


@pytest.mark.parametrize("page", ["versions", "uploads", "roadmap", "settings", "documents"])
def test_the_other_pages_open_and_the_versions_show_it(app: Start, store: Store, page: str):  # noqa: F811
    test = app(page)
    if page == "versions":
        assert "40\u00a0%" in list(shown_tables(test)[0][f"№ {NUMBER}"])


@pytest.mark.parametrize("report", ["Мониторинг", "Публикация", "Муниципальная база", "Показатели с людьми"])
def test_the_reports_are_offered_with_it(app: Start, store: Store, report: str):  # noqa: F811
    test = app("documents").button_group(key="report").set_value(report).run()
    assert not test.exception
    if report in ("Мониторинг", "Публикация"):
        assert any(f"{NUMBER}. Дети под опекой" in frame.to_string() for frame in shown_tables(test))
    if report == "Показатели с людьми":
        assert "Опекаемые" in test.checkbox(key="special").help


# The reports


def test_the_monitoring_has_its_row_and_its_column(lists: Lists):
    document = docx.Document(io.BytesIO(made("docx", lists)))
    shares, *_, missing = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert shares[int(NUMBER)][3].replace("\u00a0", " ") == f"40 % ({PAIRED} из {IN_CARE})"
    assert missing[0][-1].replace("\u00a0", " ") == f"№ {NUMBER}, под опекой"
    assert sum(int(row[-1]) for row in missing[1:] if row[-1] != "–") == IN_CARE - PAIRED


def test_without_being_asked_the_workbook_names_nobody_of_the_group(lists: Lists):
    content = made("xlsx", lists)
    told = cells(content, f"№ {NUMBER}")
    assert NOT_ASKED in told
    assert not [text for text in told if "Проба" in text]
    assert "Опекаемые" not in cells(content, "№ 1")


def test_without_being_asked_a_mark_that_moves_to_a_classmate_changes_no_byte(lists: Lists):
    first, second = 15, 20  # of one class, neither in a pair
    marks = list(lists.roster.students["guardianship"])
    marks[first], marks[second] = marks[second], marks[first]
    moved = replace(lists, roster=replace(lists.roster, students=lists.roster.students.assign(guardianship=marks)))
    assert made("xlsx", moved) == made("xlsx", lists)
    assert made("special", moved) != made("special", lists)


def test_asked_for_the_workbook_lists_the_group_and_marks_it(lists: Lists):
    content = made("special", lists)
    assert sum("Проба" in text for text in cells(content, f"№ {NUMBER}")) == IN_CARE
    assert "Опекаемые" in cells(content, "№ 1")


def test_the_municipal_base_has_no_word_of_the_group_until_somebody_lets_it_go(lists: Lists):
    found = KINDS["base"].make(report_request(lists))
    pages = openpyxl.load_workbook(io.BytesIO(found.content)).sheetnames
    assert not [text for page in pages for text in cells(found.content, page) if "опек" in text.casefold()]
    assert any("1\u00a0текст" in note for note in found.notes)
    released = replace(report_request(lists), released=frozenset({TELLING}))
    content = KINDS["base"].make(released).content
    assert [text for page in pages for text in cells(content, page) if text == TELLING]


def test_the_roadmap_and_the_publication_tell_it(lists: Lists):
    document = docx.Document(io.BytesIO(made("roadmap", lists)))
    assert document.tables[1].rows[int(NUMBER)].cells[0].text == f"{NUMBER}."
    assert f"{PAIRED} из {IN_CARE}" in made("html", lists).decode().replace("\u00a0", " ")
    assert "Доля детей под опекой" in " ".join(paper_text(made("pdf", lists)).split())


def test_the_command_gives_its_numbers(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    path = tmp_path / "Списки.xlsx"
    book = {"Обучающиеся": drawn(students()), "Пары": drawn(pairs())}
    path.write_bytes(xlsx(book))
    assert reports_command([str(path), "--date", "2024-12-31", "--format", "json"]) == 0
    sixth = json.loads(capsysbinary.readouterr().out)["indicators"][-1]
    assert (sixth["key"], sixth["headline"]["part"], sixth["headline"]["whole"]) == ("guardianship", PAIRED, IN_CARE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_report_is_given_out_and_noted(lists: Lists, store: Store, kind: str):
    assert delivered(kind, report_request(lists, store), "Директор").content


# Disclosure control


def small_school() -> Lists:
    """Of the group only three have a pair, and two are left: both numbers are small."""
    return read(students(5), pairs(3))


def test_a_small_group_is_not_published_and_follows_from_nothing():
    small = small_school()
    figures = report_request(small).quarterly()
    assert figures.periods[1][-1].status is Status.NOT_PUBLISHED
    [table] = figures.tables
    hidden = [line.counts[table.columns.index(f"№ {NUMBER}")] for line in table.lines]
    assert table.columns[-1] == f"№ {NUMBER}"
    assert hidden == [None] * len(hidden)
    document = docx.Document(io.BytesIO(made("publication", small)))
    shares, *_, missing = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert shares[int(NUMBER)][3] == HIDDEN
    assert {row[-1] for row in missing[1:]} == {HIDDEN}
    for kind in ("html", "pdf"):
        content = made(kind, small)
        text = content.decode() if kind == "html" else paper_text(content)
        assert "3 из 5" not in text.replace("\u00a0", " ").replace("Достигнуто 3 из 5", "")
    assert for_screen([results(small.roster, PERIOD)])[0][-1].status is Status.NOT_PUBLISHED


# Erasure


def test_whoever_is_destroyed_is_gone_with_his_mark_and_the_share_is_counted_anew(store: Store):
    erase_person(store, ErasureTarget(name(0), birth(0)), "Директор", "заявление от 01.12.2024")
    roster = store.roster(1)
    assert name(0) not in list(roster.students["name"])
    assert int(roster.students["guardianship"].sum()) == IN_CARE - 1
    share = results(roster, Period(dt.date(2024, 1, 1), ON))[-1].headline
    assert (share.part, share.whole) == (PAIRED - 1, IN_CARE - 1)
    assert store.faults() == []
    store.engine.dispose()
    for path in Path(place()).glob(f"{DATABASE}*"):
        assert f'{name(0)}"' not in path.read_bytes().decode("utf-8", "replace")
        assert TELLING not in path.read_bytes().decode("utf-8", "replace")
