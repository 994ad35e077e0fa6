"""Failures of the program: a sentence on the screen, type and place in the log."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from numbers import Number
from typing import Any

import streamlit as st
from streamlit.logger import get_logger
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from data.findings import ListError
from pages.shell.download_files import made_for
from pages.state.account import acting_page

SENTENCE = (
    "Не получилось показать эту страницу – ошибка в программе. Загруженные списки не потеряны. "
    "Обновите страницу; если ошибка повторится, сообщите время и название страницы тому, кто обслуживает программу."
)
NO_FILE = (
    "Не получилось сделать файл – ошибка в программе. Обновите страницу и скачайте снова; "
    "если ошибка повторится, сообщите время и название файла тому, кто обслуживает программу."
)
LOG = get_logger(__name__)
PLACES = 4  # of an exception that the log names, innermost first
CAUSES = 6  # of an exception that are looked at
# Whoever knows the id of a session, an upload or a download has it: UUIDs, and hashes of contents.
IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}", re.IGNORECASE)
# From here on a message that was put together beforehand may hold values: asyncio adds arguments, then objects.
VALUES = re.compile(r"[\n(<]")


def keep_values_out_of_the_log() -> None:
    """Makes all output of the server discreet.

    It holds no text of an exception, which may hold a child's data, and no id.
    """
    make = logging.getLogRecordFactory()

    def discreet(*arguments: object, **named: object) -> logging.LogRecord:
        record = make(*arguments, **named)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            message = IDENTIFIER.sub("<id>", VALUES.split(str(record.msg))[0].rstrip())
            record.msg = f"{message} [{type_and_place(error)}]"
            record.args, record.exc_info, record.exc_text = (), None, None
        else:
            record.msg = _without_values(record.msg)
            if isinstance(record.args, Mapping):
                record.args = {name: _without_values(value) for name, value in record.args.items()}
            else:
                record.args = tuple(map(_without_values, record.args or ()))
        return record

    logging.setLogRecordFactory(discreet)
    threading.excepthook = _log_failed_thread
    sys.unraisablehook = _log_unraisable
    warnings.formatwarning = _type_and_place_of_warning


def type_and_place(error: BaseException) -> str:
    """Returns the types of the exception and its causes, with their innermost places."""
    words = []
    for cause in _causes(error):
        frames = traceback.extract_tb(cause.__traceback__)[-PLACES:]
        places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
        words.append(f"{type(cause).__name__} at {places}" if places else type(cause).__name__)
    return ", from ".join(words)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Returns the exception, then what it came from, as far back as the log goes."""
    cause: BaseException | None = error
    for _ in range(CAUSES):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _without_values(value: object) -> object:
    if isinstance(value, BaseException):
        return type_and_place(value)
    return value if isinstance(value, Number) else IDENTIFIER.sub("<id>", str(value))


def _log_failed_thread(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None and not isinstance(failure.exc_value, SystemExit):
        LOG.error("A thread failed", exc_info=failure.exc_value)


def _log_unraisable(failure: sys.UnraisableHookArgs) -> None:
    LOG.error("An exception could not be raised", exc_info=failure.exc_value)


def _type_and_place_of_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None
) -> str:
    return f"{category.__name__} at {filename}:{lineno}\n"


def show_failure(_error: Exception) -> bool:
    """Shows the sentence in place of Streamlit's own English box."""
    st.error(SENTENCE, icon=":material/error:")
    return True


class Panic(Exception):
    """A failure that is no `Exception`: a panic of a library in Rust, an exit."""


def report_panics() -> None:
    """Makes a panic of a page or a click a failure like others.

    Streamlit would let it end the page's thread, and the browser would wait for ever.
    """
    execute = script_runner.exec_func_with_error_handling  # type: ignore[attr-defined]

    def executed(script: Callable[[], Any], context: ScriptRunContext) -> Any:
        def run() -> Any:
            try:
                return script()
            except (Exception, ScriptControlException):  # the latter are st.rerun and st.stop
                raise
            except BaseException as panic:
                raise Panic from panic

        return execute(run, context)

    script_runner.exec_func_with_error_handling = executed  # type: ignore[assignment, attr-defined]


def report_failed_downloads() -> None:
    """Puts the Russian answer to a failed download in place of Streamlit's.

    There is no setting for it.
    """
    app_session.DeferredFileHandler = Downloads  # type: ignore[attr-defined]


class Downloads(DeferredFileHandler):
    """Makes the file of a download button when it is pressed."""

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """Returns the address of the file, else what a user may read of why there is none."""
        response = BackendOperationResponse(request_id=request.request_id)
        acting = acting_page.set(session_id)
        try:
            url = await asyncio.to_thread(made_for, session_id, request.deferred_file.file_id)
            response.deferred_file.url = url
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # a panic of a library in Rust is no Exception
            LOG.error("A download failed", exc_info=error)
            response.error_msg = next((str(cause) for cause in _causes(error) if isinstance(cause, ListError)), NO_FILE)
        finally:
            acting_page.reset(acting)
        return response
