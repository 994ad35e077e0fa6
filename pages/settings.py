"""«Настройки»: what differs from school to school, with who changed it and when."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.rights import Action
from data.findings import ListError
from data.periods import school_year_to_date
from data.roadmap.model import SEED_SCHOOL, sample
from data.roadmap.records import begin
from data.store.settings import save_settings
from metrics.indicators import Settings, declared
from metrics.settings import as_content, from_content
from pages.components.date_fields import date_field
from pages.components.pairing_fields import ask_pairing
from pages.components.parts import ask_who, show_outcome, who_title
from pages.components.plain_text import plain, when
from pages.components.registers import which_registers
from pages.components.tables import table
from pages.settings_sections.goals import GOALS, goals_section
from pages.state import actions, records, stored
from pages.state.state import SessionState, state

SAMPLE_NOTE = "образец, ответственные не назначены"
SCHOOL = "Школа и правила"


def main() -> None:
    st.title("Настройки", anchor=False)
    st.caption("То, что отличает школы друг от друга. Действует на всех страницах, в командах и отчётах.")
    show_outcome()
    declarations = stored.declarations()
    sections = {SCHOOL: lambda: form(declarations.settings), GOALS: lambda: goals_section(declarations)}
    chosen = st.segmented_control(
        "Что настроить",
        list(sections),
        default=SCHOOL,
        required=True,
        key=state.key(SessionState.settings_section),
        bind="query-params",
        label_visibility="collapsed",
    )
    sections[chosen]()
    settings_log()


def form(now: Settings) -> None:
    """Asks for all settings in one form; nothing is saved until the button."""
    with st.form("school_settings"):
        fields = {**_school_fields(now), **_group_fields(now), "headline_readings": _readings(now)}
        fields["method_order"] = st.text_input(
            "Приказ, который утверждает порядок расчёта", now.method_order, placeholder="№ … от …", max_chars=200
        ).strip()
        st.markdown("**Подбор новых пар**")
        fields["pairing"] = ask_pairing(now.pairing, "school_rules").model_dump()
        fields["quiet_after"] = _quiet(now)
        fields |= _roadmap_fields(now)
        ask_who(in_form=True)
        if st.form_submit_button("Сохранить настройки", type="primary", icon=":material/save:"):
            _save(fields)


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
    with right:
        since = date_field(
            "Вести учёт с (необязательно)",
            now.records_from,
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


def _save(fields: dict[str, object]) -> None:
    try:
        now = stored.declarations().settings
        settings = _checked(now, fields)
        save_settings(stored.store(Action.CHANGE_SETTINGS), as_content(settings), actions.person())
        if not now.school and settings.school != SEED_SCHOOL:
            since = settings.records_from or school_year_to_date(dt.date.today()).since
            begin(stored.store(Action.CHANGE_SETTINGS), sample(settings.school, since), actions.person(), SAMPLE_NOTE)
    except ListError as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
        return
    actions.report_success("Настройки сохранены и уже действуют.")
    st.rerun()


def _checked(now: Settings, fields: dict[str, object]) -> Settings:
    """Returns the settings with the fields as they were filled in. Raises `ListError`."""
    if not fields["school"]:
        raise ListError("Впишите название школы. Настройки не сохранены.")
    return from_content(as_content(now) | fields)


def settings_log() -> None:
    """Shows who changed the settings and when."""
    rows = [{"Когда": when(saved.saved_at), who_title(): saved.saved_by} for saved in records.settings_history()]
    if rows:
        with st.expander("Кто и когда менял настройки"):
            table(rows)


main()
