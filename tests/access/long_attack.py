"""Everything that a narrow role could ask for, crowds, and ten thousand guesses, against a server of its own.

`python -m tests.access.long_attack` prints how many cells were tried and how many were wrong; `test_attack.py` is the
short form.
"""

from __future__ import annotations

import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlparse

from websockets.exceptions import InvalidStatus

from access.model import Role
from access.rights import Page, rights
from benchmarks.guesses import ADDRESSES, GUESSES
from benchmarks.timing import median_and_tail, milliseconds, seconds_of
from tests.access.attack import content_of, forged, hashes, sent, signed_in, widgets
from tests.access.served import LOGIN, PASSWORD, Served, served_to_head
from tests.access.visitor import FORM, Visitor
from tests.pages.rights.canary_school import School, stored_school
from tests.pages.rights.emitted import found_in

OPTIONS = 3  # of each field that are tried
QUERIES = ("", "show=false&class=8Б&date=2024-10-01&version=1&category=ОВЗ&person=1")
HALVES, WINDOWS, UPLOADS = 500, 200, 1000


def main() -> None:
    """Tries it all."""
    with TemporaryDirectory() as folder, served_to_head(Path(folder)) as served:
        school = stored_school(served.store, served.head)
        every_cell(served, school)
        crowds(served, school)
        guesses(served)


def every_cell(served: Served, school: School) -> None:
    """Tries every role on every page by many options of every field."""
    every = {canary.text for canary in school.canaries}
    with signed_in(served, school, Role.HEAD).window() as window:
        known = hashes(window.run())
        drawn = {page: forged(window, number) for page, number in known.items()}
    cells = wrong = 0
    for role in Role:
        if role is Role.HEAD:
            continue
        before = content_of(served.store)
        with signed_in(served, school, role).window() as window:
            own = {state.id for state in widgets(window.run())}
            for page, (option, query) in product(Page, product(range(OPTIONS), QUERIES)):
                is_open = role in rights().pages[page]
                states = [
                    state
                    for state in widgets(drawn[page], option)
                    if not (state.trigger_value if is_open else state.id in own)
                ]
                for name, number in (("", known[page]), (page.value, "")):
                    answer = sent(forged(window, number, states, query, name))
                    cells += len(every)
                    found = found_in(answer, every - school.open_to(role) if is_open else every)
                    wrong += len(found)
                    for text in found:
                        print(f"{role.value} {page.value} {option} {query} {name}: {text}")
        if content_of(served.store) != before:
            wrong += 1
            print(f"{role.value}: the store is another one")
        print(f"{role.value}: {cells} cells of page × way × field × row so far, wrong: {wrong}", flush=True)


def crowds(served: Served, school: School) -> None:
    """Begins requests, opens windows and uploads to a page of the head's, and asks meanwhile as the head."""
    head, viewer = (signed_in(served, school, role) for role in (Role.HEAD, Role.VIEWER))
    print(f"the page, alone: {_asked(head)}")
    with ExitStack() as opened:
        for _ in range(HALVES):
            half = opened.enter_context(closing(socket.create_connection(("127.0.0.1", urlparse(served.address).port))))
            half.sendall(b"GET / HT")
        print(f"beside {HALVES} half requests: {_asked(head)}")
    with ExitStack() as opened:
        refused = 0
        for _ in range(WINDOWS):
            try:
                opened.enter_context(viewer.window())
            except InvalidStatus:
                refused += 1
        print(f"beside {WINDOWS} windows of one viewer, of which {refused} are refused: {_asked(head)}")
    with head.window() as window, ThreadPoolExecutor(100) as thieves:
        window.run()
        page = f"/_stcore/upload_file/{window.id}"
        done = [thieves.submit(viewer.ask, "PUT", f"{page}/{number}", bytes(200_000)) for number in range(UPLOADS)]
        print(f"beside {UPLOADS} uploads to the head's page: {_asked(head)}")
        print(f"which are answered: {dict(Counter(one.result().status for one in done))}")


def _asked(visitor: Visitor) -> str:
    waits = [seconds_of(lambda: visitor.ask("GET", "/")) for _ in range(20)]
    return f"{median_and_tail(waits)}, longest {milliseconds(max(waits))}"


def guesses(served: Served) -> None:
    """Guesses the head's password from many addresses at once; the last guess of each is the right one."""
    number = GUESSES // ADDRESSES
    statuses: Counter[int] = Counter()
    waits, start = [], time.perf_counter()
    for turn in range(number):
        for address in range(ADDRESSES):
            password = PASSWORD if turn == number - 1 else f"догадка {turn} из {address}"
            statuses[_guessed(served, f"127.0.0.{address + 2}", password)] += 1
        begun = time.perf_counter()
        Visitor(served.address).ask("GET", "/sign-in")
        waits.append(time.perf_counter() - begun)
    print(f"{GUESSES} guesses from {ADDRESSES} addresses in {time.perf_counter() - start:.0f} s: {dict(statuses)}")
    print(f"the way in meanwhile, for others: {median_and_tail(waits)}")
    owner = Visitor(served.address).sign_in(LOGIN, PASSWORD)
    print(f"the owner, from an address of which nobody guessed: {owner.status}, to {owner.headers['Location']}")


def _guessed(served: Served, address: str, password: str) -> int:
    host = urlparse(served.address).netloc
    _, _, port = host.partition(":")
    with closing(HTTPConnection("127.0.0.1", int(port), source_address=(address, 0))) as connection:
        fields = urlencode({"login": LOGIN, "password": password})
        connection.request("POST", "/sign-in", fields, {"Host": host, "Origin": served.address, **FORM})
        return connection.getresponse().status


if __name__ == "__main__":
    main()
