"""The five shares as one DuckDB query: what `metrics` is measured against."""

from __future__ import annotations

import datetime as dt

import duckdb

from benchmarks.by_hand_pandas import Figures

QUERY = """
WITH active AS (
    SELECT mentee_student, mentor_student, mentee_teacher, mode IN ('remote', 'mixed') AS remote
    FROM pairs
    WHERE start <= $last AND NOT cancelled AND ("end" IS NULL OR "end" >= $first)
), roles AS (
    SELECT person, bool_or(mentee) AS mentee, bool_or(mentor) AS mentor, bool_or(remote) AS remote
    FROM (
        SELECT mentee_student AS person, true AS mentee, false AS mentor, remote FROM active
        UNION ALL SELECT mentor_student, false, true, remote FROM active
    ) WHERE person IS NOT NULL GROUP BY person
), pupils AS (
    SELECT s.person,
        (enrolled_on IS NULL OR enrolled_on <= $last) AND (left_on IS NULL OR left_on > $last) AS here,
        left_on BETWEEN $first AND $last AS gone,
        birth_latest <= $born_11 AND birth > $born_19 AS from_11,
        birth_latest <= $born_15 AND birth > $born_19 AS from_15,
        ovz,
        at_risk AND (at_risk_since IS NULL OR at_risk_since <= $last)
            AND (at_risk_until IS NULL OR at_risk_until > $last) AND birth > $born_18 AS at_risk,
        mentee, mentor, remote, r.person IS NOT NULL AS either, enrolled_on >= $first AS came
    FROM students s LEFT JOIN roles r ON s.person = r.person
), staff AS (
    SELECT hired_on IS NULL OR hired_on <= $last AS here, young_specialist AS young,
        person IN (SELECT mentee_teacher FROM active) AS mentee
    FROM teachers
), back AS (
    SELECT person FROM pupils WHERE here AND came
), counted AS (
    SELECT
        count(*) FILTER (here) AS whole, count(*) FILTER (here AND ovz) AS ovz,
        count(*) FILTER (here AND at_risk) AS at_risk,
        count(*) FILTER (here AND from_11) AS could_1, count(*) FILTER (here AND from_15) AS could_2,
        count(*) FILTER (here AND from_11 AND mentee) AS part_1,
        count(*) FILTER (here AND from_15 AND mentor) AS part_2,
        count(*) FILTER (here AND ovz AND either) AS part_4,
        count(*) FILTER (here AND at_risk AND either) AS part_5,
        count(*) FILTER (here AND ovz AND remote) AS distance
    FROM pupils
), left_people AS (
    SELECT
        count(DISTINCT person) FILTER (from_11 AND mentee) AS left_1,
        count(DISTINCT person) FILTER (from_15 AND mentor) AS left_2,
        count(DISTINCT person) FILTER (ovz) AS left_4,
        count(DISTINCT person) FILTER (at_risk) AS left_5
    FROM pupils WHERE gone AND either AND person NOT IN (SELECT person FROM back)
), young AS (
    SELECT count(*) FILTER (here AND young) AS whole_3, count(*) FILTER (here AND young AND mentee) AS part_3 FROM staff
)
SELECT part_1, whole, could_1, left_1, part_2, whole, could_2, left_2, part_3, whole_3, whole_3, 0,
    part_4, ovz, ovz, left_4, part_5, at_risk, at_risk, left_5, distance
FROM counted, left_people, young
"""


def five_shares(database: duckdb.DuckDBPyConnection, since: dt.date, on: dt.date) -> tuple[Figures, int]:
    """Returns the figures of the five shares and the distance count of № 4.

    That is how many of its part use distance technology.
    """
    born = {f"born_{years}": on.replace(year=on.year - years) for years in (11, 15, 18, 19)}
    [row] = database.execute(QUERY, {"first": since, "last": on, **born}).fetchall()
    *figures, distance = (int(number) for number in row)
    return [tuple(figures[place : place + 4]) for place in range(0, len(figures), 4)], distance  # type: ignore[misc]
