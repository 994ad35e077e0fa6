"""«Целевые значения» of «Настройки»: those declared are confirmed, or the school's own are typed in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from access.rights import Action
from data.findings import ListError
from data.parsing.cells import clean
from data.russian import date_text
from data.store.settings import save_settings
from metrics.goals import year_end
from metrics.indicators import Declarations, Indicator, Settings, declared, exact_digits
from metrics.settings import as_content, from_content, goals_are_its_own
from pages.components.date_fields import date_field
from pages.components.parts import ask_who
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state import actions, stored

GOALS = "Целевые значения"  # the section, as the address names it
YEAR, DOCUMENT = "Год", "Документ"
YEARS = range(2000, 2101)
DECLARED, OWN = "Как в целевой модели", "Свои"
NOT_SAVED = "Целевые значения не сохранены."

Row = Mapping[Hashable, str]


class TypedGoals(NamedTuple):
    """Goals in percent, as exact decimal digits, by indicator and year; the document that set those of a year."""

    goals: dict[str, dict[int, str]]
    orders: dict[int, str]


def goals_section(declarations: Declarations) -> None:
    """Shows the goals in force, and asks whether they are the school's or which are."""
    settings = declarations.settings
    st.caption(
        "По ним считаются состояния, «не хватает», план новых пар и прогноз; они стоят во всех отчётах. "
        "Каждое – на 31 декабря своего года."
    )
    if not goals_are_its_own(settings):
        st.info(
            "Пока действуют целевые значения целевой модели. Подтвердите их или впишите свои: до этого в документе "
            "дорожной карты их нет.",
            icon=":material/flag:",
        )
    source = st.radio(
        "Целевые значения школы",
        (DECLARED, OWN),
        index=1 if settings.own_goals else 0,
        horizontal=True,
        key="goals_source",
    )
    if source == DECLARED:
        _declared(settings)
    else:
        _own(declarations)
    st.caption("; ".join(f"№ {indicator.number} – {indicator.short}" for indicator in declarations.indicators))


def _declared(settings: Settings) -> None:
    """Shows what is declared and offers to confirm it."""
    table([{name: f"{text} %" if text and name != YEAR else text for name, text in row.items()} for row in _rows()])
    if settings.goals_confirmed and not settings.own_goals:
        st.caption("Школа подтвердила эти значения.")
        return
    ask_who()
    st.button(
        "Это и есть целевые значения школы",
        type="primary",
        icon=":material/check:",
        on_click=_save,
        args=(TypedGoals({}, {}), None),
    )


def _rows() -> list[dict[str, str]]:
    """Returns the declared goals, a row a year."""
    rows = goal_rows(declared().indicators, {})
    return [{name: text for name, text in row.items() if name != DOCUMENT} for row in rows]


def _own(declarations: Declarations) -> None:
    """Asks for goals, a row a year, and for the start of the plan."""
    columns: dict[str, Any] = {YEAR: st.column_config.TextColumn(width=70, required=True)}
    columns |= {
        column(indicator): st.column_config.TextColumn(width=80, help=indicator.short)
        for indicator in declarations.indicators
    }
    columns[DOCUMENT] = st.column_config.TextColumn(width=220, help="Которым они установлены: приказ № … от …")
    with st.form("goals"):
        st.markdown(
            "**Значения в процентах.** Строка – год; пустая клетка – на этот год значения нет; 0 – "
            "«не оценивается». Документ нужен, где значения не те, что в целевой модели."
        )
        typed = st.data_editor(
            pd.DataFrame(goal_rows(declarations.indicators, declarations.settings.goal_orders), dtype="str"),
            num_rows="dynamic",
            hide_index=True,
            width="stretch",
            key="goals_table",
            column_config=columns,
        )
        starts = date_field(
            "Начало плана: в этот день линия плана стоит на нуле",
            declarations.line_starts,
            "goals_start",
            help="Обычно день, когда утверждена дорожная карта. От него линия идёт к значению первого года.",
        )
        ask_who(in_form=True)
        sent = st.form_submit_button("Сохранить целевые значения", type="primary", icon=":material/save:")
    if sent:
        _send(typed.fillna("").astype(str).to_dict("records"), starts)


@actions.reporting_refusal
def _save(typed: TypedGoals, starts: dt.date | None) -> None:
    _keep(typed, starts)


