"""The annual publication as a PDF (A4), for sites that take no script."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from reports.publication.content import PUBLIC, RUBRIC, Content
from reports.typeset import bar, cut, typeset

TEMPLATE = Path(__file__).with_name("publication.typ")


def publication_paper(content: Content) -> bytes:
    """Returns the document."""
    return typeset(
        TEMPLATE,
        {
            "school": cut(content.school),
            "title": content.title,
            "day": content.day,
            "lead": content.lead,
            "marks": content.marks,
            "rubric": RUBRIC,
            "marking": PUBLIC,
            "shares": [share | bar(result) for share, result in zip(content.shares, content.results, strict=True)],
            "tables": [asdict(table) for table in (content.course_table, *content.tables)],
            "roadmap": content.roadmap,
            "hidden_note": content.hidden_note,
            "provenance": cut(content.provenance),
        },
    )
