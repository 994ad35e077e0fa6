"""The README stays true: its commands, its paths, its options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from access.commands import main as access
from data.__main__ import main as data
from reports.__main__ import main as reports

ROOT = Path(__file__).parents[1]
MAINS = {"access": access, "data": data, "reports": reports}
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) for line in block.strip().splitlines()]


def test_the_first_screen_holds_two_commands_that_install_and_then_run():
    first_screen = README[: README.index("## Для сотрудников школы")]
    commands = re.findall(r"^(python -m pip install .+)$", first_screen, re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith("python -m streamlit run dashboard.py")
    assert commands[1].endswith("python -m pytest")


@pytest.mark.parametrize(
    "name", sorted({name for line in COMMANDS for name in re.findall(r"[\w-]+\.(?:txt|lock|py)\b", line)})
)
def test_every_file_that_a_command_names_exists(name: str):
    assert (ROOT / name).is_file()


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`|\]\(([\w./-]+)\)", README)), key=str)
)
def test_every_path_that_the_text_names_exists(path: tuple[str, str]):
    name = path[0] or path[1]
    if "/" in name or name.endswith((".py", ".toml", ".md", ".txt", ".png")):
        assert (ROOT / name).exists()


@pytest.mark.parametrize(
    "command", ["data", "data save", "data backup", "data restore", "reports", "access password", "access serve"]
)
def test_every_option_that_the_text_names_is_taken_by_its_command(command: str, capsys: pytest.CaptureFixture[str]):
    usage = next(line for line in COMMANDS if line.startswith(f"python -m {command} "))
    module, *rest = command.split()
    with pytest.raises(SystemExit):
        MAINS[module]([*rest, "--help"])
    told = capsys.readouterr().out
    assert set(re.findall(r"--[a-z-]+", usage)) == set(re.findall(r"--[a-z-]+", told)) - {"--help"}


def test_what_runs_is_pinned_to_the_last_digit():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            requirement = line.split("#")[0].strip()
            if requirement and not requirement.startswith("-r"):
                assert re.match(r"[\w-]+(\[\w+\])?==[\d.]+", requirement), requirement
                assert "#" in line, f"{requirement}: one line must say why it is here"


def pins(name: str) -> dict[str, set[str]]:
    """The versions of each package that a list names; a lock may hold one for each system or Python."""
    versions: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", line):
            versions.setdefault(re.sub(r"[-_.]+", "-", pin[1]).lower(), set()).add(pin[2])
    return versions


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_holds_what_the_list_names(name: str):
    listed, locked = pins(f"{name}.txt"), pins(f"{name}.lock")
    assert listed and {package: locked.get(package) for package in listed} == listed


def test_both_locks_hold_the_same_versions():
    runs, checks = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {package: checks.get(package) for package in runs} == runs


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes_and_no_host_is_named(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    for block in re.split(r"\n(?=[\w.-]+==)", text)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]
