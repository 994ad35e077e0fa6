"""The field for the registers that count beside those that groups are declared by."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.contracts import fields
from data.russian import numbered
from data.vocabulary import REGISTER_TITLES
from pages.state import stored


def which_registers(question: str, chosen: Sequence[str]) -> list[str]:
    """Returns the chosen registers.

    In the question `{own}` are the groups' own, `{indicators}` the figures.
    """
    declarations = stored.declarations()
    groups = {key: group for key, group in declarations.groups.items() if group.rule == "registers"}
    declared = {group.column: fields(group.people)[group.column].title for group in groups.values()}
    numbers = sorted({number for key in groups for number in declarations.numbers_of(key)})
    registers: list[str] = st.multiselect(
        question.format(own=", ".join(declared.values()), indicators=numbered("показателя", "показателей", numbers)),
        [key for key in REGISTER_TITLES if key not in declared],
        list(chosen),
        format_func=REGISTER_TITLES.__getitem__,
        placeholder=f"никого: только {', '.join(group.title for group in groups.values())}",
        select_all=False,
    )
    return registers
