"""The quarterly monitoring on «Отчёты»: whom it is for, its figures, conclusions, file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from data.hashing import sha256
from data.russian import date_text, quarter_text, to_quarter
from data.store.conclusions import Conclusions
from metrics.disclosure.facts import SMALLEST_SHOWN
from pages.components.links import page_link
from pages.components.parts import report_button
from pages.components.plain_text import plain
from pages.report_sections.conclusions import forget, keep, known_conclusions
from pages.report_sections.figures import hidden_values, shares_table
from pages.report_sections.word_template import template_is_usable, word_template
from pages.roadmap_sections.proposed_marks import quarter_fixed
from pages.state import figures, session
from pages.state.forms import ConclusionsForm
from pages.state.state import SessionState, state
from reports.monitoring.conclusions import proposed
from reports.monitoring.document import TEMPLATE
from reports.monitoring.document import monitoring as document
from reports.monitoring.paper import Paper, Reader, shares_of
from reports.monitoring.school_template import NAME
from reports.municipal.text_guard import people_named
from reports.registry import MONITORINGS
from reports.request import ReportRequest
from reports.school_templates import school_template

HEIGHT = 260  # px of the field of the conclusions
NOTES = {
    Reader.SCHOOL: "Всё, по классам. Только для директора и ответственных за программу.",
    Reader.FOUNDER: "Доли целиком, как их ждёт орган управления; без имён, без ОВЗ и учётов по классам.",
    Reader.PUBLIC: "Малые группы скрыты: можно показать каждому.",
}


def monitoring(request: ReportRequest) -> None:
    """Shows the figures of the monitoring, and offers it for each of its readers."""
    st.header(f"Ежеквартальный мониторинг: {quarter_text(request.on)}", anchor=False)
    reader = st.segmented_control(
        "Для кого",
        list(Reader),
        default=Reader.SCHOOL,
        required=True,
        format_func=lambda reader: reader.title,
        key="reader",
    )
    st.caption(NOTES[reader])
    public = figures.public_figures("quarterly", request) if reader is Reader.PUBLIC else None
    paper = request.paper(reader, public)
    shares = shares_of(paper)
    shares_table({"За квартал": shares.quarter, "С начала года": shares.year})
    if public:
        hidden_values(public.published)
    conclusions, is_clean, reason = _conclusions(request, paper, proposed(paper, shares))
    if school_template(request.store, NAME):
        st.caption("Отчёт делается по шаблону школы: выводы встанут там, где в нём вставка «conclusions».")
    if template_is_usable(request) and is_clean:
        made = replace(request, conclusions=conclusions)
        report_button("Скачать мониторинг в Word", MONITORINGS[reader], made, reason)
    st.caption(
        f"В отчёте ещё: изменение {to_quarter(paper.before.on)} (на {date_text(paper.before.on)}), выбывшие, кто "
        f"не охвачен, ход дорожной карты. Пометка на каждой странице: «{plain(reader.marking(request.declarations))}»."
    )
    if not request.declarations.settings.method_order:
        st.caption(
            "На последней странице будет сказано, что порядок расчёта приказом не утверждён. Приказ вписывают в "
            "«Настройках»."
        )
    if not quarter_fixed(request.on):
        page_link(
            "versions.py",
            label="Зафиксировать период, чтобы сданные цифры остались",
            icon=":material/lock:",
            query_params={state.key(SessionState.periods_first): "1"},
        )
    page_link("roadmap.py", label="Дорожная карта", icon=":material/checklist:")
    with st.expander("Свой шаблон Word", icon=":material/article:"):
        word_template(request, NAME, TEMPLATE.read_bytes(), "шаблон_мониторинга.docx", partial(_try, request))


def _try(request: ReportRequest, template: bytes) -> None:
    """Makes the monitoring by this template, for the school and for the demonstration. Raises `ListError`."""
    document(request.paper(Reader.SCHOOL), template)
    session.check_template(template)


def _conclusions(request: ReportRequest, paper: Paper, offered: str) -> tuple[str | None, bool, str]:
    """Asks for the conclusions.

    Returns them, or None while they are only proposed; whether they may go to the reader; and why the paper has to
    wait, empty where it need not.
    """
    kept = known_conclusions(request, paper.reader)
    form = ConclusionsForm(paper.reader.value, paper.on.isoformat(), paper.source.mark)
    st.markdown("**Выводы**")
    if paper.reader is Reader.PUBLIC:
        st.caption(f"Это прочитает каждый: без имён и без чисел меньше {SMALLEST_SHOWN}.")
    st.text_area(
        "Выводы",
        kept.text if kept else offered,
        height=HEIGHT,
        key=form.key(ConclusionsForm.text),
        on_change=_keep_typed,
        args=(request, paper.reader, form, offered),
        label_visibility="collapsed",
    )
    if kept is None:
        st.markdown(":orange-badge[Предложено] Программа составила их по цифрам. Исправьте или примите.")
        st.button(
            "Принять эти выводы",
            icon=":material/check:",
            on_click=keep,
            args=(request, paper.reader, Conclusions.of(offered, offered)),
        )
        return None, True, ""
    is_stored = not request.source.is_demonstration
    where = " Они хранятся вместе со списками, пока вы не вернёте предложенные." if is_stored else ""
    st.markdown(f":green-badge[Приняты] Выводы войдут в отчёт как ваши.{where}")
    reason = "" if kept.is_of(offered) else _ask_again(request, paper.reader, kept, offered)
    st.button("Вернуть предложенные", icon=":material/undo:", on_click=_take_back, args=(request, paper.reader, form))
    return kept.text, _is_clean(paper, kept.text), reason


def _ask_again(request: ReportRequest, reader: Reader, kept: Conclusions, offered: str) -> str:
    """Asks to accept conclusions anew that were accepted under other figures; returns why the paper has to wait."""
    st.warning(
        "Цифры изменились после того, как выводы приняли: отчёт может спорить сам с собой. По нынешним цифрам "
        "программа предложила бы:",
        icon=":material/warning:",
    )
    for line in offered.split("\n"):
        st.markdown(f"> {plain(line)}")
    st.button(
        "Сверено: оставить мои выводы",
        icon=":material/check:",
        on_click=keep,
        args=(request, reader, Conclusions.of(kept.text, offered)),
    )
    return (
        "Скачать можно, когда вы сверите выводы с новыми цифрами: оставьте свои, исправьте их или верните предложенные."
    )


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


def _keep_typed(request: ReportRequest, reader: Reader, form: ConclusionsForm, offered: str) -> None:
    keep(request, reader, Conclusions.of(form.text, offered))


def _take_back(request: ReportRequest, reader: Reader, form: ConclusionsForm) -> None:
    forget(request, reader)
    del form.text
