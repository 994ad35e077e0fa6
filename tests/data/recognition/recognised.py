"""What is recognised in a sheet, for the tests of it."""

from __future__ import annotations

from data.recognition.blocks import find_blocks
from tests.data.lists import sheet


def only_block(rows, name=None, choice=None, **more):
    blocks = find_blocks(sheet(rows, name, **more), choice)
    assert len(blocks) == 1
    return blocks[0]


def names(lists, table="students"):
    return list(getattr(lists.roster, table)["name"])
