"""`python -m data save|backup|restore`: the store from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from data.checking.messages import counts_words
from data.cli.shared import (
    DONE,
    LISTS_HAVE_ERRORS,
    WRONG_USE,
    day,
    exit_code,
    opened_store,
    print_findings,
    print_interrupted,
    read_paths,
    user_name,
)
from data.contracts import TABLES
from data.dropped_files import read_all
from data.findings import ListError
from data.parsing import clean
from data.required_columns import RequiredColumns
from data.saving import checked_with_stored, earlier_decisions, fingerprints, saving
from data.store.backup import backup
from data.store.location import place
from data.store.restore import restore
from data.store.versions import Store

STORE_FAILED = LISTS_HAVE_ERRORS
COMMANDS = ("save", "backup", "restore")


def run_store_command(arguments: Sequence[str], required: Callable[[Store], Sequence[RequiredColumns]]) -> int:
    """Runs one of `COMMANDS` and returns its exit code.

    0 done, 1 errors in the lists or the store, 2 wrong use, 3 unreadable file. `required` gives what the
    indicators need of the lists, as the school of the store has set them.
    """
    parser = argparse.ArgumentParser(prog="python -m data")
    commands = parser.add_subparsers(dest="command", required=True)
    save = commands.add_parser("save", help="проверить списки и сохранить их как действующую версию")
    save.add_argument("files", nargs="+", type=Path, metavar="FILE", help="xlsx, xlsm, xls, xlsb, ods, csv, docx")
    save.add_argument("--as-of", type=day, metavar="DATE", help="дата данных, если её нет в списках: ГГГГ-ММ-ДД")
    save.add_argument("--note", default="", metavar="TEXT", help="примечание к версии")
    for name, words in (("backup", "записать резервную копию"), ("restore", "восстановить из резервной копии")):
        commands.add_parser(name, help=words, description=words).add_argument("file", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        if options.command == "restore":
            return _restore(options.file)
        store = opened_store()
        if options.command == "save":
            return _save(store, options, required(store))
        backup(store, options.file)
        print(f"Резервная копия записана: {options.file}. Она содержит персональные данные.")
    except ListError as error:
        print(error, file=sys.stderr)
        return STORE_FAILED
    return DONE


def _restore(path: Path) -> int:
    print_interrupted()
    restored = restore(place(), path)
    former = f" Прежние данные – в файле {restored.former}." if restored.former else ""
    print(f"Данные восстановлены из файла {path}.{former}")
    if restored.undone:
        print(
            f"В этой копии снова есть то, что было уничтожено после неё: {restored.undone}. "
            "Уничтожьте это ещё раз на странице «Сохранённые версии».",
            file=sys.stderr,
        )
    if restored.unread:
        print(
            "Записи об уничтожениях, выгрузках и отправленных базах, сделанные после этой копии, прочитать не удалось. "
            "Если что-то уничтожали после неё, уничтожьте это ещё раз.",
            file=sys.stderr,
        )
    return DONE


def _save(store: Store, options: argparse.Namespace, required: Sequence[RequiredColumns]) -> int:
    files, missing = read_paths(options.files)
    sheets, unreadable = read_all(files)
    based_on = store.current_id()
    decisions = earlier_decisions(store, sheets)
    lists, reused = checked_with_stored(
        store, sheets, [*missing, *unreadable], as_of=options.as_of, required=required, **decisions
    )
    if code := exit_code(lists):
        print_findings(lists)
        print("Ничего не сохранено.", file=sys.stderr)
        return code
    if lists.as_of_source == "today":
        print("В списках нет даты данных: укажите --as-of ГГГГ-ММ-ДД. Ничего не сохранено.", file=sys.stderr)
        return WRONG_USE
    version, is_new = store.save(saving(lists, fingerprints(files), user_name(), clean(options.note)), based_on)
    for name, number in reused.items():
        print(f"Список «{TABLES[name]}» взят из версии № {number}.")
    words = "Сохранена версия" if is_new else "Такие списки уже сохранены: версия"
    print(f"{words} № {version.id}: {counts_words(version.counts)}.")
    return DONE
