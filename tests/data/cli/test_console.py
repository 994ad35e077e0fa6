"""The commands on consoles of all kinds: Russian in their own encoding, never an error of it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.__main__ import main as data
from data.cli import console
from data.cli.console import RUSSIAN, encoding_for
from reports.__main__ import main as reports
from tests.data.lists import drawn, xlsx
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS

ROOT = Path(__file__).parents[3]
MAINS = {"data": data, "reports": reports}
READ_AS = {
    "cp866": "cp866",
    "cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "utf-8": "utf-8",
    "ascii": "utf-8",
    "cp1252": "utf-8",
}
HELPS = {
    "data": ["data", "--help"],
    "save": ["data", "save", "--help"],
    "backup": ["data", "backup", "--help"],
    "restore": ["data", "restore", "--help"],
    "reports": ["reports", "--help"],
}


class Pipe(io.TextIOWrapper):
    """A stream that is a screen or is none."""

    def __init__(self, encoding: str, screen: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.screen = screen

    def isatty(self) -> bool:
        return self.screen


@pytest.fixture
def run(monkeypatch) -> Callable[..., tuple[int, bytes, bytes]]:
    """Runs a command with its output in pipes of an encoding; returns its exit code and what stands in the pipes."""

    def run(encoding: str, module: str, *arguments: str) -> tuple[int, bytes, bytes]:
        pipes = [Pipe(encoding, screen=False) for _ in range(2)]
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", pipes[0])
            patched.setattr(sys, "stderr", pipes[1])
            try:
                code = MAINS[module](arguments)
            except SystemExit as stopped:  # argparse's help and wrong use
                code = stopped.code
            for pipe in pipes:
                pipe.flush()
        out, err = (pipe.buffer.getvalue() for pipe in pipes)
        return code, out, err

    return run


@pytest.fixture
def lists(tmp_path) -> str:
    path = tmp_path / "Списки.xlsx"
    pictures = {"Обучающиеся": STUDENTS.replace("03.03.2012", "31.02.2012"), "Педагоги": TEACHERS, "Пары": PAIRS}
    path.write_bytes(xlsx({title: drawn(picture) for title, picture in pictures.items()}))
    return str(path)


@pytest.mark.parametrize("encoding", ["cp866", "ascii"])
@pytest.mark.parametrize("command", HELPS)
def test_help_is_given_on_any_console(command, encoding, run):
    code, out, err = run(encoding, *HELPS[command])
    assert (code, err) == (0, b"")
    assert set(RUSSIAN) & set(out.decode(READ_AS[encoding]))


@pytest.mark.parametrize(("module", "encoding"), [("data", "cp866"), ("reports", "ascii")])
def test_help_is_given_by_a_process_of_its_own(module, encoding):
    command = [sys.executable, "-m", module, "--help"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    process = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, check=False)
    assert (process.returncode, process.stderr) == (0, b"")
    assert set(RUSSIAN) & set(process.stdout.decode(READ_AS[encoding]))


@pytest.mark.parametrize("encoding", ["cp866", "ascii"])
def test_wrong_use_is_reported_on_any_console(encoding, run):
    code, _, err = run(encoding, "reports", "--format", "json", "--with-special")
    assert code == 2
    assert "бывает только с --format xlsx" in err.decode(READ_AS[encoding])


@pytest.mark.parametrize("encoding", READ_AS)
def test_findings_are_printed_in_the_consoles_own_encoding_or_in_utf_8(encoding, lists, run):
    code, _, err = run(encoding, "data", lists, "--as-of", "2024-12-31")
    assert code == 1
    words = err.decode(READ_AS[encoding])
    quoted = ("«", "»") if READ_AS[encoding] in ("utf-8", "cp1251") else ('"', '"')
    assert f"Лист {quoted[0]}Обучающиеся{quoted[1]}" in words
    assert "?" not in words


@pytest.mark.parametrize("encoding", ["cp866", "ascii"])
def test_json_is_utf_8_on_any_console(encoding, lists, run):
    _, out, _ = run(encoding, "data", lists, "--as-of", "2024-12-31", "--format", "json")
    assert json.loads(out.decode("utf-8"))["findings"][0]["sheet"] == "Обучающиеся"


@pytest.mark.parametrize("encoding", ["cp866", "ascii"])
def test_a_fault_of_the_store_is_reported_on_any_console(encoding, own_store, run):
    (own_store / "mentoring.sqlite").write_bytes(b"")
    for arguments in (["data", "backup", "копия.sqlite"], ["reports", "--format", "json"]):
        code, _, err = run(encoding, *arguments)
        assert code == 1
        assert "Файл базы" in err.decode(READ_AS[encoding])


@pytest.mark.parametrize(
    ("page", "encoding", "screen", "expected"),
    [
        ("cp866", "cp1251", False, "cp866"),  # a pipe of Windows: Python would take the page of its windows
        ("cp437", "cp1252", False, "utf-8"),
        ("cp866", "utf-8", True, "utf-8"),
        ("cp65001", "cp1251", False, "cp65001"),
        ("cp99999", "cp1251", False, "utf-8"),
        ("", "koi8-r", False, "koi8-r"),
    ],
)
def test_a_pipe_speaks_as_the_console_does_that_reads_it(page, encoding, screen, expected, monkeypatch):
    monkeypatch.setattr(console, "_console_page", lambda: page)
    assert encoding_for(Pipe(encoding, screen)) == expected
    assert RUSSIAN.encode(expected)
