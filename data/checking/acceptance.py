"""Checked tables → the roster of accepted rows.

It leaves out rows with errors, whoever is not a pupil, and pairs that need either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

import pandas as pd

from data.contracts import TABLES
from data.roster import Roster
from data.tables.table import TypedTable
from data.vocabulary import ROLE_OF_TABLE, SIDES


def accepted(
    tables: Mapping[str, TypedTable], faulty: Mapping[str, Collection[int]], as_of: dt.date
) -> tuple[Roster, dict[str, int]]:
    """Returns the roster, and how many rows of each table are left out for errors.

    With a person go the pairs that need him.
    """
    frames: dict[str, pd.DataFrame] = {}
    left_out = dict.fromkeys(TABLES, 0)
    gone: dict[str, set[int]] = {}
    for name in ROLE_OF_TABLE:
        if name in tables:
            frame = tables[name].frame
            frames[name] = frame[~frame.index.isin(faulty[name]) & ~tables[name].marks["left_out"]]
            gone[name] = set(frame["person"]) - set(frames[name]["person"])
            left_out[name] = len(faulty[name])
    if "pairs" in tables:
        frame, marks = tables["pairs"].frame, tables["pairs"].marks
        foreign = marks["mentor_left_out"] | marks["mentee_left_out"]
        is_faulty = pd.Series(frame.index.isin(faulty["pairs"]), index=frame.index)
        for side in SIDES:
            for name, role in ROLE_OF_TABLE.items():
                is_faulty |= frame[f"{side}_{role}"].isin(gone.get(name, set()))
        left_out["pairs"] = int((is_faulty & ~foreign).sum())
        frames["pairs"] = frame[~is_faulty & ~foreign]
    roster = _numbered_anew({name: frame.reset_index(drop=True) for name, frame in frames.items()})
    return Roster(roster.get("students"), roster.get("teachers"), roster.get("pairs"), as_of), left_out


def _numbered_anew(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Returns the frames with people numbered without gaps.

    The same accepted rows give the same roster, whatever was left out between them.
    """
    numbered = dict(frames)
    for name, role in ROLE_OF_TABLE.items():
        if name not in frames:
            continue
        numbers, persons = pd.factorize(frames[name]["person"])
        numbered[name] = frames[name].assign(person=numbers.astype("int64"))
        if "pairs" in numbered:
            places = pd.Series(range(len(persons)), index=persons)
            sides = {key: numbered["pairs"][key] for key in (f"{side}_{role}" for side in SIDES)}
            numbered["pairs"] = numbered["pairs"].assign(
                **{key: ids.map(places, na_action="ignore").astype(ids.dtype) for key, ids in sides.items()}
            )
    return numbered
