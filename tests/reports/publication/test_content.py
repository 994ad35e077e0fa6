"""The annual publication: no names, nothing hidden shows, text stays text.

The same bytes each time.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import subprocess
from functools import cache
from html.parser import HTMLParser

import pytest

from data import demo
from data.loading import load
from data.periods import year_to_date
from data.roadmap.records import standings
from data.store.location import place
from data.store.versions import Store
from metrics.disclosure.public_tables import annual
from metrics.indicators import declared
from metrics.indicators import load as declarations
from metrics.results import Status, results
from metrics.wording import out_of, share_text
from reports.__main__ import main
from reports.publication.content import content_of
from reports.publication.html import publication_page
from reports.publication.pdf import publication_paper
from reports.source import HIDDEN, Source
from tests.data.store.saved import STUDENTS, TEACHERS, to_save
from tests.metrics.rosters import set_to
from tests.programs import needed
from tests.reports.hostile_texts import FOURS, hostile_roster

ON = dt.date(2024, 12, 31)


@pytest.fixture(scope="module")
def roster():
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


def content(roster, settled=None, words="сохранённая версия № 1"):
    settled = settled or declared()
    return content_of(Source(roster, words), ON, settled, standings(None, ON), annual(roster, ON, settled))


@pytest.fixture(scope="module")
def shown(roster):
    """Returns what is published of the demonstration."""
    return content(roster)


@pytest.fixture(scope="module")
def page(shown):
    return publication_page(shown)


class Words(HTMLParser):
    """The texts and tables of a page, without its script and styles."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.tags: list[str] = []
        self.in_cell = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.in_cell = True
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.in_cell &= tag not in ("td", "th")

    def handle_data(self, text: str) -> None:
        if not self.tags or self.tags[-1] in ("script", "style"):
            return
        self.texts.append(text)
        if self.in_cell:
            self.tables[-1][-1][-1] += text


def paper_text(pdf: bytes) -> str:
    needed("pdftotext")
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def squeezed(text: str) -> str:
    return "".join(text.split())


@cache
def scripts() -> int:
    """Returns how many scripts the page has by itself."""
    return Words(publication_page(content(hostile_roster("x")))).tags.count("script")


def own_parts(page: bytes) -> str:
    """Returns the page without Plotly's own script."""
    return re.sub(r"<script>/\*\*.*?</script>", "", page.decode(), count=1, flags=re.DOTALL)


def test_the_page_tells_the_shares_of_the_school_and_hides_small_groups(roster, page):
    rows = Words(page).tables[0][1:]
    public = annual(roster, ON, declared()).periods[0]
    assert Status.NOT_PUBLISHED in {shown_result.status for shown_result in public}
    for row, shown_result, known in zip(rows, public, results(roster, year_to_date(ON)), strict=True):
        if shown_result.status is Status.NOT_PUBLISHED:
            assert row[2].strip() == "Значение не публикуется: малая группа"
        else:
            assert squeezed(row[2]) == squeezed(share_text(known) + out_of(known.headline))
            assert row[4].strip() == known.status.title


def test_a_hidden_share_has_no_number_in_its_row(page):
    rows = [row for row in Words(page).tables[0][1:] if "не публикуется" in row[2]]
    assert rows
    for row in rows:
        assert not re.search(r"\d", row[2] + row[4])
        assert "до целевого" not in row[3]


def test_figures_draw_nothing_of_a_hidden_share(roster, page):
    """In the data of the figures as in the words.

    No value, no hover, no number of people of it.
    """
    page = own_parts(page)
    public = annual(roster, ON, declared()).periods[0]
    assert Status.NOT_PUBLISHED in {shown_result.status for shown_result in public}
    for shown_result, known in zip(public, results(roster, year_to_date(ON)), strict=True):
        if shown_result.status is Status.NOT_PUBLISHED:
            assert f"{known.headline.part} из {known.headline.whole}" not in page
            assert not re.search(rf"(?<![\d,]){re.escape(share_text(known))}", html.unescape(page))


def test_the_page_asks_no_host_for_anything(page):
    page = own_parts(page)
    assert not re.search(r"""(?:src|href|action|data)\s*=\s*["']?\s*(?:https?:)?//""", page)
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_no_name_leaves_the_school():
    """Canaries: every name is searched for in every part of both files.

    The names of the lists, and of the roadmap.
    """
    saving = to_save()
    made = content(saving.roster)
    names = re.findall(r"[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+", STUDENTS + TEACHERS)
    staff = {person.split()[0] for standing in standings(None, ON) for person in standing.instance.activity.people}
    page = own_parts(publication_page(made))
    for text in (page, paper_text(publication_paper(made))):
        for word in {part for name in names for part in name.split()} | staff:
            assert word not in text


@pytest.mark.parametrize("write", [publication_page, publication_paper])
def test_the_same_lists_and_settings_give_the_same_bytes(roster, write):
    assert write(content(roster)) == write(content(roster))


def test_the_paper_is_a4_and_tells_the_same(shown):
    needed("pdfinfo")
    pdf = publication_paper(shown)
    properties = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert "A4" in properties
    text = squeezed(paper_text(pdf))
    for share in shown.shares:
        assert squeezed(share["value"]) in text
        assert squeezed(share["people"]) in text
    assert HIDDEN in text
    assert squeezed("Сохранённая версия № 1; данные от 31.12.2024") in text


@pytest.mark.parametrize("texts", FOURS, ids=range(len(FOURS)))
def test_whatever_stands_in_a_setting_is_text_on_the_page_and_on_paper(texts: list[str]):
    school, order, name, words_of_lists = (texts + texts)[:4]
    settled = declarations(settings=set_to(school=school, method_order=order))
    made = content(hostile_roster(name), settled, words_of_lists)
    page = publication_page(made)
    words = Words(page)
    for text in {school, order, words_of_lists}:
        folded = squeezed(text).casefold()  # the page begins a sentence with what the lists are called
        assert any(folded in squeezed(part).casefold() for part in words.texts) or "\x00" in text
    assert words.tags.count("script") == scripts()
    assert not {"img", "a", "b", "iframe", "object", "form"} & set(words.tags)
    assert publication_paper(made).startswith(b"%PDF")


@pytest.mark.parametrize(("kind", "start"), [("html", b"<!doctype html>"), ("pdf", b"%PDF")])
def test_the_command_writes_it_and_notes_it_in_the_log(kind, start, tmp_path):
    store = Store(place())
    store.save(to_save(), None)
    path = tmp_path / f"publication.{kind}"
    assert main(["--format", kind, "--date", "2024-12-31", "--output", str(path)]) == 0
    assert path.read_bytes().startswith(start)
