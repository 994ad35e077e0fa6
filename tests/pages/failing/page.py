"""Fails as the query asks, always with a name in its hands."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
import warnings

import streamlit as st
from streamlit.logger import get_logger

from data.findings import ListError
from pages.state.rights import checked

NAME = "Подсолнухов Василёк"


class Panic(BaseException):
    """As libraries in Rust raise it."""


class Unraisable:
    def __del__(self) -> None:
        raise BufferError(NAME)


def fail() -> None:
    raise KeyError(NAME)


def fail_with_a_cause() -> bytes:
    try:
        fail()
    except KeyError as error:
        raise ValueError(f"no {NAME}") from error
    return b""


def fail_in_words() -> bytes:
    raise ListError("Хранилище не отвечает.")


def panic() -> bytes:
    raise Panic(NAME)


async def fail_in_a_task() -> None:
    raise ArithmeticError(NAME)


async def fail_in_the_loop() -> None:
    asyncio.get_running_loop().call_soon(int, NAME)
    task = asyncio.create_task(fail_in_a_task())
    await asyncio.sleep(0)
    del task
    await asyncio.sleep(0)
    gc.collect()


match st.query_params.get("fail"):
    case "script":
        fail_with_a_cause()
    case "panic":
        panic()
    case "exit":
        sys.exit(NAME)
    case "rerun":
        st.query_params["fail"] = "after rerun"
        st.rerun()
    case "after rerun":
        st.text("Нарисовано заново")
    case "stop":
        st.stop()
    case "thread":
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    case "collector":
        Unraisable()
    case "warning":
        warnings.warn(f"the cell of {NAME}", UnicodeWarning, stacklevel=1)
    case "loop":
        asyncio.run(fail_in_the_loop())
    case "logger":
        get_logger("app").warning("Not read: %s", OSError(NAME))
        get_logger("app").warning(RuntimeError(NAME))
    case "library":
        logging.getLogger("library").error("Not read: %(cause)s", {"cause": TimeoutError(NAME)})
st.button("click", on_click=panic)
st.download_button("cause", checked("blank", fail_with_a_cause), on_click="ignore")
st.download_button("words", checked("blank", fail_in_words), on_click="ignore")
st.download_button("panic", checked("blank", panic), on_click="ignore")
st.download_button("exit", checked("blank", sys.exit), on_click="ignore")
st.download_button("free", lambda: NAME.encode(), on_click="ignore")
