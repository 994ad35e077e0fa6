"""Where the sample files of the tests lie: all of them in the project itself."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "samples"
ROSTERS = SAMPLES / "rosters"
HOSTILE = SAMPLES / "hostile"
WILD = SAMPLES / "spreadsheets_in_the_wild"
ROADMAP = SAMPLES / "roadmap_and_targets.txt"
EXPECTED: dict[str, Any] = json.loads((ROSTERS / "expected.json").read_text(encoding="utf-8"))
MORE_WILD = "MORE_SPREADSHEETS"  # a folder with an INDEX.tsv like that of `WILD`, read as well


def roster_paths(name: str) -> list[Path]:
    """The files of one sample school."""
    path = ROSTERS / name
    return sorted(path.iterdir()) if path.is_dir() else [path]


def roster_files(name: str) -> list[tuple[str, bytes]]:
    """Names and contents of the files of one sample school, as they are uploaded."""
    return [(path.name, path.read_bytes()) for path in roster_paths(name)]


def wild(*kinds: str) -> list[Path]:
    """The spreadsheets of these kinds that other projects made."""
    return [path for path, kind in _KINDS.items() if kind in kinds]


def _kinds(folder: Path) -> dict[Path, str]:
    with (folder / "INDEX.tsv").open(encoding="utf-8") as lines:
        return {folder / row["file"]: row["kind"] for row in csv.DictReader(lines, delimiter="\t")}


_FOLDERS = [WILD, *(Path(folder) for folder in [os.environ.get(MORE_WILD)] if folder)]
_KINDS = {path: kind for folder in _FOLDERS for path, kind in _kinds(folder).items()}
