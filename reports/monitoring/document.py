"""The quarterly monitoring as a Word document, in a kind for each of its readers.

It holds the shares, who is not yet covered, the roadmap, and conclusions.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from data.people.name_cases import as_signed
from data.periods import quarter_end, unfinished_words
from data.russian import NO_BREAK, QUARTERS, date_text, quarter_text, to_quarter
from metrics.leavers import left_school
from reports.docx_template import MARKING, TO_FILL, filled, names_in
from reports.monitoring.conclusions import PROPOSED, proposed
from reports.monitoring.leavers import leavers_in_words
from reports.monitoring.pairs_in_force import pairs_in_force
from reports.monitoring.paper import Paper, shares_of
from reports.monitoring.progress import coming_lines, overdue_lines, progress
from reports.monitoring.readings import readings_in_words
from reports.monitoring.shares import share_row
from reports.monitoring.uncovered import uncovered

TEMPLATE = Path(__file__).with_name("monitoring.docx")

# What no monitoring should lack → its words; a template of the school may be older than some of it.
PARTS = {
    "school": "название школы",
    "quarter": "отчётный квартал",
    "shares": "доли",
    "readings": "второе прочтение показателя",
    "change_base": "с чем сравнивается изменение",
    "pairs": "пары по формам",
    "leavers": "кто выбыл",
    "uncovered": "кто не охвачен",
    "roadmap": "ход дорожной карты",
    "overdue": "что просрочено",
    "coming": "ближайшие сроки",
    "conclusions": "выводы",
    "conclusions_note": "пометка, что выводы предложены программой",
    "provenance": "по каким спискам сделан отчёт",
    "director": "подпись директора",
    "responsible": "подпись ответственного",
}


def monitoring(paper: Paper, template: bytes | None = None, conclusions: str | None = None) -> bytes:
    """Returns the document.

    `conclusions` are those that a person read and accepted; without them those proposed stand there, marked so.
    Raises `ListError` where the school's own template cannot be used.
    """
    return filled(TEMPLATE.read_bytes() if template is None else template, _values(paper, conclusions), MARKING)


def missing_parts(paper: Paper, template: bytes) -> list[str]:
    """Returns the words of the parts that a template has no tags for.

    Raises `ListError` where it cannot be used.
    """
    names = names_in(template, _values(paper, None), MARKING)
    return [words for name, words in PARTS.items() if name not in names]


def _values(paper: Paper, conclusions: str | None) -> dict[str, Any]:
    shares, declarations, settings = shares_of(paper), paper.declarations, paper.declarations.settings
    gone = left_school(paper.source.roster, paper.year)
    text = proposed(paper, shares) if conclusions is None else conclusions
    return {
        "school": paper.source.school(declarations),
        "director": as_signed(settings.director) or TO_FILL,
        "responsible": as_signed(settings.responsible) or TO_FILL,
        "quarter": _quarter(paper.on),
        MARKING: ". ".join(paper.source.marks(paper.reader.marking(declarations))),
        "shares": [
            share_row(now, year, past, is_leaving_known=gone.get(declarations.people(year.indicator)) is not None)
            for now, year, past in zip(shares.quarter, shares.year, shares.before, strict=True)
        ],
        "readings": readings_in_words(shares, settings),
        "change_base": quarter_text(paper.before.on).replace(NO_BREAK, " "),  # in a narrow column
        "change_to": to_quarter(paper.before.on).replace(NO_BREAK, " "),
        "change_day": date_text(paper.before.on),
        "pairs": pairs_in_force(paper),
        "pairs_day": date_text(paper.on),
        "leavers": leavers_in_words(paper, shares, gone),
        **uncovered(paper),
        "roadmap": progress(paper),
        "overdue": overdue_lines(paper),
        "coming": coming_lines(paper),
        "conclusions": [line for line in text.split("\n") if line.strip()],
        "conclusions_note": PROPOSED if conclusions is None else "",
        "provenance": paper.source.in_words(paper.quarter, declarations, judged=paper.year),
    }


def _quarter(on: dt.date) -> str:
    """Returns «IV квартал 2024 года, на 31.12.2024», of a quarter that is not over «… (неполный, по 30.11.2024)»."""
    quarter = f"{QUARTERS[(on.month - 1) // 3]} квартал {on.year} года"
    return f"{quarter}{unfinished_words(on, quarter_end(on)) or f', на {date_text(on)}'}"
