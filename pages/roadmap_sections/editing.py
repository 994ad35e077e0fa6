"""Changing the roadmap: an activity changed, added or retired, and the next edition started."""

from __future__ import annotations

import datetime as dt
import uuid

import streamlit as st
from pydantic import ValidationError

from data.findings import ListError
from data.roadmap.model import KINDS, ONCE, Activity, Direction, Roadmap
from data.roadmap.records import Edition, history_of_editions, save_editions
from data.russian import date_text
from data.store.location import is_in_use
from metrics.indicators import declared
from pages.components.parts import plain, when
from pages.state import stored

NEW = "новое мероприятие"
DAY = dt.timedelta(days=1)


def editing(now: Edition) -> None:
    """Forms for leadership, closed until they are wanted."""
    with st.expander("Изменить дорожную карту", icon=":material/edit:"):
        st.caption("Прежний вид каждого мероприятия остаётся в истории. Исходная дорожная карта школы не теряется.")
        options: list[Activity | str] = [*now.roadmap.activities, NEW]
        chosen = st.selectbox(
            "Какое мероприятие", options, key="edited",
            format_func=lambda one: one if isinstance(one, str) else one.title,
        )  # fmt: skip
        _form(now, chosen if isinstance(chosen, Activity) else None)
        _next_edition(now)
        if is_in_use() and (history := history_of_editions(stored.store())):
            st.caption("Изменения")
            for one in reversed(history[-5:]):
                told = f" – {plain(one.note)}" if one.note else ""
                moment = when(one.saved_at) if one.saved_at else ""
                st.caption(f"{moment}, редакция № {one.number}, {plain(one.saved_by)}{told}")


def _form(now: Edition, chosen: Activity | None) -> None:
    key = f"{now.number}_{chosen.key if chosen else NEW}"
    directions = [one.title for one in now.roadmap.directions]
    home = next((one.title for one in now.roadmap.directions if chosen in one.activities), directions[0])
    with st.form(f"edit_{key}"):
        st.selectbox(
            "Направление", directions, directions.index(home), key=f"e_direction_{key}", disabled=chosen is not None
        )  # fmt: skip
        st.text_area("Мероприятие", chosen.title if chosen else "", max_chars=500, key=f"e_title_{key}")
        left, middle, right = st.columns(3)
        kinds = list(KINDS)
        left.selectbox(
            "Вид срока", kinds, kinds.index(chosen.kind) if chosen else 0, format_func=KINDS.__getitem__,
            filter_mode=None, key=f"e_kind_{key}",
        )  # fmt: skip
        middle.date_input(
            "Дата (если срок – до даты или квартал)", chosen.due if chosen else None, format="DD.MM.YYYY",
            key=f"e_due_{key}",
        )  # fmt: skip
        right.text_input("Срок словами", chosen.deadline if chosen else "", max_chars=200, key=f"e_deadline_{key}")
        st.text_input(
            "Ответственные словами, с должностями", chosen.responsible if chosen else "", max_chars=500,
            key=f"e_responsible_{key}",
        )  # fmt: skip
        st.text_input(
            "Ответственные по одному, через точку с запятой", "; ".join(chosen.people) if chosen else "",
            max_chars=500, key=f"e_people_{key}", help="Так их можно отобрать: «Демакова Т. В.; Лагунова Е. П.».",
        )  # fmt: skip
        indicators = {one.key: f"{one.number}. {one.short}" for one in declared().indicators}
        st.multiselect(
            "На какие показатели влияет (ваше суждение)", list(indicators), chosen.indicators if chosen else (),
            format_func=indicators.__getitem__, placeholder="ни на какие", select_all=False, key=f"e_indicators_{key}",
        )  # fmt: skip
        st.date_input(
            "Больше не проводится с (необязательно)", chosen.retired_on if chosen else None, format="DD.MM.YYYY",
            key=f"e_retired_{key}",
        )  # fmt: skip
        st.text_input("Основание: приказ или примечание", max_chars=300, key=f"e_note_{key}")
        st.form_submit_button(
            "Сохранить мероприятие", icon=":material/save:", on_click=_save, args=(now, chosen, key)
        )  # fmt: skip


