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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from data.store.location import VARIABLE
from tests.nothing_left_out import watch
from tests.programs import needed
from tests.waiting import DEADLINE, until

MAIN = sys.modules["__main__"]


def pytest_configure(config: pytest.Config) -> None:
    watch(config)


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("store")
    monkeypatch.setenv(VARIABLE, str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("user")))  # copies of a database by URL lie there
    return folder


@pytest.fixture(autouse=True)
def own_main_module() -> None:
    """The page of an AppTest stays the main module of the process: a process that a later test starts would run it."""
    sys.modules["__main__"] = MAIN


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

    def make(self) -> None:
        if self.user:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "school", "-A", "trust", "--encoding=UTF8", "-N")

    def start(self) -> None:
        options = ["-D", str(self.folder / "data"), "-p", str(self.port), "-c", "listen_addresses=127.0.0.1"]
        options += ["-c", f"unix_socket_directories={self.folder}"]
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
        """The URL of a database that nobody has used."""
        name = f"d{time.monotonic_ns()}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

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
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store may be made, for each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "kept")
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database()
