"""What the first visitor would wait for, made ready while the browser still opens."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.findings import ListError
from data.spreadsheets.reading import prepare_reading
from pages.shell.served import SCRIPTS, static

# Without a hint the browser asks for Plotly, 4.7 MB to be compiled, only when the first answer of the server has come.
PLOTLY = "PlotlyChart.*.js"


@asynccontextmanager
async def preparing(_app: object) -> AsyncIterator[None]:
    """Loads the modules, checks the store and reads the lists behind the server's start."""
    threading.Thread(target=prepare_first_visit, name="first visit", daemon=True).start()
    yield


def prepare_first_visit() -> None:
    """Makes everything ready, then takes it out of garbage collection: Streamlit collects after each run of a page.

    A million objects that stay until the end would be looked through at every click.
    """
    from charts import breakdown, bullet, trend  # noqa: F401
    from pages.state import session, stored

    prepare_reading()  # the first upload does not wait for its child to start
    with suppress(ListError):  # every visitor sees it
        if not stored.prepare():
            session.demonstration()
    gc.collect()
    gc.freeze()


class EarlyPlotly:
    """Middleware: tells the browser with the page itself that Plotly will be needed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.hint = ", ".join(f"<{static()}js/{path.name}>; rel=modulepreload" for path in SCRIPTS.glob(PLOTLY))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def hinting(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", self.hint)
            await send(message)

        await self.app(scope, receive, hinting if scope["type"] == "http" else send)
