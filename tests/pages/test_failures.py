"""A failure of the program tells the log its type and place, never the values that were at hand."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from pages.shell.failures import keep_values_out_of_the_log


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """A logger's output with the discreet records switched on for the test alone."""
    before, stream = logging.getLogRecordFactory(), io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger("app").addHandler(handler)
    keep_values_out_of_the_log()
    yield stream
    logging.setLogRecordFactory(before)
    logging.getLogger("app").removeHandler(handler)


def test_the_log_tells_type_and_place_and_no_value(log: io.StringIO):
    try:
        {}["Подсолнухов Василёк"]
    except KeyError as error:
        logging.getLogger("app").error("Uncaught app execution", exc_info=error)
    assert "KeyError" in log.getvalue()
    assert "test_failures.py" in log.getvalue()
    assert "Подсолнухов" not in log.getvalue()


def test_a_record_without_an_exception_stays_as_it_is(log: io.StringIO):
    logging.getLogger("app").error("порт %s занят", 8501)
    assert log.getvalue() == "порт 8501 занят\n"
