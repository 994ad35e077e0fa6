"""What accounts cost beside the same without them, thirty people at once, and others who only begin to ask."""

from __future__ import annotations

import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import urlparse

from access import accounts, sessions
from access.model import Role
from benchmarks.server import Server, the_app
from benchmarks.stored_schools import first_lists
from benchmarks.timing import Figure, median_and_tail, milliseconds
from data.store.versions import Store
from tests.websocket_client import Session, session

PEOPLE = 30
EVERY = 5.0  # seconds between two clicks of a person
LASTING = 180.0  # seconds
PAGES = ("overview", "indicator", "pairs", "method")
REQUESTS = 400
RUNS = 30
HALF_OPEN = 300
MEGABYTE = 1_000_000
PASSWORD = "синий мост над рекой"


@dataclass(frozen=True, slots=True)
class School:
    """A running server, and the cookies of people who have signed in; without accounts they have none."""

    server: Server
    cookies: Sequence[dict[str, str]]

    @contextmanager
    def window(self, person: int = 0) -> Iterator[Session]:
        """Opens a window of somebody."""
        with session(self.server.address, **self.cookies[person]) as opened:
            yield opened


@dataclass(frozen=True, slots=True)
class Load:
    """How long clicks took and how many were not answered, and what the server took for all of them."""

    waits: list[float]
    lost: int
    processor: float
    memory: int


def figures() -> Iterator[Figure]:
    with _school(with_accounts=False) as off, _school(with_accounts=True) as on:
        yield from _requests(off, on)
        yield from _runs(off, on)
        yield from _half_open(on)
        cases = (("accounts off", off), ("accounts on", on))
        for case, load in [(case, _load(school)) for case, school in cases]:
            yield Figure("accounts", case, f"{PEOPLE} people, a click every {EVERY:.0f} s", median_and_tail(load.waits))
            yield Figure("accounts", case, "clicks, of them lost", f"{len(load.waits)}, {load.lost}")
            yield Figure("accounts", case, "processor of a click", milliseconds(load.processor / len(load.waits)))
            yield Figure("accounts", case, "memory of a window", f"{load.memory / PEOPLE / MEGABYTE:.2f} MB")


@contextmanager
def _school(*, with_accounts: bool) -> Iterator[School]:
    with tempfile.TemporaryDirectory() as folder:
        first_lists(Path(folder))
        cookies: list[dict[str, str]] = [{}] * PEOPLE
        if with_accounts:
            cookies = _signed_in(Store(folder))
        with the_app(stored=Path(folder)) as server:
            yield School(server, cookies)


def _signed_in(store: Store) -> list[dict[str, str]]:
    head = accounts.create_first(store, "direktor", "Ясень Клён Тополевич", PASSWORD)
    tokens = []
    for number in range(PEOPLE):
        made, _ = accounts.create(store, f"zavuch{number}", "Осока Рябина", Role.COORDINATOR, by=head.name)
        accounts.choose_password(store, made, None, PASSWORD)
        tokens.append(sessions.open_session(store, made.id, "127.0.0.1"))
    return [{"Cookie": f"mentoring={token}"} for token in tokens]


def _requests(off: School, on: School) -> Iterator[Figure]:
    """Asks both in turn: nothing but the gate stands between them."""
    for path, what in (("/_stcore/health", "the shortest answer"), ("/", "the page")):
        times = [[_asked(school, path) for school in (off, on)] for _ in range(REQUESTS)]
        yield from _beside(what, *zip(*times, strict=True))


def _runs(off: School, on: School) -> Iterator[Figure]:
    """Opens pages in both in turn, from the click to the last that is drawn."""
    with off.window() as first, on.window() as second:
        times: tuple[list[float], list[float]] = ([], [])
        for window in (first, second):
            for page in PAGES:
                window.open(page)
        for page, _ in zip(cycle(PAGES), range(RUNS), strict=False):
            for taken, window in zip(times, (first, second), strict=True):
                start = time.perf_counter()
                window.open(page)
                taken.append(time.perf_counter() - start)
    yield from _beside("a click that opens a page", *times)


def _beside(what: str, off: Sequence[float], on: Sequence[float]) -> Iterator[Figure]:
    yield Figure("accounts", "accounts off", what, median_and_tail(off))
    yield Figure("accounts", "accounts on", what, median_and_tail(on))
    more = statistics.median(on) - statistics.median(off)
    share = 100 * more / statistics.median(off)
    yield Figure("accounts", "on beside off", what, f"{1000 * more:+.1f} ms, {share:+.1f} %")


def _load(school: School) -> Load:
    """Lets everybody click for a while."""
    waits: list[float] = []
    lost: list[str] = []
    gate, before = threading.Barrier(PEOPLE + 1), school.server.memory()

    def person(number: int) -> None:
        with school.window(number) as window:
            window.run()
            gate.wait()
            end = time.monotonic() + LASTING
            time.sleep(EVERY * number / PEOPLE)
            pages = cycle(PAGES[number % len(PAGES) :] + PAGES[: number % len(PAGES)])
            while time.monotonic() < end:
                start = time.perf_counter()
                try:
                    window.open(next(pages))
                except Exception as error:  # a click that is not answered is what is counted here
                    lost.append(type(error).__name__)
                    return
                waits.append(time.perf_counter() - start)
                time.sleep(max(0.0, EVERY - waits[-1]))

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for thread in people:
        thread.start()
    gate.wait()
    begun = school.server.processor()
    time.sleep(LASTING)
    memory = school.server.memory() - before
    for thread in people:
        thread.join()
    return Load(waits, len(lost), school.server.processor() - begun, memory)


def _half_open(school: School) -> Iterator[Figure]:
    """Begins requests and never ends them, and asks meanwhile as somebody else."""
    host, port = "127.0.0.1", urlparse(school.server.address).port
    alone = [_asked(school) for _ in range(RUNS)]
    with ExitStack() as stack:
        for _ in range(HALF_OPEN):
            half = stack.enter_context(closing(socket.create_connection((host, port))))
            half.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        yield Figure("accounts", "alone", "the page", median_and_tail(alone))
        beside = f"beside {HALF_OPEN} half requests"
        yield Figure("accounts", beside, "the page", median_and_tail([_asked(school) for _ in range(RUNS)]))
        start = time.perf_counter()
        half.settimeout(60)
        half.recv(1)
        yield Figure("accounts", beside, "the last is put off after", milliseconds(time.perf_counter() - start))


def _asked(school: School, path: str = "/") -> float:
    """Returns the seconds of a request over a connection of its own."""
    start = time.perf_counter()
    with closing(HTTPConnection(urlparse(school.server.address).netloc)) as connection:
        connection.request("GET", path, headers=school.cookies[0])
        connection.getresponse().read()
    return time.perf_counter() - start
