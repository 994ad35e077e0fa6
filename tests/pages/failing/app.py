"""The app's own request guard and log around a page that fails in every way there is."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route

from pages.shell import request_guard
from pages.shell.failures import keep_values_out_of_the_log, report_failed_downloads, report_panics, show_failure


async def broken(_request: Request) -> None:
    raise LookupError("Подсолнухов Василёк")


keep_values_out_of_the_log()
report_failed_downloads()
report_panics()
app = st.App(
    "page.py",
    middleware=[Middleware(request_guard.RequestGuard)],
    routes=[Route("/broken", broken)],
    on_script_error=show_failure,
    exception_handlers={Exception: request_guard.failed},
)
