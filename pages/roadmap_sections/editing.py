"""Changes of the roadmap: activities changed, added, retired; the next edition."""

from __future__ import annotations

import datetime as dt
import uuid

import streamlit as st
from pydantic import ValidationError

from access.rights import Action
from data.findings import ListError
from data.roadmap.model import KINDS, ONCE, PERIODIC, Activity, Direction, Roadmap, moved
from data.roadmap.new_edition import DAY, next_edition
from data.roadmap.records import Edition, history_of_editions, save_editions
from data.russian import date_text
from metrics.indicators import declared
from pages.components.date_fields import date_field, months_field
from pages.components.plain_text import plain, when
from pages.state import actions, stored
from pages.state.forms import ActivityForm
from pages.state.state import SessionState, state

NEW = "новое мероприятие"


def editing(now: Edition) -> None:
    """Shows the forms for leadership, closed until they are wanted."""
    with st.expander("Изменить дорожную карту", icon=":material/edit:"):
        st.caption("Прежний вид каждого мероприятия остаётся в истории. Исходная дорожная карта школы не теряется.")
        options: list[Activity | str] = [*now.roadmap.activities, NEW]
        chosen = st.selectbox(
            "Какое мероприятие",
            options,
            key="edited",
            format_func=lambda option: option if isinstance(option, str) else option.title,
        )
        _form(now, chosen if isinstance(chosen, Activity) else None)
        _next_edition(now)
        _history()


def _history() -> None:
    store = stored.store_or_none(Action.READ_ROADMAP)
    history = history_of_editions(store) if store else []
    if history:
        st.caption("Изменения")
    for edition in reversed(history[-5:]):
        note = f" – {plain(edition.note)}" if edition.note else ""
        moment = when(edition.saved_at) if edition.saved_at else ""
        st.caption(f"{moment}, редакция № {edition.number}, {plain(edition.saved_by)}{note}")


def _form(now: Edition, chosen: Activity | None) -> None:
    fields = ActivityForm(now.number, chosen.key if chosen else NEW)
    with st.form(f"edit_{now.number}_{chosen.key if chosen else NEW}"):
        if chosen is None:
            directions = [direction.title for direction in now.roadmap.directions]
            st.selectbox("Направление", directions, key=fields.key(ActivityForm.direction))
        title = chosen.title if chosen else ""
        st.text_area("Мероприятие", title, max_chars=500, key=fields.key(ActivityForm.title))
        _due_fields(fields, chosen)
        _people_fields(fields, chosen)
        indicators = {indicator.key: indicator.heading for indicator in declared().indicators}
        st.multiselect(
            "На какие показатели влияет (ваше суждение)",
            list(indicators),
            chosen.indicators if chosen else (),
            format_func=indicators.__getitem__,
            placeholder="ни на какие",
            select_all=False,
            key=fields.key(ActivityForm.indicators),
        )
        st.date_input(
            "Больше не проводится с (необязательно)",
            chosen.retired_on if chosen else None,
            format="DD.MM.YYYY",
            key=fields.key(ActivityForm.retired),
        )
        st.text_input("Основание: приказ или примечание", max_chars=300, key=fields.key(ActivityForm.note))
        st.form_submit_button(
            "Сохранить мероприятие", icon=":material/save:", on_click=_save, args=(now, chosen, fields)
        )


def _due_fields(fields: ActivityForm, chosen: Activity | None) -> None:
    left, middle, right = st.columns(3)
    kinds = list(KINDS)
    left.selectbox(
        "Вид срока",
        kinds,
        kinds.index(chosen.kind) if chosen else 0,
        format_func=KINDS.__getitem__,
        filter_mode=None,
        key=fields.key(ActivityForm.kind),
    )
    middle.date_input(
        "Дата (если срок – до даты или квартал)",
        chosen.due if chosen else None,
        format="DD.MM.YYYY",
        key=fields.key(ActivityForm.due),
    )
    middle.number_input(
        "До числа (если срок повторяется)",
        1,
        31,
        chosen.due_day if chosen else None,
        key=fields.key(ActivityForm.due_day),
        help="Число месяца после месяца, квартала, полугодия или года. Пусто – столько рабочих дней, сколько стоит в "
        "«Настройках». Для названных месяцев – число самого месяца, пусто – последний день.",
    )
    with right:
        months = chosen.months if chosen else ()
        months_field("Месяцы (если ежегодно в названные месяцы)", months, fields.key(ActivityForm.months))
    deadline = chosen.deadline if chosen else ""
    right.text_input("Срок словами", deadline, max_chars=200, key=fields.key(ActivityForm.deadline))


