"""«Люди»: who counts in the share, and who could and does not."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.russian import PEOPLE, counted, date_text
from metrics.breakdown import class_order
from metrics.explain import Explanation
from metrics.results import Result
from pages.components.downloads import download
from pages.components.parts import marks
from pages.components.tables import table
from pages.state.state import state
from reports.people.plain_list import people_workbook
from reports.source import PERSONAL, XLSX


def people(result: Result, explanations: Sequence[Explanation]) -> None:
    """Shows who counts and by which pair, and who could and does not."""
    counting = [person for person in explanations if person.counts]
    missing = [person for person in explanations if person.could_count and not person.counts]
    st.header("Люди", anchor=False)
    counting_tab, missing_tab = st.tabs([f"Учтены: {len(counting)}", f"Ещё не охвачены: {len(missing)}"])
    with counting_tab:
        rows = [[person.name, person.class_name or "", "; ".join(person.pairs)] for person in _sorted(counting)]
        _list(result, "Учтены в показателе", "Пара", rows, "учтены")
    with missing_tab:
        rows = [[person.name, person.class_name or "", person.reason] for person in _sorted(missing)]
        _list(result, "Ещё не охвачены", "Почему не учтён", rows, "не_охвачены")


def _list(result: Result, title: str, last: str, rows: list[list[str]], kind: str) -> None:
    """Shows a list of people and offers it as a workbook.

    `last` is the title of its last column.
    """
    if not rows:
        st.caption("Никого.")
        return
    headers = ["ФИО", "Класс", last]
    if all(not row[1] for row in rows):
        headers, rows = [headers[0], headers[2]], [[row[0], row[2]] for row in rows]
    table([dict(zip(headers, row, strict=True)) for row in rows])
    request = state.request
    head = [*marks(), f"{result.indicator.short}, на {date_text(request.period.on)}, {request.period_words}"]
    if words := request.filter_words:
        head.append("Отбор: " + "; ".join(words))
    download(
        "people",
        f"Скачать список в Excel ({counted(len(rows), *PEOPLE)})",
        lambda: people_workbook(title, head, headers, rows),
        file_name=f"показатель_{result.indicator.number}_{kind}_{request.period.on:%Y-%m-%d}.xlsx",
        mime=XLSX,
        key=f"download_{kind}",
        help=PERSONAL,
    )


def _sorted(explanations: Sequence[Explanation]) -> list[Explanation]:
    return sorted(explanations, key=lambda person: (class_order(person.class_name or ""), person.name))
