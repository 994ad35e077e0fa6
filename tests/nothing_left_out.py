"""Where no test may skip, a run fails for what was skipped and for a file that gave no test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import ALL_REQUIRED


class NothingLeftOut:
    """Watches a whole run, on all its workers, and ends it as failed where something was left out."""

    def __init__(self) -> None:
        self.files: set[Path] = set()
        self.left_out: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.left_out.append(f"{report.nodeid} was not collected")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.files.add(Path(report.nodeid.split("::")[0]))
        if report.skipped:
            self.left_out.append(f"{report.nodeid} was skipped")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        root = session.config.rootpath
        silent = [path for path in _asked_for(session.config) if path.relative_to(root) not in self.files]
        self.left_out += [f"{path.relative_to(root)} gave no test" for path in silent]
        if self.left_out and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.left_out:
            terminalreporter.section(f"{ALL_REQUIRED} is set, and these were left out")
            for line in self.left_out:
                terminalreporter.line(line)


def _asked_for(config: pytest.Config) -> Iterator[Path]:
    """Every file of tests in the folders that the run is over."""
    for argument in config.args:
        path = (config.invocation_params.dir / argument.split("::")[0]).resolve()
        yield from [path] if path.is_file() else sorted(path.rglob("test_*.py"))


def watch(config: pytest.Config) -> None:
    """Begins to watch where the environment asks for it; a worker reports to the process that started it."""
    if os.environ.get(ALL_REQUIRED) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(NothingLeftOut())
