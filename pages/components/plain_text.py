"""Texts of a user for Streamlit's Markdown, shown letter for letter.

Moments as the clock on the wall shows them.
"""

from __future__ import annotations

import datetime as dt
import re

from data.parsing import clean
from data.russian import NO_BREAK, date_text

SPECIAL = re.compile(r"[\\`*_\[\]()<>!$:~#|&^{}]")  # signs that Markdown may take for its own
AT_START = re.compile(r"^(\d*)([-+.)])(?=[\s-]|$)")  # what begins a list or is a line across
# Where Streamlit acts on a text after all escapes: arrows and dashes, links, addresses, names of icons.
ACTED_ON = re.compile(
    r"(?<=[<-])(?=[->])|(?<=[<>~])(?==)|(?<=:)(?=//|[a-z_][\w/-]*:)|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE
)
JOINER = "\u2060"  # is not seen, and parts what must not be taken together


def plain(text: str) -> str:
    """Returns a text of the user, on one line, as Markdown shows it letter for letter.

    Every such text goes through here into whatever takes Markdown (bodies, labels, options of radios and pills): it
    might hold a picture of a far host, which the browser would fetch. What may not be parted, as «15 %», is not.
    """
    one_line = NO_BREAK.join(map(clean, text.split(NO_BREAK)))
    words = SPECIAL.sub(r"\\\g<0>", ACTED_ON.sub(JOINER, one_line))
    return AT_START.sub(r"\1\\\2", words)


def when(moment: dt.datetime) -> str:
    """Returns a stored moment, UTC, in local time: «03.09.2021 14:05»."""
    here = moment.replace(tzinfo=dt.UTC).astimezone()
    return f"{date_text(here.date())} {here:%H:%M}"
