"""Places of findings in lists that were made of cards: where the cells stand on the person's own sheets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from data.findings import Finding
from data.recognition.block import SheetBlocks
from data.spreadsheets.addresses import address, place_at
from data.spreadsheets.sheet import Place, Sheet

Origins = Sequence[Sequence[Place]]
SheetPlace = tuple[str | None, str | None]
LISTS_CELLS = frozenset({"assumed_person", "outside_person", "unread_comments"})  # whose `others` are addresses
LISTS_ROWS = frozenset({"split_cell", "filled_down"})  # whose `numbers` are rows
OF_THE_FILE = frozenset({"damaged_line"})  # told by the reader, of the sheet as it is


def card_findings(recognised: Iterable[SheetBlocks]) -> Iterator[Finding]:
    """Yields a finding for each file with sheets that were read as lists of cards, with the count of the cards."""
    found: dict[str, list[str | None]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for sheet, blocks in recognised:
        if sheet.origins and blocks:
            found[sheet.file].append(sheet.name)
            counts[sheet.file] += sum(len(block.rows) for block in blocks if not block.own_side)
    for file, names in found.items():
        yield Finding("assumed_column", file=file, sheet=names[0] if len(names) == 1 else None, count=counts[file])


def with_origins(findings: Sequence[Finding], sheets: Iterable[Sheet]) -> list[Finding]:
    """Returns the findings, those about lists made of cards with their places on the person's own sheets."""
    origins: dict[SheetPlace, Origins] = {(sheet.file, sheet.name): sheet.origins for sheet in sheets if sheet.origins}
    if not origins:
        return list(findings)
    return [_with_origin(finding, origins) for finding in findings]


def _with_origin(finding: Finding, origins: Mapping[SheetPlace, Origins]) -> Finding:
    own = origins.get((finding.file, finding.sheet))
    earlier = finding.earlier
    if earlier and (there := origins.get((earlier.file, earlier.sheet))) and earlier.row:
        row, _ = _origin(there, (earlier.row - 1, 0))
        finding = replace(finding, earlier=replace(earlier, row=row + 1))
    if not own or finding.code in OF_THE_FILE:
        return finding
    place = place_at(finding.cell) if finding.cell else (finding.row - 1, 0) if finding.row else None
    return replace(
        finding,
        at=address(*_origin(own, place)) if place else None,
        others=tuple(_text_at(own, text) for text in finding.others) if finding.code in LISTS_CELLS else finding.others,
        numbers=tuple(_origin(own, (row - 1, 0))[0] + 1 for row in finding.numbers)
        if finding.code in LISTS_ROWS
        else finding.numbers,
    )


def _text_at(origins: Origins, text: str) -> str:
    """Returns the address in place of one; «стр. 5», where the cell is not known, as it is of the list."""
    return address(*_origin(origins, place_at(text))) if text[:1].isascii() else text


def _origin(origins: Origins, place: Place) -> Place:
    row, column = place
    return origins[row][column] if row < len(origins) and column < len(origins[row]) else place
