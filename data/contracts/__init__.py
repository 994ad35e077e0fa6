"""The contracts of the three lists: every field with its title, header aliases, kind and rules, said once.

Recognition of headers, the reading of cells, the blank template, the texts of findings and the method page all
read a field here: `title` is its Russian name, `description` the hint for the person who fills it in,
`metadata["aliases"]` other headers seen in schools (docs/domain.md, «What real rosters look like»),
`metadata["kind"]` how its cells are understood (`data/parsing/`), `metadata["special"]` whether it tells of health
or registers.

The rules are Pandera checks over typed values and the marks that `data/people/` has set beside them. The error text of
a check is the code of the finding, with `:field` where the check looks at the whole row. A rule itself says what it
makes of an absent value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.pandas as pa

from data.contracts.pairs import Pairs
from data.contracts.students import Students
from data.contracts.teachers import Teachers

TABLES = {"students": "Обучающиеся", "teachers": "Педагоги", "pairs": "Пары"}

MODELS: dict[str, type[pa.DataFrameModel]] = {"students": Students, "teachers": Teachers, "pairs": Pairs}


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the rest of the program sees it."""

    table: str
    key: str
    title: str
    hint: str
    kind: str
    aliases: tuple[str, ...]
    required: bool
    special: bool
    judged: bool
    signs: str
    words: str


@cache
def fields(table: str) -> dict[str, Field]:
    """Returns the fields of a table that a list may carry, in the order of the contract."""
    columns = MODELS[table].to_schema().columns
    return {
        key: Field(
            table, key, column.title, column.description or "", column.metadata["kind"],
            column.metadata["aliases"], column.metadata["required"], column.metadata["special"],
            column.metadata["judged"], column.metadata["signs"], column.metadata["words"],
        )
        for key, column in columns.items()
        if column.metadata
    }  # fmt: skip


@cache
def schema(table: str) -> Any:
    """Returns the Pandera schema, built once (a model builds one for each thread otherwise)."""
    return MODELS[table].to_schema()
