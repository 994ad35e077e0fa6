"""The README stays true: its commands, its paths, its options."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) for line in block.strip().splitlines()]


def test_the_first_screen_holds_two_commands_that_install_and_then_run():
    first_screen = README[: README.index("## Для сотрудников школы")]
    commands = re.findall(r"^(python -m pip install .+)$", first_screen, re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith("python -m streamlit run dashboard.py")
    assert commands[1].endswith("python -m pytest")


@pytest.mark.parametrize(
    "name", sorted({name for line in COMMANDS for name in re.findall(r"[\w-]+\.(?:txt|py)\b", line)})
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


@pytest.mark.parametrize("command", ["data", "data save", "data backup", "data restore", "reports"])
def test_every_option_that_the_text_names_is_taken_by_its_command(command: str):
    usage = next(line for line in COMMANDS if line.startswith(f"python -m {command} "))
    told = subprocess.run(
        [sys.executable, "-m", *command.split(), "--help"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    assert set(re.findall(r"--[a-z-]+", usage)) == set(re.findall(r"--[a-z-]+", told)) - {"--help"}


def test_what_runs_is_pinned_to_the_last_digit():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            requirement = line.split("#")[0].strip()
            if requirement and not requirement.startswith("-r"):
                assert re.match(r"[\w-]+(\[\w+\])?==[\d.]+", requirement), requirement
                assert "#" in line, f"{requirement}: one line must say why it is here"
