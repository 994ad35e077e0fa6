"""«Настройки»: what differs from school to school, kept in the store with who changed it and when."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from data.findings import ListError
from data.store.location import is_in_use
from data.store.settings import save_settings, settings_history
from metrics.indicators import Settings, declared
from metrics.indicators import load as load_declarations
from metrics.settings import as_content, from_content
from pages.components.parts import ask_who, plain, tell_outcome, when
from pages.components.registers import which_registers
from pages.state import session, stored

MOST_GOALS = 20
YEAR, NUMBER, PERCENT, ORDER = "Год", "Показатель", "Значение, %", "Приказ"


def form(now: Settings) -> None:
    """All settings in one form; nothing is kept until the button."""
    with st.form("school_settings"):
        school = st.text_input("Название школы", now.school, max_chars=200)
        left, right = st.columns(2)
        director = left.text_input("Директор: подпись в отчётах", now.director, max_chars=200)
        responsible = right.text_input("Ответственный за программу", now.responsible, max_chars=200)
        of_groups = _group_fields(now)
        readings = _readings(now)
        order = st.text_input(
            "Приказ, который утверждает порядок расчёта", now.method_order, placeholder="№ … от …", max_chars=200
        )
        st.markdown(f"**Целевые значения после {_last_declared()} года**, если школа их установила")
        goals = st.data_editor(
            _goals_table(now), num_rows="dynamic", hide_index=True, width="stretch", key="later_goals",
            column_config={NUMBER: st.column_config.SelectboxColumn(options=list(_numbers().values()))},
        )  # fmt: skip
        st.markdown("**Дорожная карта**")
        left, right = st.columns(2)
        days = left.number_input(
            "Срок после квартала или года, рабочих дней", 0, 60, now.working_days_after,
            help="Столько рабочих дней есть на ежеквартальные и ежегодные мероприятия после конца их периода.",
        )  # fmt: skip
        records = right.date_input(
            "Вести учёт с (необязательно)", now.records_from, format="DD.MM.YYYY",
            min_value=session.EARLIEST, max_value=session.LATEST,
            help="Всё, чему срок вышел раньше, читается «нет отметки о выполнении», а не «просрочено».",
        )  # fmt: skip
        ask_who()
        if st.form_submit_button("Сохранить настройки", type="primary", icon=":material/save:"):
            told = {
                "school": school.strip(), "director": director.strip(), "responsible": responsible.strip(),
                "method_order": order.strip(), "headline_readings": readings, **of_groups,
                "working_days_after": days, "records_from": records.isoformat() if records else None,
            }  # fmt: skip
            _save(told, goals)


def _group_fields(now: Settings) -> dict[str, object]:
    """What is set of groups that are not read from one column alone."""
    rules = {group.rule for group in declared().groups.values()}
    told: dict[str, object] = {}
    if "young_specialists" in rules:
        st.markdown("**Молодой специалист**, если в списке педагогов нет такого столбца")
        left, right = st.columns(2)
        told["young_specialist_oldest"] = left.number_input(
            "Не старше, полных лет", 18, 100, now.young_specialist_oldest
        )
        told["young_specialist_experience"] = right.number_input(
            "Стаж меньше, лет", 0, 50, now.young_specialist_experience
        )
    if "registers" in rules:
        st.markdown("**Учёты**")
        told["counted_registers"] = which_registers(
            "Для {indicators} кроме {own} считать стоящими на учёте", now.counted_registers
        )
    return told


def _readings(now: Settings) -> dict[str, str]:
    """The reading that stands first, for indicators of which another than the declared one was chosen."""
    wholes, chosen = declared().wholes, {}
    for one in declared().indicators:
        if len(one.readings) > 1:
            first = now.headline_readings.get(one.key, one.readings[0])
            reading = st.radio(
                f"Главная доля показателя № {one.number}", one.readings, horizontal=True,
                format_func=lambda key: wholes[key].of, index=one.readings.index(first), key=f"reading_{one.key}",
            )  # fmt: skip
            if reading != one.readings[0]:
                chosen[one.key] = reading
    return chosen


def _last_declared() -> int:
    """The last year whose goals the file declares."""
    return max(max(one.goals) for one in declared().indicators)


def _numbers() -> dict[str, str]:
    return {one.key: f"{one.number}. {one.short}" for one in declared().indicators}


def _goals_table(now: Settings) -> pd.DataFrame:
    numbers = _numbers()
    rows = [
        {YEAR: year, NUMBER: numbers[key], PERCENT: goal.replace(".", ","), ORDER: now.goal_orders.get(int(year), "")}
        for key, goals in as_content(now)["later_goals"].items()
        for year, goal in goals.items()
    ]
    return pd.DataFrame(rows, columns=[YEAR, NUMBER, PERCENT, ORDER], dtype="str")


def _save(told: dict[str, object], goals: pd.DataFrame) -> None:
    try:
        settings = _checked(told, goals.fillna("").astype(str).to_dict("records"))
        save_settings(stored.store(), as_content(settings), stored.who())
    except ListError as fault:
        st.error(plain(str(fault)), icon=":material/error:")
        return
    stored.told("success", "Настройки сохранены и уже действуют.")
    st.rerun()


def _checked(told: dict[str, object], goals: list[dict[Hashable, str]]) -> Settings:
    """The settings as they were filled in. Raises `ListError`."""
    keys = {title: key for key, title in _numbers().items()}
    later: dict[str, dict[int, str]] = {}
    orders: dict[int, str] = {}
    try:
        for row in goals:
            if not any(row.values()):
                continue
            year = int(row[YEAR])
            if not row[ORDER].strip():
                raise ListError(f"Впишите приказ, который установил целевые значения {year} года.")
            if year in later.setdefault(keys[row[NUMBER]], {}):
                raise ListError(f"Целевое значение {year} года вписано дважды: {row[NUMBER]}. Оставьте одно.")
            if orders.setdefault(year, row[ORDER].strip()) != row[ORDER].strip():
                raise ListError(f"У целевых значений {year} года разные приказы. Впишите один.")
            later[keys[row[NUMBER]]][year] = row[PERCENT].replace(",", ".").strip()
        settings = from_content({**told, "later_goals": later, "goal_orders": orders})
        load_declarations(settings=settings)
    except (ValidationError, ValueError, KeyError) as fault:
        raise ListError(
            "Настройки не сохранены. Проверьте: название школы не пусто; год целевого значения – четыре цифры, позже "
            f"{_last_declared()}; показатель выбран из списка; значение – число от 0 до 100 («18» или «12,5»)."
        ) from fault
    return settings


def history() -> None:
    """Who changed the settings and when."""
    if not is_in_use():
        return
    rows = [
        {"Когда": when(one.saved_at), "Кто (со слов)": one.saved_by} for one in settings_history(stored.store())
    ]  # fmt: skip
    if rows:
        with st.expander("Кто и когда менял настройки"):
            st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


st.title("Настройки", anchor=False)
st.caption("То, что отличает школы друг от друга. Действует на всех страницах, в командах и отчётах.")
tell_outcome()
form(stored.settings() or declared().settings)
history()
