"""`python -m reports [FILE…] --date DATE --format json`: the page's numbers; `docx`, `roadmap`: documents."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from data.command import DONE, FILE_UNREADABLE, LISTS_HAVE_ERRORS, day, lists_of, print_findings, speak_utf8
from data.findings import ListError
from data.loading import Lists
from data.period import Period
from data.place import is_in_use, place
from data.remembering import settings_history
from data.roadmap_store import editions, standings_of_school
from data.saving import stored_lists
from data.store import Store
from metrics.indicators import Declarations, load
from metrics.results import results
from metrics.settings import in_force
from reports.figures import as_json
from reports.monitoring import monitoring
from reports.own_template import own_template
from reports.roadmap_document import roadmap_document
from reports.source import Source


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code (0 done, 1 errors in the lists, 2 wrong use, 3 unreadable file)."""
    parser = argparse.ArgumentParser(prog="python -m reports", description="Пять показателей по спискам школы.")
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE",
        help="xlsx, xlsm, xls, xlsb, ods, csv; без файлов – сохранённая версия",
    )  # fmt: skip
    parser.add_argument("--date", type=day, metavar="DATE", help="дата отчёта; без неё – дата данных")
    parser.add_argument("--since", type=day, metavar="DATE", help="начало периода; без него – 1 января года отчёта")
    parser.add_argument("--despite-errors", action="store_true", help="считать без строк с ошибками")
    parser.add_argument("--format", choices=("json", "docx", "roadmap"), required=True, help="вид отчёта")
    parser.add_argument("--output", type=Path, metavar="PATH", help="файл вместо стандартного вывода")
    asked = parser.parse_args(arguments)
    speak_utf8()
    try:
        store = Store(place()) if is_in_use() else None
        declarations = load(settings=in_force(settings_history(store)) if store else None)
        if asked.format == "roadmap":
            return _written(roadmap_document(editions(store)[-1], declarations), asked.output, parser)
        lists = lists_of(asked.files, None) if asked.files else stored_lists(store)
    except ListError as error:
        print(error, file=sys.stderr)
        return LISTS_HAVE_ERRORS
    on = asked.date or lists.as_of
    since = asked.since or on.replace(month=1, day=1)
    if since > on:
        parser.error("начало периода позже даты отчёта")
    if lists.unreadable or (asked.files and lists.has_errors and not asked.despite_errors):
        print_findings(lists, errors_only=True)
        return FILE_UNREADABLE if lists.unreadable else LISTS_HAVE_ERRORS
    if asked.format == "docx":
        try:
            made = _monitoring(store, lists, asked.files, on, declarations)
        except ListError as error:
            print(error, file=sys.stderr)
            return LISTS_HAVE_ERRORS
        return _written(made, asked.output, parser)
    period = Period(since, on)
    found = results(lists.roster, period, declarations=declarations)
    told = as_json(
        declarations.settings.school, period, lists.roster, lists.counts, lists.left_out, found, lists.findings
    )
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if asked.output is None:
        sys.stdout.write(text)
        return DONE
    return _written(text.encode(), asked.output, parser)


def _monitoring(
    store: Store | None, lists: Lists, files: Sequence[Path], on: dt.date, declarations: Declarations
) -> bytes:
    """The monitoring of the files, else of the stored version. Raises `ListError`."""
    current = store.current_id() if store and not files else None
    words = f"сохранённая версия № {current[0]}" if current else f"файлы с отпечатком {files_mark(files)}"
    today, settings = dt.date.today(), declarations.settings
    roadmap = standings_of_school(store, today, settings.working_days_after, settings.records_from)
    return monitoring(Source(lists.roster, words), on, declarations, roadmap, today, own_template(store))


def files_mark(paths: Sequence[Path]) -> str:
    """The first signs of the hash of the files a report is made from."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:8]


def _written(content: bytes, path: Path | None, parser: argparse.ArgumentParser) -> int:
    """Writes the report to a file; a binary one without a file goes down a pipe, never to a terminal."""
    if path is None:
        if sys.stdout.isatty():
            parser.error("это не текст: укажите файл в --output")
        sys.stdout.buffer.write(content)
        return DONE
    try:
        path.write_bytes(content)
    except OSError as error:
        parser.error(f"не удалось записать файл «{path.name}»: {error.strerror}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
