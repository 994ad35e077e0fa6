"""The child process of `guarded_child`: contents on standard input, the answer of a function on standard output.

Run by its path, never imported: `python -I -S guarded_process.py WORK SECONDS MEMORY PATH…`, where WORK is
`package.module:function` and the paths are the parent's `sys.path`. A line with the lengths of the contents precedes
them, and one precedes the answer: `done LENGTH`, `memory`, or `fault TYPE FILE:LINE`. Start-up is part of the user's
wait: imports stand where they are needed.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # that of `typing`, which takes its time
if TYPE_CHECKING:
    from collections.abc import Callable


def bound_this_process(seconds: float, memory: int) -> None:
    """Bounds what this process may take, and allows no core dump: it would hold the content.

    Windows has no such limit and macOS does not keep it; there the parent watches.
    """
    if sys.platform == "win32":
        import msvcrt

        # A crash must not open a window on the school's computer and wait there for a click.
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Should the parent be gone, nobody else would stop it.
    whole_seconds = round(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole_seconds, whole_seconds))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):  # macOS may refuse it; Linux must not
        if sys.platform == "linux":
            raise


def given() -> list[bytes] | None:
    """Returns the contents from standard input; nothing where the parent has gone."""
    sizes = [int(size) for size in sys.stdin.buffer.readline().split(b",")]
    contents = [sys.stdin.buffer.read(size) for size in sizes]
    return contents if [len(content) for content in contents] == sizes else None


def run_work(work: str, given: Callable[[], list[bytes] | None]) -> tuple[bytes, bytes]:
    """Returns the head line and what the work returns; it waits for the contents with everything imported."""
    module, _, function = work.partition(":")
    try:
        __import__(module)
        contents = given()
        if contents is None:
            return b"", b""
        body: bytes = getattr(sys.modules[module], function)(*contents)
        return b"done %d\n" % len(body), body
    except MemoryError:
        return b"memory\n", b""
    except Exception as fault:
        return f"fault {type(fault).__name__} {place(fault)}\n".encode("ascii", "replace"), b""


def place(fault: Exception) -> str:
    """Returns file and line where it was raised; its words may quote the content."""
    step = fault.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return f"{os.path.basename(step.tb_frame.f_code.co_filename)}:{step.tb_lineno}" if step else ""  # noqa: PTH119


def main() -> None:
    """Reads all, answers, and goes without tidying up, which would take longer than the system does."""
    import gc

    work, seconds, memory, *paths = sys.argv[1:]
    # At the end of the path, so that no file of the project can stand in for one of Python's own.
    sys.path.extend(paths)
    bound_this_process(float(seconds), int(memory))
    gc.disable()  # it lives for one piece of work
    for part in run_work(work, given):
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
