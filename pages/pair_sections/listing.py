"""The table of pairs: which ask for a hand and why, narrowed and searched, rows to be chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from charts.pair_lines import pair_lines
from charts.theme import CONFIG
from data.parsing import WORKS, name_key, status_of
from data.russian import PAIRS, counted, date_text
from data.store.contacts import PairKey, last_contacts
from data.vocabulary import FORMS
from metrics.pairs.attention import AttentionCause
from metrics.pairs.pair_rows import PairPhase, PairRow
from metrics.sensitive import special_numbers, special_titles
from pages.components.tables import choose_rows
from pages.state import pairs, session, stored
from pages.state.pairs import PairState, pair_state

ALL = "все"
PHASES = {
    PairPhase.IN_FORCE: "в силе",
    PairPhase.AHEAD: "ещё не начались",
    PairPhase.OVER: "завершены",
    PairPhase.CALLED_OFF: "отменены",
}
FIRST, LAST = "С", "По"
MOST_DRAWN = 60  # pairs on the line of time: three screens of a laptop


def listing(rows: Sequence[PairRow], on: dt.date) -> list[PairRow]:
    """Shows the pairs that are asked for; returns those that are chosen."""
    causes = pairs.causes(on)
    cause = _ask_cause(causes)
    shown = _narrowed(rows, causes[cause] if cause else None)
    if not shown:
        st.caption("Таких пар нет.")
        return []
    last = last_contacts(pairs.contacts(), on)
    texts = [_texts(row, causes, last) for row in shown]
    key = hash((session.cache_key(), on, tuple(row.row for row in shown)))  # a choice is of these rows alone
    days: dict[str, list[dt.date | None]] = {FIRST: [row.start for row in shown], LAST: [row.end for row in shown]}
    chosen = choose_rows(texts, f"pairs_table_{key}", days)
    if st.toggle("Показать на линии времени", key="pairs_in_time"):
        drawn = shown[:MOST_DRAWN]
        st.plotly_chart(
            pair_lines(drawn, on, session.theme()), config=CONFIG, theme=None, key="pair_lines", alt="Пары во времени"
        )
        if len(shown) > MOST_DRAWN:
            st.caption(f"Показаны первые {MOST_DRAWN} из {counted(len(shown), *PAIRS)}: сузьте отбор выше.")
    return [shown[place] for place in chosen]


def _ask_cause(causes: Mapping[AttentionCause, Collection[int]]) -> AttentionCause | None:
    """Asks which pairs that ask for a hand are to be shown."""
    st.header("Нужно внимание", anchor=False)
    found = [cause for cause, places in causes.items() if places]
    if pair_state.cause not in found:
        del pair_state.cause
    if not found:
        st.caption("Ни одна пара не требует внимания.")
        return None
    chosen: AttentionCause | None = st.pills(
        "Нужно внимание",
        found,
        format_func=lambda cause: pairs.words(cause, len(causes[cause])),
        key=pair_state.key(PairState.cause),
        bind="query-params",
        label_visibility="collapsed",
    )
    if not pairs.keeps_outcomes():
        st.caption("Результаты в списке пар не ведутся: где их нет, не видно.")
    return chosen


def _narrowed(rows: Sequence[PairRow], concerned: Collection[int] | None) -> list[PairRow]:
    """Asks for what is to be shown; a cause of attention stands above where the pairs stand."""
    st.header("Все пары", anchor=False)
    name, standing, form = st.columns([0.3, 0.4, 0.3])
    asked = name_key(name.text_input("Найти по имени", key=pair_state.key(PairState.name), max_chars=100))
    options = [ALL, *(phase for phase in PHASES if any(row.phase is phase for row in rows))]
    wanted = standing.segmented_control(
        "Состояние",
        options,
        default=PairPhase.IN_FORCE if PairPhase.IN_FORCE in options else ALL,
        required=True,
        format_func=lambda phase: PHASES.get(phase, ALL),
        key=pair_state.key(PairState.standing),
        bind="query-params",
        disabled=concerned is not None,
    )
    forms = form.multiselect(
        "Форма",
        [form for form in FORMS if any(row.form == form for row in rows)],
        format_func=FORMS.__getitem__,
        key=pair_state.key(PairState.form),
        bind="query-params",
        placeholder="Все формы",
        select_all=False,
    )
    declared = stored.declarations()
    st.toggle(
        "Доли с закрытыми сведениями тоже",
        key=pair_state.key(PairState.special),
        help=f"{special_titles(declared)}. Без этого в таблице не видно, о ком они.",
    )
    shown = [
        row
        for row in rows
        if (row.row in concerned if concerned is not None else wanted in (ALL, row.phase))
        and (not forms or row.form in forms)
        and any(asked in name_key(side.title) for side in (row.mentor, row.mentee))
    ]
    st.caption(f"Показано: {counted(len(shown), *PAIRS)} из {len(rows)}.")
    return sorted(shown, key=lambda row: (-row.start.toordinal(), row.mentor.name, row.mentee.name))


def _texts(
    row: PairRow, causes: Mapping[AttentionCause, Collection[int]], last: Mapping[PairKey, dt.date]
) -> dict[str, str]:
    hidden = set() if pair_state.special else special_numbers(stored.declarations())
    is_plain = row.phase is PairPhase.IN_FORCE and status_of(row.status) == WORKS
    adds_status = bool(row.status) and not is_plain and row.status.casefold() != row.phase.value
    return {
        "Наставник": row.mentor.title,
        "Наставляемый": row.mentee.title,
        "Форма, формат": row.form_and_mode,
        FIRST: date_text(row.start),
        LAST: date_text(row.end) if row.end else "",
        "Статус": f"{row.phase.value}: {row.status}" if adds_status else row.phase.value,
        "Результат": row.outcome,
        **({"Встреча": date_text(day) if (day := last.get(pairs.key_of(row))) else ""} if last else {}),
        "Доли": ", ".join(f"№ {number}" for number in row.counted if number not in hidden),
        "Внимание": "; ".join(cause.value for cause, places in causes.items() if row.row in places),
    }
