"""The draft of a letter about deadlines, read back by a mail program's rules."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default

import pytest

from data.roadmap.records import standings
from data.roadmap.standing import coming, overdue
from reports.deadlines_letter import SOON, deadlines_letter, has_deadlines
from tests.reports.hostile_texts import HOSTILE, NAMES

TODAY = dt.date(2021, 12, 31)


def read(content: bytes):
    return message_from_bytes(content, policy=default)


def test_it_opens_as_a_letter_that_nobody_has_sent():
    letter = read(deadlines_letter(standings(None, TODAY), "Школа", "П. П. Яровой", TODAY))
    assert letter["X-Unsent"] == "1"
    assert letter["Subject"] == "Наставничество: ближайшие сроки, на 31.12.2021"
    assert not [name for name in ("From", "To", "Date") if letter[name]]


def test_it_names_everything_that_is_overdue_or_comes_with_who_answers():
    due = standings(None, TODAY)
    text = read(deadlines_letter(due, "Школа", "П. П. Яровой", TODAY)).get_content()
    for standing in (*overdue(due), *coming(due, TODAY, SOON)):
        line = next(line for line in text.splitlines() if line.startswith(f"– {standing.instance.activity.title}"))
        assert line.endswith(f"Отвечают: {standing.instance.activity.answers}")
    assert "П. П. Яровой" in text


def test_where_nothing_is_due_there_is_nothing_to_write():
    due = standings(None, TODAY)
    assert has_deadlines(due, TODAY)
    assert not has_deadlines([standing for standing in due if standing.instance.due is None], TODAY)


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_whatever_the_school_is_called_stays_in_the_body(text: str):
    letter = read(deadlines_letter(standings(None, TODAY), text, text, TODAY))
    assert letter.get_content_type() == "text/plain"
    assert set(letter.keys()) == {"Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
