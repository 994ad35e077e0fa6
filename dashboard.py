"""The start: `streamlit run dashboard.py` serves the app behind its doors.

A gate may later stand there too.
"""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from pages.shell import doors
from pages.shell.failures import keep_values_out_of_the_log, report_failed_downloads, report_panics, show_failure
from pages.shell.russian import Russian
from pages.shell.warm_up import EarlyPlotly, preparing

keep_values_out_of_the_log()
report_failed_downloads()
report_panics()
app = st.App(
    "pages/frame.py",
    lifespan=preparing,
    middleware=[Middleware(doors.Doors), Middleware(EarlyPlotly), Middleware(Russian)],
    on_script_error=show_failure,
    exception_handlers={Exception: doors.failed},
)
