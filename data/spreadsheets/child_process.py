"""The child process of `reading`: a file's bytes on standard input, JSON on standard output.

Run by its path, never imported: `python -I -S child_process.py PATH…`, where the paths are the parent's
`sys.path`. The answer is `["sheets", [name, rows, merged, hidden]…]` or `["refused", cause, [[key, text]…]]`;
a date or time in a row is `{"moment": ISO text}`, an error value `{"error": text}`. It ends without a word when
it runs out of memory. Start-up is part of the user's wait: imports stand where they are needed.
"""

from __future__ import annotations

import os
import sys


def bound_this_process() -> None:
    """Take at most what the parent allows, and leave no core dump: it would hold the list.

    Windows has no such limit and macOS does not keep it; there the parent watches.
    """
    from data.spreadsheets.limits import MEMORY_LIMIT, TIME_LIMIT

    if sys.platform == "win32":
        import msvcrt

        # A crash must not open a window on the school's computer and wait there for a click.
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Should the parent be gone, nobody else would stop it.
    seconds = round(TIME_LIMIT) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (ValueError, OSError):  # macOS may refuse it; Linux must not
        if sys.platform == "linux":
            raise


def answer(content: bytes) -> bytes:
    """What `content` holds, or why it is not read, as JSON."""
    import json

    from data.spreadsheets.limits import Refused
    from data.spreadsheets.workbook import read

    try:
        return b'["sheets",' + b",".join(read(content)) + b"]"
    except Refused as refused:
        return json.dumps(["refused", refused.cause, list(refused.details.items())]).encode()


def main() -> None:
    """Read all, answer, and go without tidying up, which would take longer than the system does."""
    import gc

    # At the end of the path, so that no file of the project can stand in for one of Python's own.
    sys.path.extend(sys.argv[1:])
    bound_this_process()
    gc.disable()  # lists of cells hold no cycles to look for
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
