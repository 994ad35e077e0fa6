"""A process that imports the app once and forks a server for each line on its input."""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import pkgutil
import signal
import sys
from typing import NoReturn, TypedDict

from streamlit.web.cli import main as streamlit


class Request(TypedDict):
    """The command of a server, its environment and the file that it writes to."""

    arguments: list[str]
    environment: dict[str, str]
    output: str


def import_the_app() -> None:
    """Imports every module but the pages themselves, which are scripts, and commands."""
    logging.disable(logging.WARNING)  # Streamlit's, that no server is running
    for room in ("data", "metrics", "charts", "reports", "access", "pages"):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            page = room == "pages" and module.name.count(".") == 1 and not module.ispkg
            if not page and not module.name.endswith("__main__") and ".migrations." not in module.name:
                importlib.import_module(module.name)
    logging.disable(logging.NOTSET)


def serve(request: Request) -> NoReturn:
    """Becomes a server."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(request["environment"])
    output = os.open(request["output"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for descriptor in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(output, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    sys.argv = request["arguments"]
    sys.exit(streamlit())


if __name__ == "__main__":
    import_the_app()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a server that has ended
    for line in sys.stdin:
        if child := os.fork():
            print(child, flush=True)
        else:
            serve(json.loads(line))
