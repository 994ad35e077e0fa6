"""Work on what comes from outside, done by a child process within bounds on time, memory and answer.

Readers of office files abort, hang and take all memory on hostile or merely odd content, and an abort inside this
process would end the server for everyone. The content goes in by standard input and bytes come back: no temporary
file, as it may hold children's health data, and no pickle, as the child has handled something from outside.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

PROCESS = Path(__file__).with_name("guarded_process.py")
WATCHES_MEMORY = sys.platform != "linux"  # Linux alone keeps the limit the child sets itself (RLIMIT_AS)
WATCH_EVERY = 0.05  # seconds between two looks, in which memory may still grow: the best there is elsewhere
LONGEST_HEAD = 400  # bytes of the line before the answer
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds from start to end, bytes of memory that the child may hold, bytes of its answer."""

    seconds: float
    memory: int
    output: int


class Stop(StrEnum):
    """Why there is no answer."""

    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"
    DIED = "died"  # it crashed, in native code out of memory too, or the work raised an exception


class ChildStopped(Exception):
    """The work gave no answer; `place` is the type and the place of an exception in it, without its values."""

    def __init__(self, stop: Stop, place: str = "") -> None:
        super().__init__(f"{stop}: {place}" if place else str(stop))
        self.stop = stop
        self.place = place


_spares: dict[tuple[str, Limits], subprocess.Popen[bytes]] = {}


def run_guarded(work: str, *contents: bytes, limits: Limits) -> bytes:
    """Returns what the function `work` returns for `contents` in a child process, which is gone afterwards.

    `work` is «package.module:function»: a function of as many bytes objects as `contents` that returns bytes. It
    answers for whatever its caller shall know, refusals included; an exception of its own is only «died». The child
    imports its module alone (start-up is part of the user's wait, so let it import little) and works under the bounds:

        >>> run_guarded("data.spreadsheets.child_process:packed_sheets", content, limits=LIMITS)

    Raises `ChildStopped` where there is no whole answer within `limits`.
    """
    spare = _spare(work, limits)
    try:
        return _answered(spare or _started(work, limits), contents, limits)
    except ChildStopped as stopped:
        # The spare may have come to an end while it waited, which says nothing of the contents.
        if spare is None or stopped.stop is not Stop.DIED or stopped.place:
            raise
        return _answered(_started(work, limits), contents, limits)


def prepare(work: str, limits: Limits) -> None:
    """Starts a child for the next run of this work, so that nobody waits for its start.

    It waits without content, one for each work and its limits, and goes with this process. Where the system starts
    none now, the next run will start its own.
    """
    with _lock, suppress(OSError):
        if (work, limits) not in _spares:
            _spares[work, limits] = _started(work, limits)


def _spare(work: str, limits: Limits) -> subprocess.Popen[bytes] | None:
    with _lock:
        return _spares.pop((work, limits), None)


@atexit.register
def _end_spares() -> None:
    with _lock:
        while _spares:
            _, process = _spares.popitem()
            with process:
                process.kill()


def _answered(process: subprocess.Popen[bytes], contents: Sequence[bytes], limits: Limits) -> bytes:
    """Returns the child's answer; it is gone afterwards. Raises `ChildStopped`."""
    ended = threading.Event()
    breaches: list[Stop] = []
    watcher = threading.Thread(target=_watch, args=(process, limits, ended, breaches), daemon=True)
    watcher.start()
    try:
        answer = _converse(process.stdin, process.stdout, contents, LONGEST_HEAD + limits.output + 1)
    finally:
        ended.set()
        process.kill()
        process.wait()
        watcher.join()
    if breaches:
        raise ChildStopped(breaches[0])
    return _checked(answer, limits)


def _started(work: str, limits: Limits) -> subprocess.Popen[bytes]:
    # -I -S: no user site, no .pth files, nothing of the environment – faster, and the same for everyone.
    # The child finds its packages where this process does. Its error output may quote the content: to nowhere.
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(PROCESS), work, str(limits.seconds), str(limits.memory), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _converse(to_child: IO[bytes] | None, from_child: IO[bytes] | None, contents: Sequence[bytes], most: int) -> bytes:
    """Gives all, then takes all: the child answers only when it has read everything, so neither can block."""
    assert to_child is not None
    assert from_child is not None
    with from_child:
        try:
            with to_child:
                to_child.write(b"%s\n" % ",".join(str(len(content)) for content in contents).encode())
                for content in contents:
                    to_child.write(content)
        except OSError:  # the child died before it had read all: the missing answer tells
            return b""
        return from_child.read(most)


def _watch(process: subprocess.Popen[bytes], limits: Limits, ended: threading.Event, breaches: list[Stop]) -> None:
    """Kills a child that takes too long or, where the system does not see to it, too much memory."""
    deadline = time.monotonic() + limits.seconds
    while not ended.wait(WATCH_EVERY if WATCHES_MEMORY else limits.seconds):
        if time.monotonic() >= deadline:
            breaches.append(Stop.TIME)
        elif WATCHES_MEMORY and _memory(process.pid) > limits.memory:
            breaches.append(Stop.MEMORY)
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


def _checked(answer: bytes, limits: Limits) -> bytes:
    """Returns the answer without its head, which tells how it went and how long the answer is."""
    head, _, body = answer.partition(b"\n")
    if head == b"done %d" % len(body) and len(body) <= limits.output:
        return body
    if len(answer) > LONGEST_HEAD + limits.output or len(body) > limits.output:
        raise ChildStopped(Stop.OUTPUT)
    if head == b"memory":
        raise ChildStopped(Stop.MEMORY)
    raise ChildStopped(Stop.DIED, head.decode("ascii", "replace") if head.startswith(b"fault ") else "")
