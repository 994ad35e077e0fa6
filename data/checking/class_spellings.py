"""Classes of one grade that are written with numbers and with letters: «9/1» beside «9А» may be one class or two.

docs/domain.md, «Who counts»: nobody but the school knows, so it is asked once and nothing is proposed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from data.checking.row_findings import list_finding
from data.findings import Finding
from data.tables.table import TypedTable
from data.vocabulary import SIDES

CLASSES = {"students": ("class_name",), "pairs": tuple(f"{side}_class" for side in SIDES)}  # columns of classes
NUMBERED, LETTERED = re.compile(r"(\d+)/\d+"), re.compile(r"(\d+)[А-Я](?: .*)?")

Place = tuple[str, int]  # a table and a row label in it


def mixed_classes(tables: Mapping[str, TypedTable]) -> Iterator[Finding]:
    """Yields one warning, at the list of the rarer kind, where a grade has classes of both kinds."""
    numbered, lettered = (_of_grades(tables, pattern) for pattern in (NUMBERED, LETTERED))
    grades = sorted(numbered.keys() & lettered.keys())
    kinds = [{name: places for grade in grades for name, places in of[grade].items()} for of in (numbered, lettered)]
    if grades:
        rarer = min(kinds, key=lambda kind: sum(map(len, kind.values())))
        table, row = next(iter(rarer.values()))[0]
        finding = list_finding("mixed_classes", tables[table].block(row))
        yield replace(finding, names=tuple(kinds[0]), others=tuple(kinds[1]))


def _of_grades(tables: Mapping[str, TypedTable], pattern: re.Pattern[str]) -> dict[int, dict[str, list[Place]]]:
    """Returns the classes of a kind by their grade, with the rows that name them."""
    of_grades: dict[int, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for table, keys in CLASSES.items():
        for key in keys if table in tables else ():
            for row, name in enumerate(tables[table].cells(key)):
                if name and (match := pattern.fullmatch(name)):
                    of_grades[int(match[1])][name].append((table, row))
    return of_grades
