"""`python -m data FILE…` checks lists and reports their findings.

`save`, `backup`, `restore` serve the store. A command is a door like a page: here, and nowhere else in `data/`, the
indicators are known.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.checking.messages import counts_words, message
from data.cli.console import speak_russian
from data.cli.shared import LISTS_HAVE_ERRORS, day, exit_code, lists_of_files, print_findings, store_in_use
from data.cli.store_commands import COMMANDS, run_store_command
from data.findings import Finding, ListError
from data.loading import Lists
from data.required_columns import RequiredColumns
from data.store.versions import Store
from metrics.required_columns import required_columns_of
from metrics.settings import declarations_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code.

    0 done, 1 errors in the lists, 2 wrong use, 3 unreadable file.
    """
    speak_russian()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] in COMMANDS:
        return run_store_command(arguments, _required)
    about = "Проверяет списки обучающихся, педагогов и пар. Ещё команды: save, backup, restore (--help у каждой)."
    parser = argparse.ArgumentParser(prog="python -m data", description=about)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="xlsx, xlsm, xls, xlsb, ods, csv, docx")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="дата данных, если её нет в списках: ГГГГ-ММ-ДД")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="вид ответа")
    options = parser.parse_args(arguments)
    try:
        lists = lists_of_files(options.files, options.as_of, _required(store_in_use()))
    except ListError as error:
        print(error, file=sys.stderr)
        return LISTS_HAVE_ERRORS
    code = exit_code(lists)
    if options.format == "json":
        answer = json.dumps(as_json(lists), ensure_ascii=False, indent=1) + "\n"
        sys.stdout.buffer.write(answer.encode(errors="replace"))  # UTF-8 on any console, as JSON is
    if code:
        print_findings(lists, errors_only=options.format == "json")
    elif options.format == "text":
        for finding in lists.findings:
            print(f"{finding.severity.title}: {message(finding, name_file=lists.name_file)}")
        print(counts_words(lists.counts))
    return code


def _required(store: Store | None) -> Sequence[RequiredColumns]:
    """Returns what the indicators need, as the school of the store has set them."""
    return required_columns_of(declarations_of(store))


def as_json(lists: Lists) -> dict[str, Any]:
    """Returns what was recognised and reported as JSON.

    Other programs may rely on its keys.
    """
    return {
        "as_of": lists.as_of.isoformat(),
        "tables": [
            {
                "table": block.table,
                "file": block.file,
                "sheet": block.sheet,
                "header_row": block.header_row,
                "columns": {key: block.header(key) for key in block.columns},
            }
            for block in lists.blocks
        ],
        "counts": lists.counts,
        "findings": [_finding(finding, name_file=lists.name_file) for finding in lists.findings],
    }


def _finding(finding: Finding, *, name_file: bool) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.file,
        "sheet": finding.sheet,
        "row": finding.line,
        "cell": finding.address,
        "field": finding.field,
        "person": finding.whose,
        "value": finding.value,
        "message": message(finding, name_file=name_file),
    }


if __name__ == "__main__":
    sys.exit(main())
