"""Lists most of whose rows would stay out of a save: how many of how many, and what they have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.contracts import TABLES
from data.findings import CODES, Finding, Severity
from data.loading import Lists
from data.russian import ROWS, counted
from pages.components.plain_text import plain
from pages.state.upload import Draft
from pages.upload_steps.kinds import OF_COLUMNS
from pages.upload_steps.steps import Step, go_to

FEW_ROWS = 5  # that a save may lose and still be the next thing to do
OF_LISTS = frozenset({"missing_column", "undated_pairs"})  # of every row of a list at once


@dataclass(frozen=True, slots=True)
class LostRows:
    """A list of which `gone` rows of `whole` would stay out, `removed` of them by the person.

    `code` is what most of those with errors have in common, with its `rows`; pairs without one go with their people.
    """

    table: str
    gone: int
    whole: int
    removed: int
    code: str = ""
    rows: int = 0

    @property
    def words(self) -> str:
        """«Из списка «Пары» не войдут 190 строк из 210. Общая причина – «Непонятная дата»: 180.»."""
        lost = f"Из списка «{TABLES[self.table]}» не войдут {counted(self.gone, *ROWS)} из {self.whole}."
        by_person = f" Убрано вами – {self.removed}." if self.removed else ""
        if self.code:
            return f"{lost}{by_person} Общая причина – «{CODES[self.code].title}»: {self.rows}."
        is_with_people = self.gone > self.removed
        return f"{lost}{by_person}{' Пары уходят вместе с людьми, в чьих строках ошибки.' if is_with_people else ''}"


def lost_rows(lists: Lists) -> list[LostRows]:
    """Returns the lists that would lose most of their rows, and more than a few."""
    gone = {table: lists.left_out[table] + lists.removed_rows.get(table, 0) for table in TABLES}
    return [
        _of_table(lists, table, count) for table, count in gone.items() if count > max(FEW_ROWS, lists.counts[table])
    ]


def _of_table(lists: Lists, table: str, gone: int) -> LostRows:
    rows: dict[str, set[object]] = {}
    for finding in lists.findings:
        if finding.table == table and finding.severity is Severity.ERROR:
            rows.setdefault(finding.code, set()).update(_rows_of(finding, lists))
    code = max(rows, key=lambda code: len(rows[code]), default="")
    count = min(len(rows.get(code, ())), lists.left_out[table])
    lost = LostRows(table, gone, gone + lists.counts[table], lists.removed_rows.get(table, 0))
    is_common = count and (table != "pairs" or 2 * count >= lists.left_out[table])
    return replace(lost, code=code, rows=count) if is_common else lost


def _rows_of(finding: Finding, lists: Lists) -> Iterator[object]:
    """Yields the rows that an error takes out."""
    if finding.code not in OF_LISTS:
        yield finding.file, finding.sheet, finding.row
        return
    for block in lists.blocks:
        if (block.table, block.file, block.sheet) == (finding.table, finding.file, finding.sheet) and block.missing:
            yield from ((block.file, block.sheet, number, place) for place, number in enumerate(block.numbers))


def warn_of_lost_rows(current: Draft, lost: Sequence[LostRows], where: str) -> None:
    """Says what most rows fall out for, and leads to where it is mended."""
    for each in lost:
        st.warning(plain(each.words), icon=":material/playlist_remove:")
        if each.code and where != "findings":
            st.button("Исправить причину", key=f"mend_{where}_{each.table}", on_click=mend, args=(current, each))


def mend(current: Draft, lost: LostRows) -> None:
    """Shows where what the rows have in common is mended."""
    go_to(Step.RECOGNISED if lost.code in OF_COLUMNS else Step.FINDINGS)
    current.opened[lost.code] = True
