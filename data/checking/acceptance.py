"""Checked tables → the roster: rows without errors, without who is not a pupil, without pairs that need either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

import pandas as pd

from data.contracts import TABLES
from data.roster import Roster
from data.tables.typed_tables import Table
from data.vocabulary import ROLE_OF_TABLE, SIDES

ONLY_FOR_RULES = frozenset(
    {
        "as_of",
        "age",
        "least_age",
        "duplicate_number",
        "duplicate_person",
        "likely_same_person",
        "left_out",
        "former_name",
    }
    | {"self_pair", "overlaps"}
    | {
        f"{side}_{tail}"
        for side in SIDES
        for tail in ("state", "blame", "detail", "left_out", "born", "former", "position")
    }
)


def accepted(
    tables: Mapping[str, Table], dropped: Mapping[str, Collection[int]], as_of: dt.date
) -> tuple[Roster, dict[str, int]]:
    """The roster, and for each table how many rows errors took out of it; with a person go the pairs that need him."""
    frames: dict[str, pd.DataFrame] = {}
    left_out = dict.fromkeys(TABLES, 0)
    gone: dict[str, set[int]] = {}
    for name in ROLE_OF_TABLE:
        if name in tables:
            frame = tables[name].frame
            kept = frame[~frame.index.isin(dropped[name]) & ~frame["left_out"]]
            gone[name] = set(frame["person"]) - set(kept["person"])
            left_out[name] = len(dropped[name])
            frames[name] = kept
    if "pairs" in tables:
        frame = tables["pairs"].frame
        foreign = frame["mentor_left_out"] | frame["mentee_left_out"]
        faulty = pd.Series(frame.index.isin(dropped["pairs"]), index=frame.index)
        for side in SIDES:
            for name, role in ROLE_OF_TABLE.items():
                faulty |= frame[f"{side}_{role}"].isin(gone.get(name, set()))
        left_out["pairs"] = int((faulty & ~foreign).sum())
        frames["pairs"] = frame[~faulty & ~foreign]
    kept_frames = {
        name: frame.drop(columns=[key for key in frame if key in ONLY_FOR_RULES]).reset_index(drop=True)
        for name, frame in frames.items()
    }
    _number_anew(kept_frames)
    return Roster(kept_frames.get("students"), kept_frames.get("teachers"), kept_frames.get("pairs"), as_of), left_out


def _number_anew(frames: Mapping[str, pd.DataFrame]) -> None:
    """Numbers people without gaps: the same accepted rows give the same roster, whatever was left out between them."""
    for name, role in ROLE_OF_TABLE.items():
        if name not in frames:
            continue
        people = {person: place for place, person in enumerate(dict.fromkeys(frames[name]["person"]))}
        numbers = frames[name]["person"]
        frames[name]["person"] = numbers.map(people).astype(numbers.dtype)  # of nobody `map` makes another type
        if "pairs" in frames:
            for side in SIDES:
                column = frames["pairs"][f"{side}_{role}"]
                frames["pairs"][f"{side}_{role}"] = column.map(people, na_action="ignore").astype(column.dtype)
