"""A failure of the program reports its type and place to the log, never values; who waits gets one Russian sentence."""

from __future__ import annotations

import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from benchmarks.server import ROOT, the_app
from pages.shell.download_files import GONE
from pages.shell.failures import NO_FILE, SENTENCE, keep_values_out_of_the_log
from pages.shell.request_guard import FAILED
from tests.waiting import until
from tests.websocket_client import session

APP = "tests/pages/failing/app.py"
NAME = "Подсолнухов"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


@dataclass(frozen=True)
class FailingApp:
    """A running app whose page fails as the query asks, and all that its server writes."""

    address: str
    log: Path

    def written(self, *words: str) -> str:
        """The log as soon as it holds the words; in none of it stands a name or an id."""

        def text() -> str:
            return self.log.read_text(encoding="utf-8")

        until(lambda: all(word in text() for word in words), f"{words} in the log")
        written = text()
        assert NAME not in written
        assert not UUID.search(written)
        return written


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FailingApp]:
    log = tmp_path_factory.mktemp("server") / "log"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", str(ROOT))
        environment.setenv("PYTHONIOENCODING", "utf-8")
        with the_app(log=log, script=APP) as running:
            yield FailingApp(running.address, log)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """A logger's output with the discreet records switched on for the test alone."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger("app").addHandler(handler)
    with _discreet():
        yield stream
    logging.getLogger("app").removeHandler(handler)


@contextmanager
def _discreet() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as before:
        before.setattr(threading, "excepthook", threading.excepthook)
        before.setattr(sys, "unraisablehook", sys.unraisablehook)
        before.setattr(warnings, "formatwarning", warnings.formatwarning)
        make = logging.getLogRecordFactory()
        keep_values_out_of_the_log()
        yield
        logging.setLogRecordFactory(make)


def elements(messages: list[ForwardMsg]) -> list[Element]:
    return [message.delta.new_element for message in messages if message.WhichOneof("type") == "delta"]


def text_of(messages: list[ForwardMsg]) -> str:
    return b"".join(message.SerializeToString() for message in messages).decode(errors="replace")


def file_ids(messages: list[ForwardMsg]) -> dict[str, str]:
    """What stands behind each download button."""
    return {
        element.download_button.label: element.download_button.deferred_file_id
        for element in elements(messages)
        if element.WhichOneof("type") == "download_button"
    }


def test_the_log_reports_type_and_place_and_no_value(log: io.StringIO):
    try:
        {}["Подсолнухов Василёк"]
    except KeyError as error:
        logging.getLogger("app").error("Uncaught app execution", exc_info=error)
    assert "KeyError" in log.getvalue()
    assert "test_failures.py" in log.getvalue()
    assert NAME not in log.getvalue()


def test_a_record_without_an_exception_stays_as_it_is(log: io.StringIO):
    logging.getLogger("app").error("порт %d занят на %.1f с, %s", 8501, 0.5, "localhost")
    assert log.getvalue() == "порт 8501 занят на 0.5 с, localhost\n"


@pytest.mark.parametrize(
    "name", ["0b9c7a52-6c0d-4e55-9f0e-3c1f6c1b8f6e", "0B9C7A526C0D4E559F0E3C1F6C1B8F6E", "ab" * 28]
)
def test_an_id_is_no_part_of_a_record(log: io.StringIO, name: str):
    logging.getLogger("app").error("PUT %s", f"/_stcore/upload_file/{name}/1")
    logging.getLogger("app").error(f"session {name}")
    logging.getLogger("app").error("sessions %r", {name: 1}.keys())
    logging.getLogger("app").error("session %(id)s", {"id": name})
    logging.getLogger("app").error(f"session {name}", exc_info=KeyError(name))
    assert log.getvalue().count("<id>") == 5
    assert name not in log.getvalue()


def test_an_exception_that_is_its_own_cause_is_reported(log: io.StringIO):
    error = KeyError()
    error.__cause__ = ValueError()
    error.__cause__.__cause__ = error
    logging.getLogger("app").error("Failed", exc_info=error)
    assert log.getvalue().startswith("Failed [KeyError, from ValueError")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("script", ["ValueError at ", ", from KeyError at "]),
        ("thread", ["A thread failed [KeyError at "]),
        ("collector", ["BufferError at "]),
        ("warning", ["UnicodeWarning at "]),
        ("loop", ["Task exception was never retrieved [ArithmeticError at ", "Exception in callback int [ValueError"]),
        ("logger", ["Not read: OSError", "RuntimeError"]),
        ("library", ["Not read: TimeoutError"]),
    ],
)
def test_the_log_reports_types_and_places_of_every_failure_and_no_value(
    failing: FailingApp, kind: str, words: list[str]
):
    with session(failing.address) as page:
        messages = page.run(f"fail={kind}")
    drawn = text_of(messages)
    assert NAME not in drawn
    assert (SENTENCE in drawn) == (kind == "script")
    failing.written(*words)


@pytest.mark.parametrize(("kind", "words"), [("panic", ", from Panic at "), ("exit", ", from SystemExit at ")])
def test_a_panic_of_a_library_is_one_sentence_like_an_exception(failing: FailingApp, kind: str, words: str):
    with session(failing.address) as page:
        drawn = text_of(page.run(f"fail={kind}"))
        assert SENTENCE in drawn
        assert NAME not in drawn
        failing.written(words)
        assert SENTENCE not in text_of(page.run())  # the session goes on


def test_a_click_that_panics_is_one_sentence(failing: FailingApp):
    with session(failing.address) as page:
        ids = [element.button.id for element in elements(page.run()) if element.WhichOneof("type") == "button"]
        assert SENTENCE in text_of(page.click(ids[0]))


def test_a_page_that_asks_for_another_run_or_stops_is_no_failure(failing: FailingApp):
    with session(failing.address) as page:
        drawn = page.run("fail=rerun")
        drawn += page.received("script_finished")
        assert "Нарисовано заново" in text_of(drawn)
        assert SENTENCE not in text_of([*drawn, *page.run("fail=stop")])


@pytest.mark.parametrize(
    ("button", "answer", "words"),
    [
        ("cause", NO_FILE, ", from KeyError at "),
        ("words", "Хранилище не отвечает.", "A download failed [ListError at "),
        ("panic", NO_FILE, "A download failed [Panic at "),
        ("exit", NO_FILE, "A download failed [SystemExit at "),
    ],
)
def test_a_download_that_fails_is_answered_in_russian_and_its_cause_is_in_the_log(
    failing: FailingApp, button: str, answer: str, words: str
):
    with session(failing.address) as page:
        ids = file_ids(page.run())
        assert page.download_error(ids[button]) == answer
        failing.written(words, "page.py:")


def test_a_download_that_asks_for_no_right_is_not_made(failing: FailingApp):
    with session(failing.address) as page:
        assert page.download_error(file_ids(page.run())["free"]) == NO_FILE
        failing.written("A download failed [TypeError at ")


def test_a_download_that_is_no_longer_there_is_answered_in_russian(failing: FailingApp):
    with session(failing.address) as page:
        page.run()
        assert page.download_error("0" * 32) == GONE


def test_a_session_taken_over_leaves_no_id_in_the_log(failing: FailingApp):
    with session(failing.address) as page:
        page.run()
        with session(failing.address, page.id) as again:
            again.run()
            assert again.id == page.id
            assert page.id not in failing.written("Session with id <id> is already connected")


@pytest.mark.parametrize(("sent", "words"), [("text", "KeyError at "), (b"\xff\xff", "DecodeError at ")])
def test_a_message_that_is_none_ends_its_connection_alone(failing: FailingApp, sent: str | bytes, words: str):
    with session(failing.address) as page:
        page.socket.send(sent)
        with pytest.raises(ConnectionClosed):
            page.received("none")
    failing.written(words)
    with session(failing.address) as page:
        assert page.run()


def test_a_route_that_fails_answers_one_sentence_behind_the_same_doors(failing: FailingApp):
    with pytest.raises(HTTPError) as failure:
        urlopen(f"{failing.address}/broken")
    with failure.value as answer:
        assert answer.code == 500
        assert answer.read().decode() == FAILED
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    failing.written("Exception in ASGI application [LookupError at ")
