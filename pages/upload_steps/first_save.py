"""What is asked once, at the first save: whose lists these are, who signs, since when, by which roadmap."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.rights import Action
from data.findings import ListError
from data.parsing import clean
from data.periods import school_year_to_date
from data.roadmap.model import SEED_SCHOOL, awaited, is_of_seed, sample, seed
from data.roadmap.records import begin
from data.store.settings import save_settings
from metrics.settings import as_content
from pages.components.date_fields import date_field
from pages.state import stored
from pages.state.forms import FirstSave

ROADMAPS = {
    "sample": "По образцу: мероприятия общие, ответственные не назначены",
    "seed": f"Принятая в {SEED_SCHOOL}, с её ответственными",
    "own": "Своя, из Word или Excel: загружу после сохранения",
}
UNNAMED = "Впишите название школы: оно встанет на страницах и в отчётах."

form = FirstSave()


def is_first_save() -> bool:
    """Returns whether the school has not named itself yet."""
    return not stored.declarations().settings.school


def is_complete() -> bool:
    """Returns whether nothing that the first save needs is lacking."""
    return not is_first_save() or bool(clean(form.school))


def first_save_form() -> None:
    """Asks whose lists these are; nothing where the school is known."""
    if not is_first_save():
        return
    now = stored.declarations().settings
    with st.container(border=True):
        st.markdown("**О школе – спрашивается один раз**")
        st.text_input(
            "Название школы, как в отчётах (обязательно)",
            key=form.key(FirstSave.school),
            max_chars=200,
            persist_state="session",
            placeholder="например: МБОУ «Гимназия № 1»",
        )
        signatories = (
            ("Директор: подпись в отчётах", now.director, FirstSave.director),
            ("Ответственный за программу", now.responsible, FirstSave.responsible),
        )
        for place, (title, name, field) in zip(st.columns(2), signatories, strict=True):
            place.text_input(
                title,
                name,
                key=form.key(field),
                max_chars=200,
                persist_state="session",
                placeholder="Фамилия И. О.",
            )
        left, right = st.columns(2)
        with left:
            date_field(
                "Вести учёт мероприятий с",
                _school_year(),
                form.key(FirstSave.records_from),
                persist_state="session",
                help="Сроки, которые вышли раньше этого дня, не оцениваются, в мониторинге за прошлые периоды тоже.",
            )
        right.selectbox(
            "Дорожная карта",
            [choice for choice in ROADMAPS if choice != "seed" or _may_take_seed(clean(form.school))],
            format_func=ROADMAPS.__getitem__,
            key=form.key(FirstSave.roadmap),
            filter_mode=None,
            persist_state="session",
            help="Мероприятия, сроки и ответственных можно изменить потом на странице «Дорожная карта».",
        )
        st.caption("Всё это можно изменить потом на странице «Настройки».")


def save_first(by: str) -> None:
    """Saves what was asked. Raises `ListError` where the school was not named."""
    if not is_first_save():
        return
    school = clean(form.school)
    if not school:
        raise ListError(UNNAMED)
    content = as_content(stored.declarations().settings) | {
        "school": school,
        "director": clean(form.director),
        "responsible": clean(form.responsible),
        "records_from": (form.records_from or _school_year()).isoformat(),
    }
    save_settings(stored.store(Action.SAVE_LISTS), content, by)
    since = form.records_from or _school_year()
    if form.roadmap == "seed" and _may_take_seed(school):
        begin(stored.store(Action.SAVE_LISTS), seed(), by, ROADMAPS["seed"])
    elif form.roadmap == "own":
        begin(stored.store(Action.SAVE_LISTS), awaited(since), by, ROADMAPS["own"])
    else:
        begin(stored.store(Action.SAVE_LISTS), sample(school, since), by, ROADMAPS["sample"])


def _may_take_seed(school: str) -> bool:
    """Returns whether it is named as the school that adopted the seed, with whose people nobody else begins."""
    return bool(school) and is_of_seed(school)


def _school_year() -> dt.date:
    return school_year_to_date(dt.date.today()).since