def _people_fields(fields: ActivityForm, chosen: Activity | None) -> None:
    st.text_input(
        "Ответственные словами, с должностями",
        chosen.responsible if chosen else "",
        max_chars=500,
        key=fields.key(ActivityForm.responsible),
    )
    st.text_input(
        "Ответственные по одному, через точку с запятой",
        "; ".join(chosen.people) if chosen else "",
        max_chars=500,
        key=fields.key(ActivityForm.people),
        help="Так их можно отобрать: «Демакова Т. В.; Лагунова Е. П.».",
    )


@actions.reporting_refusal
def _save(now: Edition, chosen: Activity | None, fields: ActivityForm) -> None:
    try:
        activity = Activity(
            key=chosen.key if chosen else uuid.uuid4().hex,
            title=fields.title.strip(),
            kind=fields.kind,
            deadline=fields.deadline.strip(),
            due=fields.due if fields.kind in ONCE else None,
            due_day=fields.due_day if fields.kind in PERIODIC else None,
            months=tuple(sorted(fields.months)) if fields.kind == "in_months" else (),
            responsible=fields.responsible.strip(),
            people=tuple(name.strip() for name in fields.people.split(";") if name.strip()),
            indicators=tuple(fields.indicators),
            retired_on=fields.retired,
        )
    except ValidationError as fault:
        raise ListError(
            "Мероприятие не сохранено. Впишите название, срок словами и – если срок «до даты» или «в течение "
            "квартала» – дату, если «ежегодно в названные месяцы» – месяцы."
        ) from fault
    home = fields.direction if chosen is None else ""
    directions = tuple(_with(direction, activity, chosen, home) for direction in now.roadmap.directions)
    changed = now.roadmap.model_copy(update={"directions": directions})
    note = f"{activity.title}: {fields.note.strip()}".strip(": ")
    save_editions(stored.store(Action.KEEP_ROADMAP), {now.number: changed}, actions.person(), note)
    actions.report_success(f"Дорожная карта сохранена: {activity.title}.")


def _with(direction: Direction, activity: Activity, chosen: Activity | None, home: str) -> Direction:
    """Returns the direction with the activity replaced, or added where it belongs."""
    if chosen is None:
        added = (activity,) if direction.title == home else ()
        return direction.model_copy(update={"activities": (*direction.activities, *added)})
    changed = tuple(activity if listed.key == chosen.key else listed for listed in direction.activities)
    return direction.model_copy(update={"activities": changed})


def _next_edition(now: Edition) -> None:
    with st.form("next_edition"):
        st.markdown("**Следующая редакция дорожной карты**")
        st.caption(
            "Мероприятия переносятся с новыми сроками вместо прошедших; их можно изменить после этого. "
            "Целевые значения новых лет – на странице «Настройки»."
        )
        left, right = st.columns(2)
        with left:
            since = date_field(
                "Действует с",
                dt.date(dt.date.today().year + 1, 1, 1),
                state.key(SessionState.next_since),
                first=now.roadmap.since + DAY,
            )
        right.text_input("Название", now.roadmap.title, max_chars=300, key=state.key(SessionState.next_title))
        st.text_input("Основание: приказ", max_chars=300, key=state.key(SessionState.next_note))
        st.form_submit_button(
            f"Начать редакцию № {now.number + 1}",
            icon=":material/next_plan:",
            disabled=since is None,
            on_click=_start,
            args=(now,),
        )


@actions.reporting_refusal
def _start(now: Edition) -> None:
    since, title, by = state.next_since, state.next_title.strip(), actions.person()
    if since is None or not title:
        raise ListError("Впишите день, с которого действует новая редакция, и её название.")
    directions = []
    for direction in now.roadmap.directions:
        activities = tuple(moved(activity, since) for activity in direction.activities if activity.retired_on is None)
        directions.append(direction.model_copy(update={"activities": activities}))
    order = state.next_note.strip()
    following = Roadmap(title=title, since=since, order=order, directions=tuple(directions))
    save_editions(stored.store(Action.KEEP_ROADMAP), next_edition([now], following), by, order)
    actions.report_success(f"Начата редакция № {now.number + 1} с {date_text(since)}.")
