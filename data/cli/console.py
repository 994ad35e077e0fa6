"""Output for the console that is there.

In its own encoding, with plainer signs where it lacks some.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import TextIO

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
PLAINER = {
    "«": '"',
    "»": '"',
    "„": '"',
    "“": '"',
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "→": "->",
    "≥": ">=",
    "≤": "<=",
    "№": "N",
    "×": "x",
    "·": "*",
    "\u00a0": " ",
    "\u202f": " ",
}
PLAIN = "mentoring.plain"  # the name of the error handler


def speak_russian() -> None:
    """Lets Russian be printed on any console or pipe.

    To be called before a parser may print its help. A pipe of Windows gets the code page of its console, as `more` and
    PowerShell expect; an encoding without Russian letters gives way to UTF-8.
    """
    codecs.register_error(PLAIN, _plainer)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=encoding_for(stream), errors=PLAIN)


def encoding_for(stream: TextIO) -> str:
    """Returns the encoding in which the reader of the stream can read Russian."""
    encoding = stream.encoding if stream.isatty() else _console_page() or stream.encoding
    try:
        RUSSIAN.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "utf-8"
    return encoding


def _console_page() -> str:
    """Returns the code page of a Windows console, else an empty text.

    Python uses that page for the screen alone.
    """
    if sys.platform != "win32" or os.environ.get("PYTHONIOENCODING") or sys.flags.utf8_mode:
        return ""
    import ctypes

    page = ctypes.windll.kernel32.GetConsoleOutputCP()
    return f"cp{page}" if page else ""


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAINER.get(sign, "?") for sign in error.object[error.start : error.end]), error.end
