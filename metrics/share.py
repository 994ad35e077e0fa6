"""The one formula: distinct people of a part over the people of a whole, for all declared indicators at once.

Each list of people is joined once with the roles that its people have in active pairs, and read once. What is to
be counted is a set of `Tally` values, so that a condition that several indicators share is computed once. Written
in narwhals: pandas and DuckDB give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw

from data.period import Period
from data.roster import Roster
from metrics.indicators import Band, Declarations, Group, Indicator, People, Settings
from metrics.population import Filters, Moment, active, all_of, chosen, enrolled, in_band, left_within, points

PEOPLE: dict[People, str] = {"students": "student", "teachers": "teacher"}
REMOTE_MODES = ("remote", "mixed")  # domain.md: both count as «с использованием дистанционных технологий»

READ = frozenset(
    ("person", "birth", "birth_latest", "class_name", "grade", "ovz", "enrolled_on", "hired_on", "left_on")
    + ("young_specialist", "experience", "mentor_student", "mentor_teacher", "mentee_student", "mentee_teacher")
    + ("form", "mode", "mentor_role", "start", "end", "cancelled")
    + tuple(f"{register}{tail}" for register in ("at_risk", "vshu", "pdn", "kdn") for tail in ("", "_since", "_until"))
)

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
Role = Literal["mentee", "mentor", "either"]
Ages = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """People to count: enrolled on the day or (`gone`) left within the period, of a band, perhaps in a role."""

    group: Group | None
    ages: Ages | None
    role: Role | None = None
    gone: bool = False
    distance: bool = False


Counts = dict[Tally, int]


def tallies(indicator: Indicator, declarations: Declarations) -> dict[str, Tally]:
    """What an indicator needs counted: `part`, `could`, `left`, perhaps `distance`, and `whole:…` by reading."""
    group, ages, role = indicator.part.group, indicator.part.ages, indicator.part.role
    needed = {
        "part": Tally(group, ages, role),
        "could": Tally(group, ages),
        "left": Tally(group, ages, role, gone=True),
    }
    if indicator.counts_distance:
        needed["distance"] = Tally(group, ages, role, distance=True)
    for key in indicator.readings:
        whole = declarations.wholes[key]
        needed[f"whole:{key}"] = Tally(whole.group, whole.ages)
    return needed


def frame_of(native: Any) -> Frame:
    """A list as a narwhals frame, whatever engine keeps it."""
    frame: Frame = nw.from_native(native)
    return frame


def _needed_columns(frame: Frame) -> Frame:
    """Without names and other texts that no condition reads: what is joined stays light."""
    return frame.select([name for name in columns_of(frame) if name in READ])


def columns_of(frame: Frame) -> list[str]:
    return frame.collect_schema().names()


def with_roles(people: Frame, pairs: Frame, kind: str, at: Moment, filters: Filters, key: Sequence[str]) -> Frame:
    """The people with `mentee`, `mentor` and `distance`: 1 or 0 for who is in an active pair, null for who is not."""
    columns = columns_of(pairs)
    remote = nw.col("mode").is_in(REMOTE_MODES) if "mode" in columns else nw.lit(False)
    sides = ("mentee", "mentor")
    kept = pairs.filter(active(at, filters, columns)).select(
        *(nw.col(f"{side}_{kind}") for side in sides), *(nw.col(name) for name in key[1:]), distance=remote.cast(nw.Int64)
    )
    told = [
        kept.filter(~nw.col(f"{side}_{kind}").is_null()).select(
            *(nw.col(name) for name in key[1:]),
            person=nw.col(f"{side}_{kind}").cast(nw.Int64),
            mentee=nw.lit(int(side == "mentee")),
            mentor=nw.lit(int(side == "mentor")),
            distance=nw.col("distance"),
        )
        for side in sides
    ]
    roles = nw.concat(told).group_by(*key).agg(nw.col("mentee", "mentor", "distance").max())
    return people.join(roles, on=list(key), how="left")


def in_role(role: Role) -> nw.Expr:
    """Has an active pair in the role; who is in no pair has no roles at all."""
    return ~nw.col("mentee").is_null() if role == "either" else nw.col(role) == 1


def count(
    roster: Roster, periods: Sequence[Period], filters: Filters, declarations: Declarations, settings: Settings
) -> list[Counts]:
    """Counts of people for each period; what the lists cannot tell (a list or column is missing) has no entry."""
    if len(periods) > 1 and isinstance(frame_of(roster.pairs if roster.pairs is not None else roster.students), nw.LazyFrame):
        return [count(roster, [period], filters, declarations, settings)[0] for period in periods]
    counts: list[Counts] = [{} for _ in periods]
    for people, kind in PEOPLE.items():
        native = getattr(roster, people)
        if native is None or roster.pairs is None:
            continue
        needed = {
            tally
            for indicator in declarations.indicators
            if declarations.people(indicator) == people
            for tally in tallies(indicator, declarations).values()
        }
        frame, pairs = (_needed_columns(frame_of(one)) for one in (native, roster.pairs))
        at, key = Moment(periods[0]), ["person"]
        if len(periods) > 1:
            frame, pairs = _at_points([frame, pairs], periods, needed, filters, settings)
            at, key = Moment(), ["person", "point_"]
        flags = _flags(needed, people, at, filters, settings, columns_of(frame))
        if flags:
            joined = with_roles(frame, pairs, kind, at, filters, key).with_columns(**flags)
            _add(counts, joined, _sums(needed, flags), key[1:])
    return counts


def _at_points(
    frames: Iterable[Frame], periods: Sequence[Period], needed: set[Tally], filters: Filters, settings: Settings
) -> list[Frame]:
    """Every row of the frames once for each period."""
    bands = [tally.ages for tally in needed] + [filters.ages, (0, settings.young_specialist_oldest)]
    years = {year for band in bands if band for year in (band[0], band[1] + 1)}
    table = points(periods, sorted(years))
    return [frame.join(nw.from_dict(table, backend=frame.implementation), how="cross") for frame in frames]


def _band_name(tally: Tally) -> str:
    return f"band_{tally.group}_{tally.ages}"


def _flags(
    needed: set[Tally], people: People, at: Moment, filters: Filters, settings: Settings, columns: list[str]
) -> dict[str, nw.Expr]:
    """Conditions on people as named columns, each computed once; none where the filter asks for what is not told."""
    narrowed = chosen(people, filters, at, settings, columns)
    if narrowed is None:
        return {}
    flags = {"here_": enrolled(people, at, columns) & narrowed}
    gone = left_within(people, at, columns)
    flags["gone_"] = gone & narrowed if gone is not None else nw.lit(False)
    for tally in needed:
        band = in_band(Band(group=tally.group, ages=tally.ages), at, settings, columns)
        if band is not None and (tally.group or tally.ages):
            flags[_band_name(tally)] = band
    return flags


def _sums(needed: set[Tally], flags: dict[str, nw.Expr]) -> dict[Tally, nw.Expr]:
    """Each tally that the lists can tell of, as 1 or 0 a person."""
    sums = {}
    for tally in needed:
        conditions = [nw.col("gone_" if tally.gone else "here_")]
        if tally.group or tally.ages:
            if _band_name(tally) not in flags:
                continue
            conditions.append(nw.col(_band_name(tally)))
        if tally.role:
            conditions.append(in_role(tally.role))
        if tally.distance:
            conditions.append(nw.col("distance") == 1)
        sums[tally] = all_of(conditions).cast(nw.Int64)
    return sums


def _add(counts: list[Counts], people: Frame, sums: dict[Tally, nw.Expr], by: list[str]) -> None:
    names = {f"sum_{place}": tally for place, tally in enumerate(sums)}
    told = people.select(*by, **{name: sums[tally] for name, tally in names.items()})
    summed = told.group_by(*by).agg(nw.col(*names).sum()) if by else told.select(nw.col(*names).sum())
    eager = summed.collect() if isinstance(summed, nw.LazyFrame) else summed
    for row in eager.rows(named=True):
        for name, tally in names.items():
            counts[int(row["point_"]) if by else 0][tally] = int(row[name] or 0)
