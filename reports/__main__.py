"""`python -m reports [FILE…] --date DATE --format FORMAT`: the page's reports.

`--format json` gives the page's numbers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.cli.console import speak_russian
from data.cli.shared import (
    DONE,
    FILE_UNREADABLE,
    LISTS_HAVE_ERRORS,
    day,
    lists_of_files,
    print_findings,
    store_in_use,
    user_name,
)
from data.findings import ListError
from data.loading import Lists
from data.periods import Period
from data.roadmap.model import SEED_SCHOOL
from data.roster import Roster
from data.saving import stored_lists
from data.store.versions import Store
from metrics.goals import year_end
from metrics.indicators import Declarations
from metrics.plan.choices import Choices
from metrics.required_columns import required_columns_of
from metrics.results import results
from metrics.settings import declarations_of
from reports.json_figures import as_json
from reports.monitoring.paper import Reader
from reports.municipal.consents import ConsentDecision, Consents, decided_consents
from reports.plan.stored_choices import stored_choices
from reports.registry import JSON, KINDS, MONITORINGS, note
from reports.request import ReportRequest
from reports.source import MARK, Source

FORMATS = ("docx", "director", "roadmap", "html", "pdf", "base", "xlsx", "plan")
WITH_SPECIAL = ("xlsx", "plan")  # what holds health or registers, and is made without them unless asked
OF_A_PERIOD = ("json", "base", "xlsx")  # the others have a period of their own: a quarter, a year


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code.

    0 done, 1 errors in the lists, 2 wrong use, 3 unreadable file.
    """
    speak_russian()
    parser = argparse.ArgumentParser(prog="python -m reports", description="Показатели по спискам школы.")
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="xlsx, xlsm, xls, xlsb, ods, csv, docx; без файлов – сохранённая версия",
    )
    parser.add_argument("--date", type=day, metavar="DATE", help="дата отчёта; без неё – дата данных")
    parser.add_argument("--since", type=day, metavar="DATE", help="начало периода; без него – 1 января года отчёта")
    parser.add_argument("--despite-errors", action="store_true", help="считать без строк с ошибками")
    parser.add_argument("--format", choices=("json", *FORMATS), required=True, help="вид отчёта")
    parser.add_argument("--with-special", action="store_true", help="с xlsx и plan: вместе с закрытыми сведениями")
    parser.add_argument(
        "--for", dest="reader", type=Reader, choices=list(Reader), help="с docx: для кого; без него – для школы"
    )
    parser.add_argument(
        "--consent-by", metavar="NAME", help="с base: кто решил, что все, о чьём согласии списки молчат, входят в базу"
    )
    parser.add_argument("--output", type=Path, metavar="PATH", help="файл вместо стандартного вывода")
    options = parser.parse_args(arguments)
    if options.reader and options.format != "docx":
        parser.error("--for бывает только с --format docx")
    if options.consent_by and options.format != "base":
        parser.error("--consent-by бывает только с --format base")
    if options.with_special and options.format not in WITH_SPECIAL:
        parser.error("--with-special бывает только с --format xlsx или plan")
    if options.since and options.format not in OF_A_PERIOD:
        parser.error(f"--since не бывает с --format {options.format}: период этого отчёта задан датой")
    try:
        store = store_in_use()
        declarations = declarations_of(store)
        if options.format == "roadmap":
            return _delivered("roadmap", _of_no_lists(declarations, store), options, parser)
        lists = (
            lists_of_files(options.files, None, required_columns_of(declarations))
            if options.files
            else stored_lists(store)
        )
        return _reported(store, lists, declarations, options, parser)
    except ListError as error:
        print(error, file=sys.stderr)
        return LISTS_HAVE_ERRORS


def _reported(
    store: Store | None,
    lists: Lists,
    declarations: Declarations,
    options: argparse.Namespace,
    parser: argparse.ArgumentParser,
) -> int:
    """Makes the report of checked lists and writes it.

    Raises `ListError`.
    """
    on = options.date or (year_end(lists.as_of.year) if options.format == "plan" else lists.as_of)
    since = options.since or on.replace(month=1, day=1)
    if since > on:
        parser.error("начало периода позже даты отчёта")
    if lists.unreadable or (options.files and lists.has_errors and not options.despite_errors):
        print_findings(lists, errors_only=True)
        return FILE_UNREADABLE if lists.unreadable else LISTS_HAVE_ERRORS
    period = Period(since, on)
    if options.format != "json":
        kind = _kind(options)
        request = ReportRequest(
            _source(store, lists, options.files),
            period,
            declarations,
            store,
            dt.date.today(),
            consents=_consents(store, options.consent_by),
            choices=stored_choices(store, lists.roster) if options.format == "plan" else Choices(),
        )
        return _delivered(kind, request, options, parser)
    shares = results(lists.roster, period, declarations=declarations)
    figures = as_json(
        declarations.settings.school or SEED_SCHOOL,
        period,
        lists.roster,
        lists.counts,
        lists.left_out,
        shares,
        lists.findings,
    )
    return _written((json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode(), options.output, parser)


def _kind(options: argparse.Namespace) -> str:
    """Returns the key of what is asked for; a plan is a workbook where its file is to be one, else JSON."""
    if options.reader:
        return MONITORINGS[options.reader]
    if options.format == "plan":
        is_workbook = options.output is not None and options.output.suffix.casefold() == ".xlsx"
        kind = "plan_xlsx" if is_workbook else "plan_json"
        return f"{kind}_special" if options.with_special else kind
    return "special" if options.with_special else str(options.format)


def _of_no_lists(declarations: Declarations, store: Store | None) -> ReportRequest:
    """Returns the request of a report that needs no lists."""
    today = dt.date.today()
    source = Source(Roster(None, None, None, today), "дорожная карта")
    return ReportRequest(source, Period(today, today), declarations, store, today)


def _delivered(kind: str, request: ReportRequest, options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Makes a file, writes it and notes what was written.

    A binary file never goes to a terminal. Raises `ListError`.
    """
    if options.output is None and sys.stdout.isatty() and KINDS[kind].mime != JSON:
        parser.error("это не текст: укажите файл в --output")
    report = KINDS[kind].make(request)
    code = _written(report.content, options.output, parser)
    if request.store:
        note(kind, request, report, user_name())
    for words in report.notes:
        print(words, file=sys.stderr)
    return code


def _consents(store: Store | None, by: str | None) -> Consents:
    """Returns what was decided on the page; `by` lets in everybody of whom the lists say nothing."""
    unasked = ConsentDecision(True, by, dt.date.today()) if by else None
    return replace(decided_consents(store), unasked=unasked)


def _source(store: Store | None, lists: Lists, files: Sequence[Path]) -> Source:
    """Returns the files, else the stored version, as a source."""
    if store and not files and (current := store.current_id()):
        return Source.of_version(lists.roster, *current)
    return Source(lists.roster, "файлы списков", mark=files_mark(files))


def files_mark(paths: Sequence[Path]) -> str:
    """Returns the first signs of the hash of the files of a report."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:MARK]


def _written(content: bytes, path: Path | None, parser: argparse.ArgumentParser) -> int:
    """Writes the report to a file, else to the standard output."""
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return DONE
    try:
        path.write_bytes(content)
    except OSError as error:
        parser.error(f"не удалось записать файл «{path.name}»: {error.strerror}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
