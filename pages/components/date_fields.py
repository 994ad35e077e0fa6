"""Fields for a day: written as ДД.ММ.ГГГГ, within the days that this program knows."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypedDict, Unpack

import streamlit as st

EARLIEST, LATEST = dt.date(2015, 1, 1), dt.date(2100, 12, 31)  # days that a field offers


class Options(TypedDict, total=False):
    """What else a field may be given, as `st.date_input` takes it."""

    help: str
    disabled: bool
    bind: Literal["query-params"]
    persist_state: Literal["session"]


def date_field(
    label: str,
    proposed: dt.date | None,
    key: str | None = None,
    *,
    first: dt.date = EARLIEST,
    last: dt.date = LATEST,
    **options: Unpack[Options],
) -> dt.date | None:
    """Returns the day that a person chose or typed, at first the proposed one; None of a field that is empty."""
    day: dt.date | None = st.date_input(
        label, proposed, key=key, format="DD.MM.YYYY", min_value=first, max_value=last, **options
    )
    return day
