"""Findings about separate lists of a category: whom they mark, names that are nobody's for sure, what is not used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data.checking.assumption_findings import assumption_findings
from data.checking.layout_findings import header_finding
from data.checking.row_findings import findings_of, list_finding
from data.findings import Finding
from data.people.category_marks import CategoryLists


def category_findings(lists: CategoryLists) -> Iterator[Finding]:
    """Yields how many pupils each list marks, what is wrong in its rows, and columns that mark nobody."""
    for list_marks in lists.marked:
        block = list_marks.block
        yield replace(
            list_finding("marked_by_list", block),
            field=list_marks.mark,
            names=(block.category, *list_marks.unnamed),
            count=list_marks.count,
            numbers=(list_marks.new,),
        )
    yield from findings_of(lists.listed, lists.faults)
    yield from assumption_findings(lists.listed)
    for block, column in lists.unused:
        yield header_finding("ignored_column", block, column)
