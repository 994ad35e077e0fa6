"""Ends a process at one of the things it does with files: as a power cut or a kill would, without a last word."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

STEPS = ("open", "os.", "shutil.", "sqlite3.connect")  # audit events, docs.python.org/3/library/audit_events.html
ENDED, FAILED = 9, 1


def ended_at(step: int, act: Callable[[], object], within: str) -> bool:
    """Runs `act` in a process of its own that ends before its `step`-th dealing with a file under a folder.

    False where it came to its end before that.
    """
    child = os.fork()
    if child == 0:
        _end_at(step, within)
        try:
            act()
        except BaseException:
            os._exit(FAILED)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, ENDED), "the act failed by itself"
    return code == ENDED


def _end_at(step: int, within: str) -> None:
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event.startswith(STEPS) and any(within in str(argument) for argument in arguments):
            seen += 1
            if seen == step:
                os._exit(ENDED)

    sys.addaudithook(hook)
