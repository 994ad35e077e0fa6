"""Files of the media store, bound to the page that made them: Streamlit gives each to whoever knows its address."""

from __future__ import annotations

from typing import Any

from streamlit import runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from access import owners
from data.findings import ListError

GONE = "Этого файла уже нет. Обновите страницу и скачайте снова."


def bind_files_to_pages() -> None:
    """Makes the running server note whose each file is. There is no setting for it."""
    files = runtime.get_instance().media_file_mgr
    add = files.add

    def bound(*arguments: Any, **named: Any) -> str:
        address = add(*arguments, **named)
        if context := get_script_run_ctx():
            _bind(address, context.session_id)
        return address

    files.add = bound  # type: ignore[method-assign]


def made_for(page: str, file: str) -> str:
    """Returns the address of a file whose making was put off until its button is pressed; runs what makes it.

    Raises `ListError` where the button stands on another page, or on none any more.
    """
    files = runtime.get_instance().media_file_mgr
    entry = files._deferred_callables.get(file)
    if entry is None or entry["session_id"] != page:
        raise ListError(GONE)
    address = files.execute_deferred(file)
    _bind(address, page)
    return address


def _bind(address: str, page: str) -> None:
    owners.bind_file(address.rpartition("/")[2].partition(".")[0], page)
