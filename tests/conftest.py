"""No test may touch the lists that the person who runs it keeps: each has a store of its own, PostgreSQL included."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url

from data import guarded_child, guarded_process
from data.store import engine, opening
from data.store.location import VARIABLE
from tests.nothing_left_out import watch
from tests.programs import needed
from tests.waiting import DEADLINE, until

# What a property is tried on is the same each time: what failed on one machine fails on every other.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")

MAIN = sys.modules["__main__"]
MIGRATE = opening.migrate
ROOM = 2 << 30  # bytes; the whole suite leaves less than a tenth of it


def pytest_configure(config: pytest.Config) -> None:
    watch(config)
    _work_in_memory(config)
    # Containers often set it. Then each of the hundred processes that tests start would compile the whole program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _work_in_memory(config: pytest.Config) -> None:
    """Puts temporary folders into memory where there is room: a saved store waits for the disk more than it works."""
    memory = Path("/dev/shm")
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < ROOM:
        return
    folder = tempfile.TemporaryDirectory(prefix="tests", dir=memory)
    Path(folder.name).chmod(0o755)  # PostgreSQL, under a user of its own, looks through it
    config.add_cleanup(folder.cleanup)
    os.environ["TMPDIR"] = folder.name
    tempfile.tempdir = None  # reckoned anew from the environment


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test that drives a browser or a server waits for it a good part of the time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Returns new folders without end: `mktemp` would look through all that there are for each."""
    root = tmp_path_factory.mktemp("homes")

    def new() -> Iterator[Path]:
        for number in count():
            folder = root / str(number)
            folder.mkdir()
            yield folder

    return new()


@pytest.fixture(autouse=True)
def own_store(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    home = next(homes)
    folder = home / "store"
    folder.mkdir()
    monkeypatch.setenv(VARIABLE, str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(home))  # copies of a database by URL lie there
    return folder


@cache
def new_database() -> bytes:
    """Returns what the migrations make of an empty file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "new")
        path.touch()
        MIGRATE(engine.sqlite_engine(path), path)
        return path.read_bytes()


@pytest.fixture(autouse=True)
def new_stores_are_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file becomes a store in a tenth of the time: the migrations, always the same, make it once a process."""

    def migrate(of: Engine, path: Path | None = None) -> None:
        if path and path.is_file() and not path.stat().st_size:
            path.write_bytes(new_database())
        else:
            MIGRATE(of, path)

    monkeypatch.setattr(opening, "migrate", migrate)


@pytest.fixture(autouse=True)
def own_main_module() -> None:
    """The page of an AppTest stays the main module of the process: a process that a later test starts would run it."""
    sys.modules["__main__"] = MAIN


@pytest.fixture(autouse=True)
def work_without_a_child(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Foreign files are worked on in this process, in a tenth of the time, except by tests that are marked `guarded`."""
    if request.node.get_closest_marker("guarded"):
        return

    def answered(work: str, contents: Sequence[bytes], limits: guarded_child.Limits) -> bytes:
        return guarded_child._checked(b"".join(guarded_process.run_work(work, lambda: list(contents))), limits)

    monkeypatch.setattr(guarded_child, "_started", lambda work, limits: work)
    monkeypatch.setattr(guarded_child, "_answered", answered)
    monkeypatch.setattr(guarded_child, "_spares", {})


class PostgreSQL:
    """A real server on loopback, with a folder of its own; it can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = [shutil.which("postgres"), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres")))]
        program = needed("postgres", next((path for path in reversed(found) if path), None))
        self.binaries = Path(program).resolve().parent
        self.user = "postgres" if hasattr(os, "getuid") and os.getuid() == 0 else None  # it refuses to run as root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self.migrated = ""  # the name of the database that new ones are copies of

    def make(self) -> None:
        if self.user:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "school", "-A", "trust", "--encoding=UTF8", "-N")

    def start(self) -> None:
        options = ["-D", str(self.folder / "data"), "-p", str(self.port), "-c", "listen_addresses=127.0.0.1"]
        options += ["-c", f"unix_socket_directories={self.folder}"]
        options += ["-c", "fsync=off", "-c", "full_page_writes=off"]  # no test pulls its plug
        options += ["-c", "autovacuum=off"]  # it would look into each of the many databases again and again
        self.process = subprocess.Popen(
            [str(self.binaries / "postgres"), *options], user=self.user, cwd=self.folder, stderr=subprocess.DEVNULL
        )
        until(self._answers, f"PostgreSQL on port {self.port} answers")

    def stop(self) -> None:
        """Ends the server, whatever connections a test has left open."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # the fast shutdown; that of SIGTERM waits for every client
            try:
                self.process.wait(DEADLINE)
            finally:
                self.process.kill()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """A time without the server, which is there again afterwards whatever came of it."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def _answers(self) -> bool:
        assert self.process
        if self.process.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended with code {self.process.returncode}")
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.url("postgres"), connect_timeout=DEADLINE).close()
            return True
        return False

    def url(self, database: str) -> str:
        return f"postgresql://school@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The URL of a database that nobody has used, a copy of what the migrations make of an empty one."""
        if not self.migrated:
            self.migrated = self._created("template1")
            created = create_engine(make_url(self.url(self.migrated)).set(drivername="postgresql+psycopg"))
            MIGRATE(created)
            created.dispose()  # nobody may be connected to what is copied
        return self.url(self._created(self.migrated))

    def drop(self, url: str) -> None:
        """Drops a database, whatever connections a test has left open."""
        self._execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _created(self, template: str) -> str:
        name = f"d{time.monotonic_ns()}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _execute(self, command: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.binaries / program), *arguments], user=self.user, cwd=self.folder, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A running server."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        Path(folder).chmod(0o755)
        server = PostgreSQL(Path(folder))
        try:
            server.make()
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new store may be made, for each kind of database."""
    if request.param == "sqlite":
        yield str(tmp_path / "kept")
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    place = server.new_database()
    yield place
    server.drop(place)
