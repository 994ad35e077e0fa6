"""`data.guarded_child`: whatever becomes of the child, there is its whole answer or the reason why there is none."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from data import guarded_child
from data.guarded_child import ChildStopped, Limits, Stop, prepare, run_guarded
from tests.waiting import DEADLINE

pytestmark = pytest.mark.guarded

AMPLE = Limits(seconds=DEADLINE, memory=1 << 30, output=1 << 20)
CONTENT = b"x" * 1_000_000


@pytest.fixture(autouse=True)
def no_spare() -> None:
    """None that other tests have prepared."""
    guarded_child._end_spares()


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, for a module `works` that the child imports."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "works.py"


def stopped(limits: Limits = AMPLE) -> ChildStopped:
    with pytest.raises(ChildStopped) as caught:
        run_guarded("works:work", CONTENT, limits=limits)
    return caught.value


def test_the_child_takes_several_contents_and_answers_in_bytes(works: Path) -> None:
    works.write_text("def work(*contents):\n    return b'|'.join(contents)\n", encoding="utf-8")
    assert run_guarded("works:work", b"a\n\0", b"", b"\xff", limits=AMPLE) == b"a\n\0||\xff"
    assert run_guarded("works:work", b"", limits=AMPLE) == b""


BEHAVIOUR = {
    "dies before it has read": ("import os; os.abort()", Stop.DIED),
    "is no Python": ("this is no Python", Stop.DIED),
    "has no such function": ("", Stop.DIED),
    "says nothing": ("def work(_):\n    import os; os._exit(0)", Stop.DIED),
    "says half": ("def work(_):\n    import os; os.write(1, b'done 9\\nhalf'); os._exit(0)", Stop.DIED),
    "answers with a text": ("def work(_):\n    return 'text'", Stop.DIED),
    "never ends": ("def work(_):\n    while True: pass", Stop.TIME),
    "never reads": ("import time; time.sleep(60)", Stop.TIME),
    "never stops talking": ("def work(_):\n    import os\n    while True: os.write(1, b'x' * 9999)", Stop.OUTPUT),
    "answers too much": ("def work(_):\n    return b'x' * 1_048_577", Stop.OUTPUT),
    "takes all memory": ("def work(_):\n    return b'x' * (2 << 30)", Stop.MEMORY),
}


@pytest.mark.parametrize("behaviour", BEHAVIOUR)
def test_whatever_the_child_does_there_is_a_reason(
    behaviour: str, works: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, stop = BEHAVIOUR[behaviour]
    works.write_text(code, encoding="utf-8")
    limits = Limits(1, AMPLE.memory, AMPLE.output) if stop is Stop.TIME else AMPLE
    others = set(psutil.Process().children())  # other tests of this process may have left servers
    assert stopped(limits).stop is stop
    assert capfd.readouterr() == ("", "")
    assert set(psutil.Process().children()) <= others  # no child is left, not even as a zombie


def test_memory_is_watched_where_the_system_does_not_bound_it(works: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works.write_text("def work(_):\n    x = b'x' * 300_000_000\n    import time; time.sleep(600)", encoding="utf-8")
    monkeypatch.setattr(guarded_child, "WATCHES_MEMORY", True)  # as on Windows and macOS
    memory = guarded_child._memory
    monkeypatch.setattr(guarded_child, "_memory", lambda pid: memory(pid) * 10)  # the child's own bound stays far off
    assert stopped(Limits(DEADLINE, 2_000_000_000, 100)).stop is Stop.MEMORY


def test_an_exception_in_the_work_tells_its_place_and_nothing_of_the_content(works: Path) -> None:
    works.write_text("def work(content):\n    raise ValueError(content)", encoding="utf-8")
    assert str(stopped()) == "died: fault ValueError works.py:2"


def test_a_prepared_child_does_the_next_run_and_goes_with_it(works: Path) -> None:
    works.write_text("import os\ndef work(content):\n    return b'%d' % os.getpid()\n", encoding="utf-8")
    prepare("works:work", AMPLE)
    prepare("works:work", AMPLE)
    spare = guarded_child._spares["works:work", AMPLE].pid
    assert run_guarded("works:work", CONTENT, limits=AMPLE) == b"%d" % spare
    assert run_guarded("works:work", CONTENT, limits=AMPLE) != b"%d" % spare
    assert not guarded_child._spares


def test_a_prepared_child_that_has_come_to_an_end_costs_nobody_an_answer(works: Path) -> None:
    works.write_text("def work(content):\n    return content[:1]\n", encoding="utf-8")
    prepare("works:work", AMPLE)
    guarded_child._spares["works:work", AMPLE].kill()
    assert run_guarded("works:work", CONTENT, limits=AMPLE) == b"x"


def test_a_prepared_child_serves_no_other_work_and_no_other_limits(works: Path) -> None:
    works.write_text(
        "def work(content):\n    return b'one'\ndef other(content):\n    return b'other'\n", encoding="utf-8"
    )
    prepare("works:work", AMPLE)
    assert run_guarded("works:other", CONTENT, limits=AMPLE) == b"other"
    assert run_guarded("works:work", CONTENT, limits=Limits(9, AMPLE.memory, AMPLE.output)) == b"one"
    assert list(guarded_child._spares) == [("works:work", AMPLE)]
    guarded_child._end_spares()


def test_a_prepared_child_goes_with_its_parent(works: Path) -> None:
    works.write_text("def work(content):\n    return b''\n", encoding="utf-8")
    code = (
        "import os, sys; sys.path[:0] = sys.argv[1:]; from data import guarded_child as g;"
        "limits = g.Limits(9, 1 << 30, 1 << 20); g.prepare('works:work', limits);"
        "print(g._spares['works:work', limits].pid, flush=True);{}"
    )
    for end in ("", "os._exit(1)"):  # as it should, and killed
        command = [sys.executable, "-c", code.format(end), *sys.path]
        pid = int(subprocess.run(command, capture_output=True, check=False).stdout)
        until = time.monotonic() + 20
        while _is_running(pid) and time.monotonic() < until:
            time.sleep(0.01)
        assert not _is_running(pid)


def _is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
