"""«Настройки»: what differs from school to school, with who changed it and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from access.rights import Action
from data.findings import ListError
from data.periods import school_year_to_date
from data.roadmap.model import SEED_SCHOOL, sample
from data.roadmap.records import begin
from data.store.settings import save_settings
from metrics.indicators import Settings, declared
from metrics.indicators import load as load_declarations
from metrics.settings import as_content, from_content
from pages.components.pairing_fields import ask_pairing
from pages.components.parts import ask_who, show_outcome, who_title
from pages.components.plain_text import plain, when
from pages.components.registers import which_registers
from pages.components.tables import table
from pages.state import actions, records, stored
from pages.state.request import EARLIEST, LATEST

SAMPLE_NOTE = "образец, ответственные не назначены"
YEAR, NUMBER, PERCENT, ORDER = "Год", "Показатель", "Значение, %", "Приказ"


def main() -> None:
    st.title("Настройки", anchor=False)
    st.caption("То, что отличает школы друг от друга. Действует на всех страницах, в командах и отчётах.")
    show_outcome()
    form(stored.declarations().settings)
    settings_log()


def form(now: Settings) -> None:
    """Asks for all settings in one form; nothing is saved until the button."""
    with st.form("school_settings"):
        fields = {**_school_fields(now), **_group_fields(now), "headline_readings": _readings(now)}
        fields["method_order"] = st.text_input(
            "Приказ, который утверждает порядок расчёта", now.method_order, placeholder="№ … от …", max_chars=200
        ).strip()
        st.markdown(f"**Целевые значения после {_last_declared()} года**, если школа их установила")
        goals = st.data_editor(
            _goals_table(now),
            num_rows="dynamic",
            hide_index=True,
            width="stretch",
            key="later_goals",
            column_config={NUMBER: st.column_config.SelectboxColumn(options=list(_numbers().values()))},
        )
        st.markdown("**Подбор новых пар**")
        fields["pairing"] = ask_pairing(now.pairing, "school_rules").model_dump()
        fields["quiet_after"] = _quiet(now)
        fields |= _roadmap_fields(now)
        ask_who(in_form=True)
        if st.form_submit_button("Сохранить настройки", type="primary", icon=":material/save:"):
            _save(fields, goals)


def _school_fields(now: Settings) -> dict[str, object]:
    school = st.text_input("Название школы", now.school, max_chars=200)
    left, right = st.columns(2)
    director = left.text_input("Директор: подпись в отчётах", now.director, max_chars=200)
    responsible = right.text_input("Ответственный за программу", now.responsible, max_chars=200)
    return {"school": school.strip(), "director": director.strip(), "responsible": responsible.strip()}


def _quiet(now: Settings) -> tuple[int, int]:
    """Asks after how many days without a contact a pair asks for a hand, and when it does so all the more."""
    left, right = st.columns(2)
    quiet, silent = now.quiet_after
    first = left.number_input("«Давно без встреч» – больше дней", 1, 365, quiet)
    later = right.number_input("«Очень давно без встреч» – больше дней", 1, 365, silent)
    return min(first, later), max(first, later)


def _roadmap_fields(now: Settings) -> dict[str, object]:
    st.markdown("**Дорожная карта**")
    left, right = st.columns(2)
    days = left.number_input(
        "Срок после квартала или года, рабочих дней",
        0,
        60,
        now.working_days_after,
        help="Столько рабочих дней есть на ежеквартальные и ежегодные мероприятия после конца их периода.",
    )
    since = right.date_input(
        "Вести учёт с (необязательно)",
        now.records_from,
        format="DD.MM.YYYY",
        min_value=EARLIEST,
        max_value=LATEST,
        help="Всё, чему срок вышел раньше, читается «нет отметки о выполнении», а не «просрочено».",
    )
    return {"working_days_after": days, "records_from": since}


def _group_fields(now: Settings) -> dict[str, object]:
    """Asks for what is set of groups that are not read from one column alone."""
    rules = {group.rule for group in declared().groups.values()}
    fields: dict[str, object] = {}
    if "young_specialists" in rules:
        st.markdown("**Молодой специалист**, если в списке педагогов нет такого столбца")
        left, right = st.columns(2)
        fields["young_specialist_oldest"] = left.number_input(
            "Не старше, полных лет", 18, 100, now.young_specialist_oldest
        )
        fields["young_specialist_experience"] = right.number_input(
            "Стаж меньше, лет", 0, 50, now.young_specialist_experience
        )
    if "registers" in rules:
        st.markdown("**Учёты**")
        fields["counted_registers"] = which_registers(
            "Для {indicators} кроме {own} считать стоящими на учёте", now.counted_registers
        )
    return fields


def _readings(now: Settings) -> dict[str, str]:
    """Asks for the reading that stands first.

    Returns it where it is not the declared one.
    """
    wholes, chosen = declared().wholes, {}
    for indicator in declared().indicators:
        key, readings = indicator.key, indicator.readings
        if len(readings) > 1:
            first = now.headline_readings.get(key, readings[0])
            reading = st.radio(
                f"Главная доля показателя № {indicator.number}",
                readings,
                horizontal=True,
                format_func=lambda whole: wholes[whole].of,
                index=readings.index(first),
                key=f"reading_{key}",
            )
            if reading != readings[0]:
                chosen[key] = reading
    return chosen


def _last_declared() -> int:
    """Returns the last year whose goals the file declares."""
    return max(max(indicator.goals) for indicator in declared().indicators)


def _numbers() -> dict[str, str]:
    return {indicator.key: indicator.heading for indicator in declared().indicators}


def _goals_table(now: Settings) -> pd.DataFrame:
    numbers = _numbers()
    rows = [
        {YEAR: year, NUMBER: numbers[key], PERCENT: goal.replace(".", ","), ORDER: now.goal_orders.get(int(year), "")}
        for key, goals in as_content(now)["later_goals"].items()
        for year, goal in goals.items()
    ]
    return pd.DataFrame(rows, columns=[YEAR, NUMBER, PERCENT, ORDER], dtype="str")


def _save(fields: dict[str, object], goals: pd.DataFrame) -> None:
    try:
        settings = _checked(fields, goals.fillna("").astype(str).to_dict("records"))
        was_named = bool(stored.declarations().settings.school)
        save_settings(stored.store(Action.CHANGE_SETTINGS), as_content(settings), actions.person())
        if not was_named and settings.school != SEED_SCHOOL:
            since = settings.records_from or school_year_to_date(dt.date.today()).since
            begin(stored.store(Action.CHANGE_SETTINGS), sample(settings.school, since), actions.person(), SAMPLE_NOTE)
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    actions.report_success("Настройки сохранены и уже действуют.")
    st.rerun()


def _checked(fields: dict[str, object], goals: list[dict[Hashable, str]]) -> Settings:
    """Returns the settings as they were filled in. Raises `ListError`."""
    if not fields["school"]:
        raise ListError("Впишите название школы. Настройки не сохранены.")
    try:
        later, orders = _later_goals(goals)
        settings = from_content({**fields, "later_goals": later, "goal_orders": orders})
        load_declarations(settings=settings)
    except (ValidationError, ValueError, KeyError) as fault:
        raise ListError(
            "Настройки не сохранены. Проверьте: год целевого значения – четыре цифры, позже "
            f"{_last_declared()}; показатель выбран из списка; значение – число от 0 до 100 («18» или «12,5»)."
        ) from fault
    return settings


def _later_goals(rows: list[dict[Hashable, str]]) -> tuple[dict[str, dict[int, str]], dict[int, str]]:
    """Returns goals by indicator and year, and the order of each year.

    Raises `ListError`, KeyError or ValueError.
    """
    keys = {title: key for key, title in _numbers().items()}
    goals: dict[str, dict[int, str]] = {}
    orders: dict[int, str] = {}
    for row in rows:
        if not any(row.values()):
            continue
        year, order = int(row[YEAR]), row[ORDER].strip()
        if not order:
            raise ListError(f"Впишите приказ, который установил целевые значения {year} года.")
        if year in goals.setdefault(keys[row[NUMBER]], {}):
            raise ListError(f"Целевое значение {year} года вписано дважды: {row[NUMBER]}. Оставьте одно.")
        if orders.setdefault(year, order) != order:
            raise ListError(f"У целевых значений {year} года разные приказы. Впишите один.")
        goals[keys[row[NUMBER]]][year] = row[PERCENT].replace(",", ".").strip()
    return goals, orders


def settings_log() -> None:
    """Shows who changed the settings and when."""
    rows = [{"Когда": when(saved.saved_at), who_title(): saved.saved_by} for saved in records.settings_history()]
    if rows:
        with st.expander("Кто и когда менял настройки"):
            table(rows)


main()
