"""The start: `streamlit run dashboard.py` serves the app behind its request guard and its gate."""

from __future__ import annotations

import sys

import streamlit as st
from starlette.middleware import Middleware

from access.connections import bound_connections
from access.gate import Gate
from access.network import refuse_open
from access.oidc_provider import configured
from data.findings import ListError
from pages.shell import request_guard
from pages.shell.failures import keep_values_out_of_the_log, report_failed_downloads, report_panics, show_failure
from pages.shell.served import Served
from pages.shell.warm_up import EarlyPlotly, preparing
from pages.shell.websocket_messages import refuse_other_messages

try:
    refuse_open(st.get_option("server.address"), st.get_option("server.sslCertFile"))
    configured()
except ListError as refusal:
    sys.exit(str(refusal))
keep_values_out_of_the_log()
report_failed_downloads()
report_panics()
refuse_other_messages()
bound_connections()
app = st.App(
    "pages/frame.py",
    lifespan=preparing,
    middleware=[Middleware(request_guard.RequestGuard), Middleware(Gate), Middleware(EarlyPlotly), Middleware(Served)],
    on_script_error=show_failure,
    exception_handlers={Exception: request_guard.failed},
)
