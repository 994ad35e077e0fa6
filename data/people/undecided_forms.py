"""Forms cut to letters that may be of pupils or of teachers («У-У»): the lists that know both sides tell which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from data.parsing.forms import UNDECIDED
from data.people.side_matching import SideMatch
from data.tables.table import CellFault, TypedTable
from data.vocabulary import FORMS, ROLE_OF_TABLE, SIDES

Undecided = Mapping[int, CellFault]  # by row


def without_undecided(pairs: TypedTable) -> tuple[TypedTable, Undecided]:
    """Returns the pairs with such forms as if they were not told, and which they are."""
    undecided = {fault.row: fault for fault in pairs.faults if fault.fault == UNDECIDED}
    return replace(pairs, faults=[fault for fault in pairs.faults if fault.fault != UNDECIDED]), undecided


def with_forms_of_people(
    pairs: TypedTable, undecided: Undecided, matches: Mapping[str, Sequence[SideMatch]]
) -> TypedTable:
    """Returns the pairs with the forms that both sides make; the others are faults again."""
    if not undecided:
        return pairs
    forms, faults = pairs.cells("form"), list(pairs.faults)
    for row, fault in undecided.items():
        people = [matches[side][row].person for side in SIDES if matches[side][row].state == "found"]
        form = "_".join(ROLE_OF_TABLE[person.table] for person in people if person)
        if form in FORMS:
            forms[row] = form
        else:
            faults.append(fault)
    return replace(pairs.with_columns({"form": np.array(forms, dtype=object)}, {}), faults=faults)
