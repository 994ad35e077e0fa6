"""«Документы пар» on «Отчёты»: order, plans, consents and diaries of chosen pairs, in one press."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from data.people.name_cases import with_initials
from data.russian import PAIRS, counted, date_text, grouped, listed, plural
from metrics.pairs.pair_rows import PairPhase, PairRow
from pages.components.parts import report_button
from pages.components.plain_text import plain
from pages.report_sections.word_template import word_template
from pages.state import session
from pages.state.forms import PapersForm
from reports.pair_papers.listed_pairs import latest, pairs_to_sign, title_of
from reports.pair_papers.papers import PAPERS, Paper, filled_paper, names_in_brackets
from reports.request import ReportRequest
from reports.school_templates import school_template
from reports.source import PERSONAL, Source


def pair_papers(request: ReportRequest) -> None:
    """Asks for the pairs of the day, offers their papers, and takes templates of the school."""
    st.header(f"Документы пар, которые действуют на {date_text(request.on)} или начнутся позже", anchor=False)
    pairs = pairs_to_sign(request.source.roster, request.on, request.declarations)
    if not pairs:
        st.info(
            "На этот день ни одна пара не действует и не начнётся позже. Выберите выше другой день или добавьте пары."
        )
        return
    by_row = {pair.row: pair for pair in pairs}
    form = PapersForm(request.source.made_from, request.on)
    chosen = st.multiselect(
        "Пары",
        list(by_row),
        default=[pair.row for pair in latest(pairs)],
        format_func=lambda row: title_of(by_row[row]),
        placeholder="Отметьте пары",
        key=form.key(PapersForm.pairs),
        help="Сначала отмечены те, что начались последними. Найти пару можно по любой части имени.",
    )
    _left_out([pair for pair in pairs if pair.row not in chosen], form, list(by_row))
    names = ", ".join(paper.name for paper in PAPERS)
    st.caption(f"Один архив с документами Word: {names}. {PERSONAL}.")
    if chosen:
        st.caption(f"Отмечено: {counted(len(chosen), *PAIRS)}.")
        has_own = any(school_template(request.store, paper.key) for paper in PAPERS)
        shown = [by_row[row] for row in chosen]
        bracketed = names_in_brackets(shown, request.declarations.settings, own_templates=has_own)
        if bracketed:
            names = "; ".join(map(with_initials, bracketed))
            st.warning(
                f"Просклоняйте сами – в документах эти имена стоят в скобках: {plain(names)}.", icon=":material/edit:"
            )
        report_button("Скачать документы пар (архив)", "pairs", replace(request, pairs=frozenset(chosen)))
    else:
        st.info("Отметьте хотя бы одну пару.")
    with st.expander("Свои шаблоны Word", icon=":material/article:"):
        _templates(request, [by_row[row] for row in chosen] or pairs[:1])


def _left_out(pairs: list[PairRow], form: PapersForm, everything: list[int]) -> None:
    """Names the pairs in force that are not chosen, and takes all pairs in at one press."""
    in_force = [pair for pair in pairs if pair.phase is PairPhase.IN_FORCE]
    if not in_force:
        return
    verb = "Не вошла" if plural(len(in_force), *PAIRS) == PAIRS[0] else "Не вошли"
    acting = plural(len(in_force), "действующая", "действующие", "действующих")
    names = listed([title_of(pair) for pair in in_force])
    words, button = st.columns([0.72, 0.28], vertical_alignment="center")
    words.warning(
        plain(
            f"{verb} {grouped(len(in_force))} {acting} {plural(len(in_force), *PAIRS)}: {names}. Если их закрепил "
            "прежний приказ, оставьте как есть."
        ),
        icon=":material/group_remove:",
    )
    button.button("Отметить все пары", icon=":material/done_all:", on_click=_take, args=(form, everything))


def _take(form: PapersForm, rows: list[int]) -> None:
    form.pairs = rows


def _templates(request: ReportRequest, pairs: list[PairRow]) -> None:
    paper = st.selectbox("Документ", PAPERS, format_func=lambda paper: paper.name, filter_mode=None)
    own = school_template(request.store, paper.key)
    st.caption("Школа пользуется своим шаблоном." if own else "Школа пользуется шаблоном программы.")
    check = partial(_try, paper, request, pairs)
    word_template(request, paper.key, paper.template, f"шаблон_{paper.name.lower().replace(' ', '_')}.docx", check)


def _try(paper: Paper, request: ReportRequest, pairs: list[PairRow], template: bytes) -> None:
    """Fills the template in for these pairs and for those of the demonstration. Raises `ListError`."""
    filled_paper(paper, template, request.source, pairs, request.declarations)
    roster = session.demonstration().roster
    example = Source(roster, "демонстрационные данные", is_demonstration=True)
    filled_paper(
        paper, template, example, pairs_to_sign(roster, roster.as_of, request.declarations), request.declarations
    )
