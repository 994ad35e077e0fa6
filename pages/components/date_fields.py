"""Fields for a day, written as ДД.ММ.ГГГГ, within the days that this program knows, and for months of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, TypedDict, Unpack

import streamlit as st

from data.russian import month_name

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


def months_field(
    label: str, chosen: Iterable[int] | None, key: str, *, persist_state: Literal["session"] | None = None
) -> tuple[int, ...]:
    """Returns the months (from 1) that a person chose, in the order of the year."""
    months: list[int] = st.multiselect(
        label,
        range(1, 13),
        chosen,
        format_func=month_name,
        placeholder="выберите",
        select_all=False,
        key=key,
        persist_state=persist_state,
    )
    return tuple(sorted(months))
