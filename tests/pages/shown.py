"""What stands on a page that a test has run."""

from __future__ import annotations

import re

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from pages.components.plain_text import JOINER


def shown_tables(page: AppTest | Block) -> list[pd.DataFrame]:
    """Returns the tables of a page, short and long ones, as they are read."""
    short = [table.value.rename(columns=_read).map(_read) for table in page.table]
    return [*short, *(table.value for table in page.dataframe)]


def _read(text: str) -> str:
    """Returns a text without what keeps Markdown from taking it for its own."""
    return re.sub(r"\\(.)", r"\1", text).replace(JOINER, "")
