"""Monitorings of the demonstration school and of drawn lists, for the tests of the document and of templates."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import docx

from data import demo
from data.loading import load
from data.roadmap.records import standings
from metrics.disclosure.public_tables import quarterly
from metrics.indicators import declared
from reports.monitoring.document import monitoring
from reports.monitoring.paper import Paper, Reader
from reports.source import Source

ON = dt.date(2024, 12, 31)


@cache
def demonstration():
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


def paper(roster, reader=Reader.SCHOOL, on=ON, **more):
    public = quarterly(roster, on, declared()) if reader is Reader.PUBLIC else None
    source = Source(roster, "сохранённая версия № 1", mark="1f0c9a2b")
    return Paper(source, on, declared(), standings(None, on), on, reader, public, **more)


MADE: dict[tuple[Reader, str | None], bytes] = {}  # of the demonstration, by the app's template


def made(roster, template=None, reader=Reader.SCHOOL, conclusions=None):
    if template is not None or roster is not demonstration():
        return monitoring(paper(roster, reader), template, conclusions)
    key = reader, conclusions
    if key not in MADE:
        MADE[key] = monitoring(paper(roster, reader), None, conclusions)
    return MADE[key]


def lines(content):
    return [paragraph.text for paragraph in opened(content).paragraphs]


def opened(content):
    return docx.Document(io.BytesIO(content))


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]
