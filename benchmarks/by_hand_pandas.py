"""The five shares by hand in pandas: what `metrics` is measured against.

Vectorised throughout – masks and `isin`, no merge that multiplies rows, no `apply` – with every rule of docs/domain.md
that the benchmark's lists exercise, and distinct people where somebody left and came back.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

Figures = list[tuple[int, int, int, int]]  # part, whole, could, left of each share


def five_shares(
    students: pd.DataFrame, teachers: pd.DataFrame, pairs: pd.DataFrame, since: dt.date, on: dt.date
) -> tuple[Figures, int]:
    """Returns the figures of the five shares and the distance count of № 4.

    That is how many of its part use distance technology.
    """
    first, last = pd.Timestamp(since), pd.Timestamp(on)
    active = pairs[(pairs["start"] <= last) & ~pairs["cancelled"] & (pairs["end"].isna() | (pairs["end"] >= first))]

    def persons(column: str, of: pd.DataFrame = active) -> pd.Series:
        return of[column].dropna().astype("int64")

    left_on = students["left_on"]
    here = (students["enrolled_on"].isna() | (students["enrolled_on"] <= last)) & (left_on.isna() | (left_on > last))
    gone = (left_on >= first) & (left_on <= last)
    mentee = students["person"].isin(persons("mentee_student"))
    mentor = students["person"].isin(persons("mentor_student"))
    either = mentee | mentor
    from_11 = (students["birth_latest"] <= _years_before(last, 11)) & (students["birth"] > _years_before(last, 19))
    from_15 = (students["birth_latest"] <= _years_before(last, 15)) & (students["birth"] > _years_before(last, 19))
    at_risk = (
        students["at_risk"]
        & (students["at_risk_since"].isna() | (students["at_risk_since"] <= last))
        & (students["at_risk_until"].isna() | (students["at_risk_until"] > last))
        & (students["birth"] > _years_before(last, 18))
    )
    taught = teachers["hired_on"].isna() | (teachers["hired_on"] <= last)
    young = teachers["young_specialist"]
    mentee_teacher = teachers["person"].isin(persons("mentee_teacher"))

    ovz_here = students["ovz"] & here
    remote = active[active["mode"].isin(["remote", "mixed"])]
    by_distance = pd.concat([persons("mentee_student", remote), persons("mentor_student", remote)])
    distance = int(students.loc[ovz_here & either, "person"].isin(by_distance).sum())
    back = students.loc[here & (students["enrolled_on"] >= first), "person"]  # who has left and come back is no loss

    def share(inside: pd.Series, whole: pd.Series, could: pd.Series) -> tuple[int, int, int, int]:
        left = students.loc[gone & inside, "person"]
        return int((here & inside).sum()), int(whole.sum()), int((here & could).sum()), left[~left.isin(back)].nunique()

    figures = [
        share(mentee & from_11, here, from_11),
        share(mentor & from_15, here, from_15),
        (int((taught & young & mentee_teacher).sum()), int((taught & young).sum()), int((taught & young).sum()), 0),
        share(either & students["ovz"], ovz_here, students["ovz"]),
        share(either & at_risk, here & at_risk, at_risk),
    ]
    return figures, distance


def _years_before(day: pd.Timestamp, years: int) -> pd.Timestamp:
    return day - pd.DateOffset(years=years)
