"""Any spreadsheet → its raw sheets, with every cell at its true address.

Spreadsheet readers abort, hang and take all memory on hostile or merely odd files, and an abort inside this
process would end the server for everyone. So a child process (`reading_child`) reads, within bounds on
memory and time. The bytes go in by standard input and JSON comes back: no temporary file, as the lists hold
children's health data, and no pickle, as the child has handled a file from outside.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from data.findings import ListError
from data.spreadsheets.limits import FILE_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, TIME_LIMIT, Cause, Refused, sentence
from data.spreadsheets.sheet import Cell, CellError, Sheet

CHILD = Path(__file__).with_name("child_process.py")
WATCHES_MEMORY = sys.platform != "linux"  # Linux alone keeps the limit the child sets itself (RLIMIT_AS)
WATCH_EVERY = 0.05  # seconds between two looks, in which memory may still grow: the best there is elsewhere


def read_file(name: str, content: bytes) -> list[Sheet]:
    """All worksheets of a workbook (xlsx, xlsm, xls, xlsb, ods) or the one sheet of a csv, in their order.

    The content decides what it is, whatever the `name` ends with. Raises `ListError` with the true cause and
    what to do about it, when the file is not such a spreadsheet, is damaged, locked, too large or blank.
    """
    try:
        if not content:
            raise Refused(Cause.EMPTY_FILE)
        if len(content) > FILE_LIMIT:
            raise Refused(Cause.FILE_SIZE)
        return _sheets(name, _answer(content))
    except Refused as refused:
        raise ListError(sentence(refused.cause, name, refused.details)) from None


def _answer(content: bytes) -> bytes:
    """What the child says of `content`. Whatever happens to it, it is gone afterwards."""
    # -I -S: no user site, no .pth files, nothing of the environment – faster, and the same for everyone.
    # The child finds its packages where this process does. Its error output may quote cells: to nowhere.
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(CHILD), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    ended = threading.Event()
    breaches: list[Cause] = []
    watcher = threading.Thread(target=_watch, args=(process, ended, breaches), daemon=True)
    watcher.start()
    try:
        answer = _converse(process.stdin, process.stdout, content)
    finally:
        ended.set()
        process.kill()
        process.wait()
        watcher.join()
    if breaches:
        raise Refused(breaches[0])
    if len(answer) > OUTPUT_LIMIT:
        raise Refused(Cause.OUTPUT)
    return answer


def _converse(to_child: IO[bytes] | None, from_child: IO[bytes] | None, content: bytes) -> bytes:
    """Give all, then take all: the child answers only when it has read everything, so neither can block."""
    assert to_child is not None
    assert from_child is not None
    with from_child:
        try:
            with to_child:
                to_child.write(content)
        except OSError:  # the child died before it had read all: the missing answer tells
            return b""
        return from_child.read(OUTPUT_LIMIT + 1)


def _watch(process: subprocess.Popen[bytes], ended: threading.Event, breaches: list[Cause]) -> None:
    """Kill a child that takes too long or, where the system does not see to it, too much memory."""
    deadline = time.monotonic() + TIME_LIMIT
    while not ended.wait(WATCH_EVERY if WATCHES_MEMORY else TIME_LIMIT):
        if time.monotonic() >= deadline:
            breaches.append(Cause.TIME)
        elif WATCHES_MEMORY and _memory(process.pid) > MEMORY_LIMIT:
            breaches.append(Cause.DIED)
        if breaches:
            process.kill()
            return


def _memory(pid: int) -> int:
    """Bytes held by the process and its children: python.exe of a Windows environment only starts another."""
    try:
        import psutil  # type: ignore[import-untyped]  # 30 ms that Linux need not wait for
    except ModuleNotFoundError:  # installed for Windows; elsewhere the child's own limit has to do
        return 0
    try:
        process = psutil.Process(pid)
        return sum(int(each.memory_info().rss) for each in (process, *process.children(recursive=True)))
    except psutil.Error:  # it has just ended
        return 0


class _Moments(dict[str, Cell]):
    """ISO text → date, time or both, each distinct text parsed once: a column of dates repeats itself."""

    def __missing__(self, text: str) -> Cell:
        parse: Callable[[str], Cell]
        if "T" in text:
            parse = datetime.datetime.fromisoformat
        else:
            parse = datetime.time.fromisoformat if ":" in text else datetime.date.fromisoformat
        moment = self[text] = parse(text)
        return moment


def _sheets(name: str, answer: bytes) -> list[Sheet]:
    """The child's JSON → sheets, or the refusal in it; no answer at all means that the child died."""
    moments = _Moments()

    def tagged(tag: dict[str, str]) -> Cell:
        return moments[tag["moment"]] if "moment" in tag else CellError(tag["error"])

    try:
        verdict, *said = json.loads(answer, object_hook=tagged)
    except (ValueError, RecursionError):
        raise Refused(Cause.DIED) from None
    if verdict == "refused":
        cause, details = said
        raise Refused(Cause(cause), **dict(details))
    return [
        Sheet(file=name, name=title, rows=rows, merged=[tuple(area) for area in merged], hidden=hidden)
        for title, rows, merged, hidden in said
    ]
