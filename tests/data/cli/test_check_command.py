"""`python -m data`: what goes where, in which shape, with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main
from data.contracts import fields
from metrics.indicators import declared
from tests.data.faults import clean
from tests.data.lists import xlsx

ROOT = Path(__file__).parents[3]
FINDING_KEYS = ["code", "severity", "file", "sheet", "row", "cell", "field", "person", "value", "message"]


def with_every_group(book):
    """The lists with an empty column for each declared group of which they have none: no share lacks its data."""
    for group in declared().groups.values():
        rows = book[{"students": "Обучающиеся", "teachers": "Педагоги"}[group.people]]
        title = fields(group.people)[group.column].title
        if title not in rows[0]:
            for place, row in enumerate(rows):
                row.append("" if place else title)
    return book


@pytest.fixture
def written(tmp_path):
    """Writes the clean lists, changed by the arguments (sheet, row, column, value), as a file."""

    def write(*changes):
        book = with_every_group(clean("numbered"))
        for sheet, row, column, value in changes:
            book[sheet][row - 1][column] = value
        path = tmp_path / "Списки.xlsx"
        path.write_bytes(xlsx(book))
        return str(path)

    return write


ERROR = ("Обучающиеся", 2, 2, "31.02.2013")
WARNING = ("Обучающиеся", 2, 2, "")
AS_OF = ["--as-of", "2024-12-31"]


def test_json_holds_what_was_recognised_and_reported(written, capsys):
    assert main([written(WARNING), *AS_OF, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert list(answer) == ["as_of", "tables", "counts", "findings"]
    assert answer["as_of"] == "2024-12-31"
    assert answer["counts"] == {"students": 9, "teachers": 3, "pairs": 5}
    assert [table["table"] for table in answer["tables"]] == ["students", "teachers", "pairs"]
    first = answer["tables"][0]
    assert list(first) == ["table", "file", "sheet", "header_row", "columns"]
    assert (first["file"], first["sheet"], first["header_row"]) == ("Списки.xlsx", "Обучающиеся", 1)
    assert first["columns"]["birth"] == "Дата рождения"
    (finding,) = answer["findings"]
    assert list(finding) == FINDING_KEYS
    assert [finding[key] for key in FINDING_KEYS[:9]] == [
        "no_birth_date",
        "warning",
        "Списки.xlsx",
        "Обучающиеся",
        2,
        "C2",
        "birth",
        "Подсолнухова Астра Львовна",
        None,
    ]
    assert err == ""


def test_text_is_one_finding_a_line_then_the_counts(written, capsys):
    assert main([written(WARNING), *AS_OF]) == 0
    out, err = capsys.readouterr()
    line, counts = out.splitlines()
    assert line.startswith(
        "Проверьте: Лист «Обучающиеся», строка 2, столбец C «Дата рождения» (Подсолнухова Астра Львовна): "
    )
    assert counts == "9\u00a0обучающихся, 3\u00a0педагога, 5\u00a0пар"
    assert err == ""


def test_errors_are_listed_on_standard_error_and_nothing_stands_on_standard_output(written, capsys):
    assert main([written(ERROR), *AS_OF]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Исправьте: Лист «Обучающиеся», строка 2, столбец C «Дата рождения»")
    assert "такой даты нет" in err


def test_json_with_errors_stands_on_standard_output_and_its_errors_on_standard_error_too(written, capsys):
    assert main([written(ERROR), *AS_OF, "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert [finding["severity"] for finding in json.loads(out)["findings"]] == ["error"]
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", None])
def test_an_unreadable_or_absent_file_is_3_and_the_others_findings_are_still_given(written, tmp_path, capsys, content):
    bad_file = tmp_path / "Другой.xlsx"
    if content is not None:
        bad_file.write_bytes(content)
    assert main([written(ERROR), str(bad_file), *AS_OF, "--format", "json"]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert [(finding["code"], finding["file"]) for finding in answer["findings"]] == [
        ("unreadable_file", "Другой.xlsx"),
        ("bad_date", "Списки.xlsx"),
    ]
    assert answer["counts"]["students"] == 8


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--format", "xml", "a.xlsx"],
        ["--as-of", "31.12.2024", "a.xlsx"],
        ["--as-of", "2024-02-30", "a.xlsx"],
        ["--unknown", "a.xlsx"],
    ],
)
def test_wrong_use_is_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_the_date_that_the_person_gives_is_used(written, capsys):
    assert main([written(), "--as-of", "2024-06-30", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["as_of"] == "2024-06-30"
    assert {finding["code"] for finding in answer["findings"]} == {"future_date"}


def test_the_command_speaks_utf_8_where_the_console_knows_no_russian(written):
    command = [sys.executable, "-m", "data", written(WARNING), *AS_OF]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    process = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=environment)
    assert process.returncode == 0
    assert process.stdout.decode("utf-8").startswith("Проверьте: Лист «Обучающиеся»")
    assert process.stderr == b""
