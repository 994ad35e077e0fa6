"""The next deadlines of the roadmap as the draft of a letter, which the school's own mail program opens and sends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from data.parsing.printable import printable
from data.roadmap.standing import PERIODS, Standing, by_activity, coming, overdue
from data.russian import counted, date_text

SOON = 90  # days


def has_deadlines(standings: Sequence[Standing], today: dt.date) -> bool:
    """Returns whether there is anything to write of."""
    return bool(overdue(standings) or coming(standings, today, SOON))


def deadlines_letter(standings: Sequence[Standing], school: str, responsible: str, today: dt.date) -> bytes:
    """Returns the draft (.eml): what is overdue and what comes, with who answers; to whom it goes a person fills in."""
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = f"Наставничество: ближайшие сроки, на {date_text(today)}"
    letter["X-Unsent"] = "1"  # mail programs open it as a letter that is being written
    groups = {"Просрочено": overdue(standings), f"В ближайшие {SOON} дней": coming(standings, today, SOON)}
    parts = [f"Сроки дорожной карты наставничества, {printable(school)}, на {date_text(today)}."]
    parts += ["\n".join([f"{title}:", *_lines(group)]) for title, group in groups.items() if group]
    if responsible:
        parts.append(f"Ответственный за программу: {printable(responsible)}")
    letter.set_content("\n\n".join(parts) + "\n", cte="base64")
    return bytes(letter)


def _lines(standings: Sequence[Standing]) -> list[str]:
    lines = []
    for activity, (first, *others) in by_activity(standings):
        words = [activity.title, first.label, f"до {date_text(first.due)}" if first.due else ""]
        more = f" и ещё {counted(len(others), *PERIODS)}" if others else ""
        lines.append(printable(f"– {', '.join(filter(None, words))}{more}. Отвечают: {activity.answers}"))
    return lines
