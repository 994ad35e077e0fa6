"""Texts of lists as the files that we write can hold them: letter for letter, but for what no file may carry."""

from __future__ import annotations

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2 «Characters»
REPLACEMENT = "\ufffd"  # shown: a sign that is silently gone would be searched for in vain
LINE_END = re.compile("\r\n?")
LONGEST_CELL = 32_767  # characters; Excel's own bound


def printable(text: str) -> str:
    """Returns the text with «�» for the signs that XML (Word, Excel) cannot hold, every line ended alike."""
    return text if text.isprintable() else LINE_END.sub("\n", NOT_IN_XML.sub(REPLACEMENT, text))


def cell_text(text: str) -> str:
    """Returns the text as a cell of Excel holds it; a longer one ends with «…».

    XlsxWriter takes «<r>…</r>» for markup of its own: a blank behind it keeps it a text.
    """
    text = printable(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
