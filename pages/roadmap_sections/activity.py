"""One activity of the roadmap: what is marked of it, its journal, and what the app itself knows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.findings import ListError
from data.periods import quarter_end
from data.roadmap.model import MARKED, Activity, Instance, Mark, Status, due_words
from data.roadmap.records import Entry, attached, history_of_marks, journal, mark, withdraw_entry, write_entry
from data.roadmap.standing import Standing
from data.russian import date_text
from data.store.fixed_periods import fixed_periods
from data.store.location import is_in_use
from data.store.municipal_log import BaseRecord, records
from metrics.indicators import declared
from pages.components.parts import plain, when
from pages.state import session, stored
from reports.source import PERSONAL

LARGEST_FILE = 10 * 1024 * 1024  # bytes
BASE_KEPT = ("base_updated", "base_filled")  # activities that a record of the municipal base tells something of
LISTS_KEPT = ("base_updated", "pairs_formed", "base_filled")  # activities that stored lists tell something of


def activity_page(shown: Sequence[Standing], today: dt.date, urgent: Standing | None) -> None:
    """The chosen activity, at first the most urgent one, with its instances, marks and journal."""
    st.subheader("Мероприятие", anchor=False)
    activities = list(dict.fromkeys((one.edition, one.instance.activity) for one in shown))
    if not activities:
        st.caption("Под этот отбор не подходит ни одно мероприятие.")
        return
    first = (urgent.edition, urgent.instance.activity) if urgent else activities[0]
    edition, activity = st.selectbox(
        "Мероприятие", activities, activities.index(first) if first in activities else 0, key="activity",
        format_func=lambda one: one[1].title, label_visibility="collapsed",
    )  # fmt: skip
    mine = [one for one in shown if one.edition == edition and one.instance.activity == activity]
    st.caption(plain(f"Срок: {activity.deadline}. Ответственные: {activity.in_charge}."))
    if activity.indicators:
        titles = {one.key: f"№ {one.number}" for one in declared().indicators}
        bears = ", ".join(titles[key] for key in activity.indicators if key in titles)
        st.caption(f"По нашему суждению влияет на показатели: {bears}.")
    rows = [
        {
            "Период": one.instance.label, "Срок": due_words(one.instance), "Состояние": one.status.title,
            "Выполнено": date_text(one.mark.done_on) if one.mark and one.mark.done_on else "",
            "Приказ": one.mark.order if one.mark else "",
        }
        for one in reversed(mine)
    ]  # fmt: skip
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 220))
    known(edition, activity, mine)
    marking(edition, activity, mine, today)
    diary(edition, activity, today)


def known(edition: int, activity: Activity, mine: Sequence[Standing]) -> None:
    """What the app itself knows is offered, not assumed."""
    if not is_in_use():
        return
    if activity.kind == "quarterly":
        fixed = {one.period.on: one.fixed_at.date() for one in fixed_periods(stored.store())}
        for one in mine:
            period = one.instance.period
            if one.is_open and period and (day := fixed.get(period.on)):
                _offer(edition, one, day, f"Период {one.instance.label} зафиксирован {date_text(day)}")
    if activity.key in BASE_KEPT:
        for one in mine:
            if one.is_open and (done := base_of(one.instance, records(stored.store()))):
                _offer(edition, one, done.day, f"База {done.done.title} {date_text(done.day)}")
    if activity.key in LISTS_KEPT and (current := stored.current()):
        version = stored.store().version(current[0])
        st.caption(f"Списки обновлены {when(version.saved_at)}: версия № {version.id}, {plain(version.saved_by)}.")


def quarter_fixed(on: dt.date) -> bool:
    """Offers to mark the monitoring of the quarter of a day done, where the quarter is fixed; whether it is."""
    end = quarter_end(on)
    fixed = [one for one in fixed_periods(stored.store()) if one.period.on == end] if is_in_use() else []
    for one in stored.roadmap_standings() if fixed else ():
        period = one.instance.period
        if one.instance.activity.kind == "quarterly" and one.is_open and period and period.on == end:
            day = fixed[0].fixed_at.date()
            _offer(one.edition, one, day, f"Период {one.instance.label} зафиксирован {date_text(day)}")
    return bool(fixed)


def base_of(instance: Instance, told: Sequence[BaseRecord]) -> BaseRecord | None:
    """The record of the base that an instance asks for: the last one of its year, or the first one ever."""
    valid = [one for one in told if not one.withdrawn]  # the latest day first
    if instance.period:
        period = instance.period
        return next((one for one in valid if period.since <= one.day <= period.on), None)
    return valid[-1] if valid else None


def _offer(edition: int, one: Standing, day: dt.date, known_words: str) -> None:
    st.button(
        plain(f"{known_words} – отметить выполненным"),
        key=f"offer_{one.instance.activity.key}_{one.instance.key}", icon=":material/task_alt:",
        on_click=_mark, args=(edition, [one.instance], Mark(Status.DONE, day)),
    )  # fmt: skip


def marking(edition: int, activity: Activity, mine: Sequence[Standing], today: dt.date) -> None:
    """The form that marks one instance or several together."""
    key = f"{edition}_{activity.key}"
    instances = [one.instance for one in mine]
    unmarked = [one.instance for one in mine if one.status is Status.UNMARKED]
    if len(unmarked) > 1:
        st.button(
            f"Отметить «Выполнено ранее» всё без отметки ({len(unmarked)})", key=f"earlier_{key}",
            icon=":material/done_all:", on_click=_mark, args=(edition, unmarked, Mark(Status.DONE)),
        )  # fmt: skip
    with st.form(f"mark_{key}"):
        near = _near(mine, today)
        if len(instances) > 1:
            st.multiselect(
                "За какой период", instances, near, format_func=lambda one: one.label, key=f"periods_{key}",
                placeholder="выберите", select_all=False,
            )  # fmt: skip
        left, middle, right = st.columns(3)
        left.selectbox("Состояние", MARKED, 2, format_func=lambda one: one.title, filter_mode=None, key=f"status_{key}")
        middle.date_input(
            "Дата выполнения",
            today,
            format="DD.MM.YYYY",
            min_value=session.EARLIEST,
            max_value=today,
            key=f"done_{key}",
        )
        right.text_input("Приказ, если исключено", max_chars=200, placeholder="№ … от …", key=f"order_{key}")
        st.form_submit_button(
            "Отметить", icon=":material/check:", on_click=_mark_said, args=(edition, key, instances)
        )  # fmt: skip
    if is_in_use():
        history = [one for one in history_of_marks(stored.store(), edition) if one.activity == activity.key]
        labels = {one.key: one.label for one in instances}
        if history:
            with st.expander("Кто и что отмечал", icon=":material/history:"):
                rows = [
                    {
                        "Когда": when(one.marked_at), "Кто (со слов)": one.marked_by,
                        "Период": labels.get(one.period, one.period), "Состояние": one.mark.status.title,
                        "Выполнено": date_text(one.mark.done_on) if one.mark.done_on else "",
                    }
                    for one in reversed(history)
                ]  # fmt: skip
                st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


@stored.telling
def _mark_said(edition: int, key: str, instances: Sequence[Instance]) -> None:
    said = st.session_state.get(f"periods_{key}", instances)
    status: Status = st.session_state[f"status_{key}"]
    order = st.session_state[f"order_{key}"].strip()
    if not said:
        raise ListError("Выберите период, за который ставится отметка.")
    if status is Status.EXCLUDED and not order:
        raise ListError("Впишите приказ, которым мероприятие исключено.")
    done = st.session_state[f"done_{key}"] if status is Status.DONE else None
    _save(edition, said, Mark(status, done, order if status is Status.EXCLUDED else ""))


def _near(mine: Sequence[Standing], today: dt.date) -> list[Instance]:
    """The instance that is most likely meant: the last open one whose period is over, else the first open one."""
    open_ = [one.instance for one in mine if one.is_open]
    over = [one for one in open_ if one.period and one.period.on <= today]
    return over[-1:] or open_[:1]


@stored.telling
def _mark(edition: int, instances: Sequence[Instance], said: Mark) -> None:
    _save(edition, instances, said)


def _save(edition: int, instances: Sequence[Instance], said: Mark) -> None:
    mark(stored.store(), edition, instances, said, stored.who())
    periods = "; ".join(filter(None, (one.label for one in instances[:3])))
    more = f" и ещё {len(instances) - 3}" if len(instances) > 3 else ""
    label = f", {periods}{more}" if periods else ""
    stored.told("success", f"Отмечено: {instances[0].activity.title}{label} – {said.status.title}.")


def diary(edition: int, activity: Activity, today: dt.date) -> None:
    """The dated entries of the activity, and the form for the next one."""
    entries = [one for one in journal(stored.store(), edition) if one.activity == activity.key] if is_in_use() else []
    count = sum(not one.withdrawn for one in entries)
    with st.expander(
        f"Журнал: записей – {count}", icon=":material/menu_book:", key=f"journal_{edition}_{activity.key}"
    ):
        for one in entries:
            _entry(edition, one)
        key = f"{edition}_{activity.key}"
        with st.form(f"entry_{key}", clear_on_submit=True):
            left, right = st.columns([0.3, 0.7])
            left.date_input(
                "День", today, format="DD.MM.YYYY", min_value=session.EARLIEST, max_value=today, key=f"entry_day_{key}"
            )
            right.text_input("Кто участвовал", max_chars=300, key=f"entry_people_{key}")
            st.text_area(
                "Что сделано", max_chars=2000, key=f"entry_text_{key}",
                placeholder="совещание, консультация, курсы, поощрение, приказ, информирование родителей…",
            )  # fmt: skip
            st.text_input("Ссылка", max_chars=500, key=f"entry_link_{key}", placeholder="https://…")
            st.file_uploader("Файл (приказ, протокол), до 10 МБ", key=f"entry_file_{key}")
            st.form_submit_button(
                "Записать в журнал", icon=":material/add:", on_click=_write, args=(edition, activity.key, key)
            )  # fmt: skip


def _entry(edition: int, one: Entry) -> None:
    words, button = st.columns([0.8, 0.2], vertical_alignment="center")
    said = " · ".join(filter(None, (plain(one.text), plain(one.people), plain(one.link))))
    line = f"**{date_text(one.day)}** {said}"
    words.markdown(f"~~{line}~~ :gray[отозвано]" if one.withdrawn else line)
    words.caption(f"Записал(а) со слов: {plain(one.written_by)}, {when(one.written_at)}")
    if one.withdrawn:
        return
    if one.file_name:
        store = stored.store()
        words.download_button(
            f"Скачать «{plain(one.file_name)}»", lambda: attached(store, one.id), file_name=one.file_name,
            key=f"file_{one.id}", icon=":material/attach_file:", on_click="ignore", help=PERSONAL,
        )  # fmt: skip
    button.button("Отозвать", key=f"withdraw_{one.id}", on_click=_withdraw, args=(edition, one))


@stored.telling
def _write(edition: int, activity: str, key: str) -> None:
    text = st.session_state[f"entry_text_{key}"].strip()
    if not text:
        raise ListError("Впишите, что сделано. Запись ещё не добавлена.")
    link = st.session_state[f"entry_link_{key}"].strip()
    if link and not link.startswith(("https://", "http://")):
        raise ListError("Ссылка начинается с «https://». Исправьте её или уберите. Запись ещё не добавлена.")
    file = st.session_state[f"entry_file_{key}"]
    if file is not None and file.size > LARGEST_FILE:
        raise ListError("Файл больше 10 МБ. Уменьшите его или дайте ссылку. Запись ещё не добавлена.")
    write_entry(
        stored.store(), edition, activity, st.session_state[f"entry_day_{key}"], text, stored.who(),
        people=st.session_state[f"entry_people_{key}"].strip(), link=link,
        file=(file.name, file.getvalue()) if file is not None else None,
    )  # fmt: skip
    stored.told("success", "Запись добавлена в журнал.")


@stored.telling
def _withdraw(edition: int, entry: Entry) -> None:
    withdraw_entry(stored.store(), edition, entry, stored.who())
    stored.told("success", "Запись отозвана: она осталась в журнале зачёркнутой.")
