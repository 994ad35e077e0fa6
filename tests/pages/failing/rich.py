"""Prints exceptions with their values past the log, as the library of this name does where it is installed."""

from __future__ import annotations

import sys

Box = Panel = object


class Console:
    def __init__(self, **_options: object) -> None: ...

    def print(self, text: str) -> None:
        print(text, flush=True)


class Traceback:
    @staticmethod
    def from_exception(kind: type[BaseException], error: BaseException, *_more: object, **_options: object) -> str:
        return f"{kind.__name__}: {error}"


box = panel = console = traceback = sys.modules[__name__]
sys.modules.update({f"rich.{name}": sys.modules[__name__] for name in ("box", "panel", "console", "traceback")})
