"""What the commands share: reading files, the store, exit codes."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from data.checking.messages import message
from data.dropped_files import read_all
from data.findings import Finding, Severity
from data.loading import Lists, check
from data.parsing import visible
from data.parsing.dates import YEARS
from data.required_columns import RequiredColumns
from data.saving import earlier_decisions
from data.store.location import is_in_use, place
from data.store.versions import Store
from data.store.working_folder import recovered

DONE, LISTS_HAVE_ERRORS, WRONG_USE, FILE_UNREADABLE = range(4)  # exit codes, as the README lists them


def day(text: str) -> dt.date:
    """Returns the date of an argument YYYY-MM-DD, of a year that a list may hold.

    Raises `ArgumentTypeError` of any other text.
    """
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» – не дата; нужна ГГГГ-ММ-ДД") from None
    if date.year not in YEARS:
        raise argparse.ArgumentTypeError(f"«{text}» – не тот год; нужен с {YEARS[0]} по {YEARS[-1]}")
    return date


def user_name() -> str:
    """Returns the name of whoever runs the command.

    Not every system knows its users by name.
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "командная строка"


def opened_store() -> Store:
    """Returns the store; reports what an ended process has left there.

    On standard error. Raises `StoreError`.
    """
    print_interrupted()
    return Store(place())


def print_interrupted() -> None:
    """Prints on standard error what an ended process has left of a copy.

    Raises `StoreError`.
    """
    for sentence in recovered(place()):
        print(sentence, file=sys.stderr)


def read_paths(paths: Sequence[Path]) -> tuple[list[tuple[str, bytes]], list[Finding]]:
    """Returns name and content of each file; a finding for each that is not read."""
    files: list[tuple[str, bytes]] = []
    missing: list[Finding] = []
    for path in paths:
        try:
            files.append((path.name, path.read_bytes()))
        except OSError:
            name = visible(path.name)
            reason = f"Файл «{name}» не найден или недоступен. Проверьте имя и папку."
            missing.append(Finding("unreadable_file", file=name, reason=reason))
    return files, missing


def store_in_use() -> Store | None:
    """Returns the store; None where nothing was ever saved. Raises `StoreError`."""
    return opened_store() if is_in_use() else None


def lists_of_files(paths: Sequence[Path], as_of: dt.date | None, required: Sequence[RequiredColumns]) -> Lists:
    """Returns the checked lists of the files, under the decisions made on the pages.

    Raises `StoreError`.
    """
    files, missing = read_paths(paths)
    sheets, unreadable = read_all(files)
    decisions = earlier_decisions(store_in_use(), sheets)
    return check(sheets, [*missing, *unreadable], as_of=as_of, required=required, **decisions)


def exit_code(lists: Lists) -> int:
    """Returns the exit code of a command that has checked these lists."""
    if lists.unreadable:
        return FILE_UNREADABLE
    return LISTS_HAVE_ERRORS if lists.has_errors else DONE


def print_findings(lists: Lists, *, errors_only: bool = False) -> None:
    """Prints one finding a line on standard error."""
    for finding in lists.findings:
        if not errors_only or finding.severity is Severity.ERROR:
            print(f"{finding.severity.title}: {message(finding, name_file=lists.name_file)}", file=sys.stderr)
