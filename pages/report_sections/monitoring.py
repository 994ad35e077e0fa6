"""The quarterly monitoring on «Отчёты»: whom it is for, its figures, conclusions, file."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.hashing import sha256
from data.russian import date_text, quarter_text
from metrics.disclosure.facts import SMALLEST_SHOWN
from pages.components.parts import report_button
from pages.components.plain_text import plain
from pages.report_sections.figures import hidden_values, shares_table
from pages.report_sections.word_template import template_is_usable, word_template
from pages.roadmap_sections.known import quarter_fixed
from pages.state import figures
from pages.state.state import ConclusionsForm, KeptConclusions, state
from reports.monitoring.conclusions import proposed
from reports.monitoring.paper import Paper, Reader, shares_of
from reports.monitoring.school_template import own_template
from reports.municipal.text_guard import people_named
from reports.registry import MONITORINGS, Order

HEIGHT = 260  # px of the field of the conclusions
NOTES = {
    Reader.SCHOOL: "Всё, по классам. Только для директора и ответственных за программу.",
    Reader.FOUNDER: "Доли целиком, как их ждёт орган управления; без имён, без ОВЗ и учётов по классам.",
    Reader.PUBLIC: "Малые группы скрыты: можно показать каждому.",
}


def monitoring(order: Order) -> None:
    """Shows the figures of the monitoring, and offers it for each of its readers."""
    st.subheader(f"Ежеквартальный мониторинг: {quarter_text(order.on)}", anchor=False)
    reader = st.segmented_control(
        "Для кого", list(Reader), default=Reader.SCHOOL, required=True, format_func=lambda reader: reader.title,
        key="reader",
    )  # fmt: skip
    st.caption(NOTES[reader])
    public = figures.public_figures("quarterly", order) if reader is Reader.PUBLIC else None
    paper = order.paper(reader, public)
    shares = shares_of(paper)
    shares_table({"За квартал": shares.quarter, "С начала года": shares.year})
    if public:
        hidden_values(public.published)
    conclusions, is_clean = _conclusions(paper, proposed(paper, shares))
    if own_template(order.store):
        st.caption("Отчёт делается по шаблону школы: выводы встанут там, где в нём вставка «conclusions».")
    if template_is_usable(order) and is_clean:
        made = replace(order, conclusions=conclusions)
        report_button("Скачать мониторинг в Word", MONITORINGS[reader], made)
    st.caption(
        f"В отчёте ещё: изменение к {quarter_text(paper.before.on)} (на {date_text(paper.before.on)}), выбывшие, кто "
        f"не охвачен, ход дорожной карты. Пометка на каждой странице: «{plain(reader.marking(order.declarations))}»."
    )
    if not quarter_fixed(order.on):
        st.page_link("versions.py", label="Зафиксировать период, чтобы сданные цифры остались", icon=":material/lock:")
    st.page_link("roadmap.py", label="Дорожная карта", icon=":material/checklist:")
    word_template(order)


def _conclusions(paper: Paper, offered: str) -> tuple[str | None, bool]:
    """Asks for the conclusions.

    Returns them, or None while they are only proposed; and whether they may go to the reader.
    """
    key = f"{paper.reader} {paper.source.made_from} {paper.on.isoformat()}"
    kept = state.conclusions.get(key)
    form = ConclusionsForm(paper.reader.value, paper.on.isoformat(), paper.source.mark)
    st.markdown("**Выводы**")
    if paper.reader is Reader.PUBLIC:
        st.caption(f"Это прочитает каждый: без имён и без чисел меньше {SMALLEST_SHOWN}.")
    st.text_area(
        "Выводы", kept.text if kept else offered, height=HEIGHT, key=form.key(ConclusionsForm.text),
        on_change=_keep, args=(key, form, offered), label_visibility="collapsed",
    )  # fmt: skip
    if kept is None:
        st.caption(":orange-badge[Предложено] Программа составила их по цифрам. Исправьте или примите.")
        st.button("Принять эти выводы", icon=":material/check:", on_click=_accept, args=(key, offered))
        return None, True
    st.caption(":green-badge[Приняты] Выводы войдут в отчёт как ваши.")
    if kept.offered != offered:
        st.warning("Цифры с тех пор изменились: сверьте выводы.", icon=":material/warning:")
    st.button("Вернуть предложенные", icon=":material/undo:", on_click=_forget, args=(key, form))
    return kept.text, _is_clean(paper, kept.text)


def _is_clean(paper: Paper, text: str) -> bool:
    """Returns whether a text for others names nobody of the lists, or a person says that it does not."""
    if paper.reader is Reader.SCHOOL:
        return True
    named = people_named(text, _names(paper))
    if not named:
        return True
    st.warning(
        plain(f"Похоже, в выводах назван человек из списков ({', '.join(named)}), а этот отчёт – без имён."),
        icon=":material/privacy_tip:",
    )
    return st.checkbox("Имён людей из списков в выводах нет", key=f"no_names_{sha256(text)[:16]}")  # of this text alone


def _names(paper: Paper) -> list[str]:
    roster = paper.source.roster
    return [name for frame in (roster.students, roster.teachers) if frame is not None for name in frame["name"]]


def _keep(key: str, form: ConclusionsForm, offered: str) -> None:
    state.conclusions = {**state.conclusions, key: KeptConclusions(form.text, offered)}


def _accept(key: str, offered: str) -> None:
    state.conclusions = {**state.conclusions, key: KeptConclusions(offered, offered)}


def _forget(key: str, form: ConclusionsForm) -> None:
    state.conclusions = {other: kept for other, kept in state.conclusions.items() if other != key}
    del form.text