@stored.telling
def _save(now: Edition, chosen: Activity | None, key: str) -> None:
    def told(name: str) -> str:
        return str(st.session_state[f"e_{name}_{key}"] or "").strip()

    kind = st.session_state[f"e_kind_{key}"]
    try:
        activity = Activity(
            key=chosen.key if chosen else uuid.uuid4().hex, title=told("title"), deadline=told("deadline"), kind=kind,
            due=st.session_state[f"e_due_{key}"] if kind in ONCE else None, responsible=told("responsible"),
            people=tuple(name.strip() for name in told("people").split(";") if name.strip()),
            indicators=tuple(st.session_state[f"e_indicators_{key}"]),
            retired_on=st.session_state[f"e_retired_{key}"],
        )  # fmt: skip
    except ValidationError as fault:
        raise ListError(
            "Мероприятие не сохранено. Впишите название, срок словами и – если срок «до даты» или «в течение "
            "квартала» – дату."
        ) from fault
    directions = tuple(
        _with(one, activity, chosen, st.session_state[f"e_direction_{key}"]) for one in now.roadmap.directions
    )
    changed = now.roadmap.model_copy(update={"directions": directions})
    save_editions(stored.store(), {now.number: changed}, stored.who(), f"{activity.title}: {told('note')}".strip(": "))
    stored.told("success", f"Дорожная карта сохранена: {activity.title}.")


def _with(direction: Direction, activity: Activity, chosen: Activity | None, home: str) -> Direction:
    if chosen is None:
        added = (activity,) if direction.title == home else ()
        return direction.model_copy(update={"activities": (*direction.activities, *added)})
    changed = tuple(activity if one.key == chosen.key else one for one in direction.activities)
    return direction.model_copy(update={"activities": changed})


def _next_edition(now: Edition) -> None:
    with st.form("next_edition"):
        st.markdown("**Следующая редакция дорожной карты**")
        st.caption(
            "Мероприятия переносятся с новыми сроками вместо прошедших; их можно изменить после этого. "
            "Целевые значения новых лет – на странице «Настройки»."
        )
        left, right = st.columns(2)
        first = left.date_input(
            "Действует с", dt.date(dt.date.today().year + 1, 1, 1), format="DD.MM.YYYY", key="next_since",
            min_value=now.roadmap.since + DAY,
        )  # fmt: skip
        right.text_input("Название", now.roadmap.title, max_chars=300, key="next_title")
        st.text_input("Основание: приказ", max_chars=300, key="next_note")
        st.form_submit_button(
            f"Начать редакцию № {now.number + 1}", icon=":material/next_plan:", disabled=first is None,
            on_click=_start, args=(now,),
        )  # fmt: skip


@stored.telling
def _start(now: Edition) -> None:
    since, who = st.session_state["next_since"], stored.who()
    title, note = st.session_state["next_title"].strip(), st.session_state["next_note"].strip()
    if since is None or not title:
        raise ListError("Впишите день, с которого действует новая редакция, и её название.")
    ended = now.roadmap.model_copy(update={"until": since - DAY})
    directions = []
    for one in now.roadmap.directions:
        activities = tuple(_moved(each, since) for each in one.activities if each.retired_on is None)
        directions.append(one.model_copy(update={"activities": activities}))
    following = Roadmap(title=title, since=since, directions=tuple(directions))
    save_editions(stored.store(), {now.number: ended, now.number + 1: following}, who, note)
    stored.told("success", f"Начата редакция № {now.number + 1} с {date_text(since)}.")


def _moved(activity: Activity, since: dt.date) -> Activity:
    """The activity in the next edition: a day that has passed moves to the end of its first quarter."""
    if activity.due is None or activity.due >= since:
        return activity
    due = since + dt.timedelta(days=90)
    return activity.model_copy(update={"due": due, "deadline": f"До {date_text(due)}"})
