"""Formulas of other cells where a shared one gives way to a typed text."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from data.workbooks.copy_cells import Formula, RowXml
from data.workbooks.copy_sheet import Place, SheetXml, address_of
from data.workbooks.copy_xml import Splice, written_attributes

OF_A_GROUP = frozenset({"t", "si", "ref"})


def unshared_formulas(sheet: SheetXml, removed: Mapping[Place, Formula]) -> Iterator[Splice]:
    """Yields own formulas for the cells that shared a removed one.

    Excel writes a formula that is filled down only into its first cell; the others name its group.
    """
    groups = {
        formula.attributes.get("si"): (place, formula.text)
        for place, formula in removed.items()
        if formula.attributes.get("t") == "shared" and formula.text
    }
    if not groups:
        return
    from openpyxl.formula.translate import Translator

    for ordinal, number in enumerate(sheet.numbers):
        start, end = sheet.span(ordinal)
        if sheet.xml.find(b"shared", start, end) < 0:
            continue
        for cell in RowXml(sheet, ordinal).cells:
            place, formula = (number, cell.column), cell.formula
            if not formula or formula.text or place in removed or formula.attributes.get("si") not in groups:
                continue
            origin, text = groups[formula.attributes["si"]]
            translated = Translator(f"={text}", address_of(origin)).translate_formula(address_of(place))
            rest = {name: value for name, value in formula.attributes.items() if name not in OF_A_GROUP}
            tag = f"{sheet.prefix}f"
            element = f"<{tag}{written_attributes(rest)}>{html.escape(translated[1:], quote=False)}</{tag}>"
            yield formula.start, formula.end, element.encode()
