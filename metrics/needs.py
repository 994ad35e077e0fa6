"""What the declared indicators need of the lists.

`data.loading.check` reports where it is lacking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from data.contracts import fields
from data.needs import Need
from metrics.indicators import Declarations, Indicator


def needs_of(declarations: Declarations) -> tuple[Need, ...]:
    """Returns the needs of all indicators, in their order.

    A missing column is not a no: docs/domain.md, «Who counts».
    """
    return tuple(need for indicator in declarations.indicators for need in _needs(indicator, declarations))


def _needs(indicator: Indicator, declarations: Declarations) -> Iterator[Need]:
    """Yields its list, the columns of its groups, a birth for an age, and the pairs."""
    number, people = indicator.number, declarations.people(indicator)
    yield Need(number, people)
    for group in declarations.groups_of(indicator):
        yield _of_group(number, group, declarations)
    if any(band.ages for band in declarations.bands_of(indicator)):
        yield Need(number, people, (("birth",),), _column_words(people, "birth"))
    yield Need(number, "pairs")


def _of_group(number: int, key: str, declarations: Declarations) -> Need:
    group = declarations.groups[key]
    words = group.lacking or _column_words(group.people, group.column)
    match group.rule:
        case "column":
            return Need(number, group.people, ((group.column,),), words)
        case "registers":
            registers = (group.column, *declarations.settings.counted_registers)
            return Need(number, group.people, tuple((register,) for register in registers), words)
        case "young_specialists":
            computed = "молодые специалисты определены расчётом – по стажу и возрасту"
            return Need(number, group.people, ((group.column,), ("experience", "birth")), words, computed)
        case _:
            assert_never(group.rule)


def _column_words(table: str, key: str) -> str:
    return f"столбца «{fields(table)[key].title}»"
