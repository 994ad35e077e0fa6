"""A walk through the XML of a package, entities refused."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from data.spreadsheets.limits import RefusalCause, Refused
from data.spreadsheets.transport import Value

Mark = tuple[int, int, int, int, Value]  # 0-based row and column, rows and columns it is repeated for, what it shows


def parse(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    separator: str | None = None,
) -> None:
    """Walks through one XML part.

    A part that is not well-formed makes the file a damaged one. With a `separator` names come with their namespace
    before it, else with the prefix that they are written with.
    """
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse_entity  # UTF-16 hides them from the search in `zip_container`
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):  # the last for an encoding that nobody knows
        raise Refused(RefusalCause.DAMAGED) from None


def local(name: str) -> str:
    """Returns a name without its prefix."""
    return name.rpartition(":")[2]


def _refuse_entity(*_: object) -> None:
    raise Refused(RefusalCause.ENTITIES)
