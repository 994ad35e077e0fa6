"""Step 2: which shares will have no data, for want of what and where; a column that may be it is one press away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.checking.messages import text_of
from data.contracts import fields
from data.findings import Finding
from data.hashing import sha256
from data.loading import Lists
from data.parsing import clean
from data.recognition.block import Block, Choice
from data.russian import numbered
from data.spreadsheets.addresses import place_at
from data.spreadsheets.sheet import Sheet
from pages.components.plain_text import plain
from pages.state.draft import correct, headed_alike
from pages.state.upload import Draft

MOST_EXAMPLES = 6  # texts of a column by which a person sees what it holds


def lost(lists: Lists) -> list[Finding]:
    """Returns what each share without data lacks."""
    return [finding for finding in lists.findings if finding.code == "no_data_for_indicator"]


def asked_columns(current: Draft, lists: Lists) -> list[Finding]:
    """Returns the columns, each once, that may be what is lacking and that nobody has looked at."""
    by_place = {_key(finding): finding for finding in lost(lists) if finding.proposal}
    return [finding for key, finding in by_place.items() if key not in current.seen]


def lost_shares(current: Draft, lists: Lists) -> None:
    """Shows a line for each share without data, and a question for each column that may give it some."""
    if not (findings := lost(lists)):
        return
    numbers: dict[str, list[int]] = {}
    for finding in findings:
        numbers.setdefault(text_of(finding), []).append(int(finding.value or 0))
    lines = [f"- {numbered('Показатель', 'Показатели', of)}: {plain(text)}" for text, of in numbers.items()]
    st.warning("\n".join(["Без данных останутся:", *lines]), icon=":material/query_stats:")
    for finding in asked_columns(current, lists):
        _ask(current, lists, finding)


def _ask(current: Draft, lists: Lists, finding: Finding) -> None:
    sheet = next(sheet for sheet in current.sheets if (sheet.file, sheet.name) == (finding.file, finding.sheet))
    row, column = place_at(finding.cell or "")
    blocks = [block for block in lists.blocks if (block.file, block.sheet) == (sheet.file, sheet.name)]
    title = fields(finding.table or "")[finding.field or ""].title
    with st.container(border=True):
        where = f"лист «{finding.sheet}»" if finding.sheet else f"файл «{finding.file}»"
        st.markdown(f"Столбец {(finding.cell or '')[: -len(str(row + 1))]} «{plain(finding.proposal)}», {plain(where)}")
        if examples := _examples(blocks, column):
            st.caption(plain(f"В нём стоит: {examples}."))
        with st.container(horizontal=True):
            if _can_be_taken(current, blocks, row + 1):
                label = "Брать слова об ОВЗ и учёте" if finding.field == "categories" else f"Читать как «{title}»"
                st.button(
                    label,
                    key=f"take_{_key(finding)}",
                    type="primary",
                    on_click=_take,
                    args=(current, sheet, Choice(finding.table, row + 1, {column: finding.field})),
                )
            elif not current.contents:
                st.caption("Чтобы прочитать этот столбец, перетащите файл в поле вверху ещё раз.")
            st.button("Не использовать", key=f"leave_{_key(finding)}", on_click=current.seen.add, args=(_key(finding),))


def _examples(blocks: Sequence[Block], column: int) -> str:
    """Returns the commonest texts of a column."""
    texts = Counter(
        text for block in blocks for row in block.rows if column < len(row) and (text := clean(row[column]))
    )
    named = [f"«{text[:40]}» ({count})" for text, count in texts.most_common(MOST_EXAMPLES)]
    return ", ".join([*named, *(["…"] if len(texts) > MOST_EXAMPLES else [])])


def _can_be_taken(current: Draft, blocks: Sequence[Block], row: int) -> bool:
    """Returns whether one press does it: the cells are there, and no other list of the sheet is lost."""
    first = min((block.header_row for block in blocks), default=row)
    return bool(current.contents) and first == row and all(block.across is None for block in blocks)


def _take(current: Draft, sheet: Sheet, choice: Choice) -> None:
    """Takes the column for the field on every sheet of this header, beside what was said of these sheets before."""
    for alike in headed_alike(current, sheet, choice):
        before = current.choices.get((alike.file, alike.name))
        columns = {**(before.columns if before else {}), **choice.columns}
        correct(current, [alike], Choice(choice.table, choice.header_row, columns))


def _key(finding: Finding) -> str:
    return sha256("lost_share", *map(str, (finding.file, finding.sheet, finding.cell)))
