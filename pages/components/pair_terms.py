"""From which day to which new pairs run: asked alike wherever pairs begin."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import streamlit as st

from data.periods import school_year_end
from data.russian import date_text
from pages.components.date_fields import date_field
from pages.state.values import Value, Values


class Until(StrEnum):
    """How long new pairs run; the value is the words of the choice."""

    SCHOOL_YEAR = "до конца учебного года"
    DAY = "до другого дня"
    OPEN = "без даты окончания"


class TermFields(Values):
    """What the fields hold; the scope is the form in which they stand."""

    prefix = "term"
    start: Value[dt.date | None] = Value(None)
    until: Value[Until] = Value(Until.SCHOOL_YEAR)
    end: Value[dt.date | None] = Value(None)


def ask_days(fields: TermFields, first: dt.date) -> tuple[dt.date, dt.date | None]:
    """Asks for the first day of new pairs, `first` being proposed, and for the last, which may be left open."""
    start = _day("Начало", fields.key(TermFields.start), first)
    school_year = school_year_end(start)
    titles = {until: until.value for until in Until}
    titles[Until.SCHOOL_YEAR] += f" ({date_text(school_year)})"
    until = st.radio("Окончание", list(Until), format_func=titles.__getitem__, key=fields.key(TermFields.until))
    match until:
        case Until.DAY:
            return start, _day("Последний день", fields.key(TermFields.end), school_year)
        case Until.OPEN:
            st.caption("В приказе будет «до завершения программы».")
            return start, None
        case _:
            return start, school_year


def _day(label: str, key: str, proposed: dt.date) -> dt.date:
    day = date_field(label, proposed, key)
    return day or proposed
