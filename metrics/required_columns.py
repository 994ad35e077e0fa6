"""What the declared indicators need of the lists.

`data.loading.check` reports where it is lacking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from data.contracts import fields
from data.required_columns import RequiredColumns
from metrics.indicators import Declarations, Indicator


def required_columns_of(declarations: Declarations) -> tuple[RequiredColumns, ...]:
    """Returns the columns that each indicator requires, in the order of the indicators.

    A missing column is not a no: docs/domain.md, «Who counts».
    """
    return tuple(columns for indicator in declarations.indicators for columns in _required_by(indicator, declarations))


def _required_by(indicator: Indicator, declarations: Declarations) -> Iterator[RequiredColumns]:
    """Yields its list, the columns of its groups, a birth for an age, and the pairs."""
    number, people = indicator.number, declarations.people(indicator)
    yield RequiredColumns(number, people)
    for group in declarations.groups_of(indicator):
        yield _of_group(number, group, declarations)
    if any(band.ages for band in declarations.bands_of(indicator)):
        yield RequiredColumns(number, people, (("birth",),), _column_words(people, "birth"))
    yield RequiredColumns(number, "pairs")


def _of_group(number: int, key: str, declarations: Declarations) -> RequiredColumns:
    group = declarations.groups[key]
    words = group.lacking or _column_words(group.people, group.column)
    match group.rule:
        case "column":
            return RequiredColumns(number, group.people, ((group.column,),), words)
        case "registers":
            registers = (group.column, *declarations.settings.counted_registers)
            return RequiredColumns(number, group.people, tuple((register,) for register in registers), words)
        case "young_specialists":
            computed = "молодые специалисты определены расчётом – по стажу и возрасту"
            return RequiredColumns(number, group.people, ((group.column,), ("experience", "birth")), words, computed)
        case _:
            assert_never(group.rule)


def _column_words(table: str, key: str) -> str:
    return f"столбца «{fields(table)[key].title}»"
