"""The annotated copy is made within bounds, or one Russian sentence says why not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.findings import Finding, ListError
from data.guarded_child import ChildStopped, Limits, Stop
from data.loading import load
from data.spreadsheets.limits import MEBIBYTE, RefusalCause
from data.spreadsheets.sheet import Sheet
from data.workbooks import annotated_copy as module
from data.workbooks.annotated_copy import LIMITS, corrected_copy, lost_in_copy
from data.workbooks.copy_child import packed
from tests.data.lists import files
from tests.data.workbooks.excel_rules import faults
from tests.data.workbooks.packages import raw, rich, values, worksheet
from tests.data.workbooks.test_annotated_copy import faulty

pytestmark = pytest.mark.guarded

SAMPLES = Path(__file__).parents[2] / "samples" / "workbooks"
NARROW = Limits(seconds=10, memory=256 * MEBIBYTE, output=LIMITS.output)


@pytest.mark.parametrize("name", ["styled_A1048576.xlsx", "merged_A30_Z1048576.xlsx"])
def test_addresses_far_apart_cost_neither_memory_nor_time(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LIMITS", NARROW)
    content = (SAMPLES / name).read_bytes()
    lists = load([(name, content)])
    assert any(finding.cell for finding in lists.findings)
    start = time.monotonic()
    copy_name, copy = corrected_copy(name, content, lists.sheets, lists.findings)
    assert time.monotonic() - start < NARROW.seconds
    assert not faults(copy)
    again = load([(copy_name, copy)])
    assert [(f.code, f.sheet, f.cell) for f in again.findings] == [(f.code, f.sheet, f.cell) for f in lists.findings]


def test_a_file_that_takes_more_than_it_may_is_refused_and_this_process_lives(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LIMITS", NARROW)
    content = raw(worksheet("<row><c><v>1</v></c></row>" + " " * 120 * MEBIBYTE))
    with pytest.raises(ListError, match="памяти"):
        corrected_copy("Списки.xlsx", content, [], [])


def test_the_child_imports_nothing_of_the_network_and_nothing_heavy():
    code = "import sys, json; sys.path.extend(sys.argv[1:]); import data.workbooks.copy_child; print(json.dumps(list(sys.modules)))"
    modules = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, *sys.path], capture_output=True, check=True
    ).stdout
    assert not {"socket", "ssl", "pandas", "numpy", "openpyxl", "pandera"} & set(json.loads(modules))


@pytest.mark.parametrize("stop", Stop)
def test_whatever_becomes_of_the_child_there_is_a_sentence(stop: Stop, monkeypatch: pytest.MonkeyPatch):
    def stopped(*_: object, **__: object) -> bytes:
        raise ChildStopped(stop)

    monkeypatch.setattr(module, "run_guarded", stopped)
    with pytest.raises(ListError, match=r"«Списки\.xlsx»") as caught:
        corrected_copy("Списки.xlsx", b"x", [], [])
    _is_russian(str(caught.value))


@pytest.mark.parametrize("cause", RefusalCause)
def test_whatever_the_child_refuses_there_is_a_sentence(cause: RefusalCause, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "run_guarded", lambda *_, **__: packed(cause))
    with pytest.raises(ListError, match=r"«Списки\.xlsx»") as caught:
        corrected_copy("Списки.xlsx", b"x", [], [])
    _is_russian(str(caught.value))


def _is_russian(sentence: str) -> None:
    assert sentence.endswith(".")
    assert set(re.findall(r"[A-Za-z]+", sentence)) <= {"Excel", "Open", "XML", "xlsx", "Списки"}
    assert "{" not in sentence


def test_a_damaged_part_is_named():
    content = raw("<worksheet><sheetData>")
    with pytest.raises(ListError, match="есть часть, которую не разобрать"):
        corrected_copy(
            "Списки.xlsx",
            content,
            [],
            [Finding("bad_date", file="Списки.xlsx", sheet="Дети", row=1, cell="A1", text="Что")],
        )


@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_the_copy_of_another_format_is_a_sound_workbook_with_the_same_cells(kind: str):
    (name, content), *_ = files(faulty(), kind)
    lists = load([(name, content)])
    _, copy = corrected_copy(name, content, lists.sheets, lists.findings)
    assert not faults(copy)
    known = {
        sheet.name or "Лист1": [[cell for cell in row if cell != ""] for row in sheet.rows] for sheet in lists.sheets
    }
    assert {title: list(cells.values()) for title, cells in values(copy).items()} == {
        title: [cell for row in rows for cell in row] for title, rows in known.items()
    }
    assert bool(lost_in_copy(name, content, lists.sheets)) == (kind != "csv")


def test_titles_that_excel_does_not_take_are_made_such_as_it_does():
    names = ["5/А", "History", "'Пары'", "Дети" * 10, "ДЕТИ" * 10, "", None, "Замечания", "В\x0b\x00", "😀" * 20]
    sheets = [Sheet("Списки.ods", name, [[str(number)]], [], False) for number, name in enumerate(names)]
    _, copy = corrected_copy("Списки.ods", b"x", sheets, [])
    assert not faults(copy)
    titles = list(values(copy))
    assert len(titles) == len(names)
    assert [list(cells.values()) for cells in values(copy).values()] == [[str(number)] for number in range(len(names))]
    assert titles[:3] == ["5 А", "History 2", "Пары"]
    assert all(0 < len(title.encode("utf-16-le")) // 2 <= 31 for title in titles)


def test_what_a_copy_will_lack_is_named_by_what_the_file_is():
    hidden = [Sheet("Списки.xls", "Черновик", [], [], True)]
    (name, content), *_ = files(faulty(), "xls")
    assert len(lost_in_copy(name, content, [])) == 1
    assert len(lost_in_copy(name, content, hidden)) == 2
    assert lost_in_copy("Списки.xlsx", rich(), []) == []
    assert lost_in_copy("Списки.csv", b"a;b", []) == []