def _send(rows: Sequence[Row], starts: dt.date | None) -> None:
    try:
        _keep(typed_goals(rows), starts)
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    st.rerun()


def _keep(typed: TypedGoals, starts: dt.date | None) -> None:
    """Saves the goals as the school's own, or none for those declared. Raises `ListError`."""
    if typed.goals:
        check_start(typed, starts)
    own_start = starts if typed.goals and starts != declared().line_starts else None
    changes = {
        "own_goals": typed.goals,
        "goal_orders": typed.orders,
        "goals_confirmed": True,
        "own_line_starts": own_start,
    }
    settings = from_content(as_content(stored.declarations().settings) | changes)
    save_settings(stored.store(Action.CHANGE_SETTINGS), as_content(settings), actions.person())
    actions.report_success("Целевые значения сохранены и уже действуют.")


def column(indicator: Indicator) -> str:
    """Returns the title of the column of an indicator's goals."""
    return f"№ {indicator.number}"


def goal_rows(indicators: Sequence[Indicator], orders: Mapping[int, str]) -> list[dict[str, str]]:
    """Returns goals as they are typed, a row a year: «12,5»."""
    years = sorted({year for indicator in indicators for year in indicator.goals})
    return [
        {
            YEAR: str(year),
            **{column(indicator): _digits(indicator.goals.get(year)) for indicator in indicators},
            DOCUMENT: orders.get(year, ""),
        }
        for year in years
    ]


def _digits(goal: Fraction | None) -> str:
    return "" if goal is None else exact_digits(goal).replace(".", ",")


def typed_goals(rows: Sequence[Row]) -> TypedGoals:
    """Returns the goals of a table with a row a year. Raises `ListError` with the first fault."""
    indicators = declared().indicators
    goals: dict[str, dict[int, str]] = {indicator.key: {} for indicator in indicators}
    orders: dict[int, str] = {}
    seen = set()
    for number, row in enumerate(rows, 1):
        cells = {str(name): clean(text) for name, text in row.items()}
        if not any(cells.values()):
            continue
        year = _year(cells[YEAR], number)
        if year in seen:
            raise ListError(f"{year} год стоит в двух строках: оставьте одну. {NOT_SAVED}")
        seen.add(year)
        of_year = {
            indicator.key: _percent(text, year, indicator)
            for indicator in indicators
            if (text := cells[column(indicator)])
        }
        if not of_year:
            raise ListError(f"{year} год: впишите хотя бы одно значение или уберите строку. {NOT_SAVED}")
        for key, text in of_year.items():
            goals[key][year] = text
        if cells[DOCUMENT]:
            orders[year] = cells[DOCUMENT]
        elif _differs(of_year, year):
            raise ListError(f"{year} год: впишите документ, который установил эти значения. {NOT_SAVED}")
    for indicator in indicators:
        if not goals[indicator.key]:
            raise ListError(
                f"№ {indicator.number}: нет ни одного целевого значения. Впишите его хотя бы для одного года; 0 – "
                f"«не оценивается». {NOT_SAVED}"
            )
    return TypedGoals(goals, orders)


def check_start(typed: TypedGoals, starts: dt.date | None) -> None:
    """Raises `ListError` where the plan does not start before the end of the first year that has a goal."""
    first = year_end(min(year for goals in typed.goals.values() for year in goals))
    if starts is None or starts >= first:
        raise ListError(f"Начало плана – это день до {date_text(first)}, конца первого года. {NOT_SAVED}")


def _year(text: str, number: int) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or int(text) not in YEARS:
        what = f"«{text}» – не год" if text else "год не вписан"
        raise ListError(f"Строка {number}: {what}. Впишите четыре цифры, например {dt.date.today().year}. {NOT_SAVED}")
    return int(text)


def _percent(text: str, year: int, indicator: Indicator) -> str:
    digits = text.removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,6})?", digits, re.ASCII) or Fraction(digits) > 100:
        raise ListError(
            f"{year} год, № {indicator.number}: «{text}» – не доля. Впишите число от 0 до 100, например 12,5. "
            f"{NOT_SAVED}"
        )
    return digits


def _differs(typed: Mapping[str, str], year: int) -> bool:
    """Returns whether goals of a year are not those declared."""
    return any(
        Fraction(typed[indicator.key]) / 100 != indicator.goals.get(year)
        for indicator in declared().indicators
        if indicator.key in typed
    )
