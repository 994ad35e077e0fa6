"""«Журнал действий»: who did, opened and took away what and when, and whether anybody has changed the record of it."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter

import streamlit as st

from access.journal import Entry, Event
from pages.components.downloads import download
from pages.components.plain_text import plain, when
from pages.components.tables import table
from pages.journal_sections.words import about_words
from pages.state import records
from reports.people.plain_list import people_workbook
from reports.source import XLSX

HEADERS = ["№", "Когда", "Кто", "Роль", "Что", "О чём"]
SHOWN = ["№", "Когда", "Кто", "Что"]
MOST_SHOWN = 500  # the last ones; the file holds all


def main() -> None:
    st.title("Журнал действий", anchor=False)
    entries, faults, last = records.actions()
    if not entries:
        st.caption("Журнал ведётся с тех пор, как включены учётные записи. Пока в нём ничего нет.")
        return
    if faults:
        st.error(plain("Журнал меняли в обход программы. " + " ".join(faults[:5])), icon=":material/gpp_bad:")
    else:
        st.success("Контрольные суммы сходятся: записи не меняли и не удаляли.", icon=":material/verified_user:")
    chosen = _narrowed(entries)
    table([_shown(entry) for entry in chosen[:MOST_SHOWN]])
    if len(chosen) > MOST_SHOWN:
        st.caption(f"Показаны последние {MOST_SHOWN} записей из {len(chosen)}. В файле – все.")
    head = [f"Журнал действий на {when(dt.datetime.now(dt.UTC).replace(tzinfo=None))}", f"Контрольная сумма: {last}"]
    download(
        "journal",
        "Скачать журнал в Excel",
        lambda: people_workbook("Журнал действий", head, HEADERS, [_row(entry) for entry in entries]),
        file_name="журнал_действий.xlsx",
        mime=XLSX,
        help="По контрольной сумме в файле видно, не переписан ли журнал целиком: сохраните файл отдельно.",
    )


def _narrowed(entries: list[Entry]) -> list[Entry]:
    """Asks for what is to be shown."""
    left, right = st.columns(2)
    who = left.multiselect(
        "Кто", sorted({entry.who for entry in entries}), key="journal_who", placeholder="Все", select_all=False
    )
    events = right.multiselect(
        "Что",
        [event for event in Event if any(entry.event is event for entry in entries)],
        format_func=attrgetter("title"),
        key="journal_what",
        placeholder="Всё",
        select_all=False,
    )
    return [entry for entry in entries if (not who or entry.who in who) and (not events or entry.event in events)]


def _row(entry: Entry) -> list[str]:
    """Returns an entry as the file has it."""
    return [str(entry.number), when(entry.at), entry.who, entry.role, entry.event.title, about_words(entry)]


def _shown(entry: Entry) -> dict[str, str]:
    """Returns an entry in four columns, which a phone shows whole."""
    number, at, who, role, what, about = _row(entry)
    values = (number, at, f"{who}, {role.lower()}" if role else who, f"{what}: {about}" if about else what)
    return dict(zip(SHOWN, values, strict=True))


main()
