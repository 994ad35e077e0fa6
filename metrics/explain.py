"""Why a person counts in an indicator or does not, and who is still missing: the same conditions, person by person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from data.meaning import FORMS, MODES
from data.period import Period, full_years
from data.roster import Roster
from data.russian import date_text, plural
from metrics.indicators import Band, Declarations, Indicator, People, Settings
from metrics.population import Filters, Moment, active, chosen, enrolled, in_band
from metrics.share import PEOPLE, columns_of, frame_of, in_role, with_roles

ROLE_WORDS = {"mentee": "наставляемого", "mentor": "наставника", "either": "наставника или наставляемого"}
GROUP_WORDS = {
    "ovz": "нет отметки об ОВЗ",
    "at_risk": "не состоит на персонифицированном учёте (СОП)",
    "young_specialists": "не молодой специалист",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One person against one indicator; a condition is None where the indicator does not ask for it."""

    person: int
    name: str
    class_name: str | None
    enrolled: bool
    chosen: bool
    in_group: bool | None
    in_ages: bool | None
    in_role: bool
    reason: str
    pairs: tuple[str, ...]

    @property
    def could_count(self) -> bool:
        return self.enrolled and self.chosen and self.in_group is not False and self.in_ages is not False

    @property
    def counts(self) -> bool:
        return self.could_count and self.in_role


def standings(
    roster: Roster, period: Period, filters: Filters, indicator: Indicator, declarations: Declarations, settings: Settings
) -> list[Standing]:
    """Every person of the indicator's list; empty where the lists cannot tell of it."""
    people = declarations.people(indicator)
    native = getattr(roster, people)
    if native is None or roster.pairs is None or filters.excludes(people):
        return []
    frame, pairs, at = frame_of(native), frame_of(roster.pairs), Moment(period)
    conditions = _conditions(indicator, people, at, filters, settings, columns_of(frame))
    if conditions is None:
        return []
    joined = with_roles(frame, pairs, PEOPLE[people], at, filters, ["person"])
    told = joined.with_columns(**conditions, role_=in_role(indicator.part.role))
    table = _collected(told)
    made = active_pairs(roster, period, filters, people)
    return [_standing(row, indicator, period, made[int(row["person"])]) for row in table.to_dict("records")]


def _collected(frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> pd.DataFrame:
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return eager.to_pandas()


def _conditions(
    indicator: Indicator, people: People, at: Moment, filters: Filters, settings: Settings, columns: list[str]
) -> dict[str, nw.Expr] | None:
    narrowed = chosen(people, filters, at, settings, columns)
    group = in_band(Band(group=indicator.part.group), at, settings, columns)
    ages = in_band(Band(ages=indicator.part.ages), at, settings, columns)
    if narrowed is None or group is None or ages is None:
        return None
    return {"here_": enrolled(people, at, columns), "chosen_": narrowed, "group_": group, "ages_": ages}


def _standing(row: dict[str, Any], indicator: Indicator, period: Period, pairs: dict[str, list[str]]) -> Standing:
    roles = ("mentee", "mentor") if indicator.part.role == "either" else (indicator.part.role,)
    made = tuple(words for role in roles for words in pairs[role])
    told = {name: _true(row[f"{name}_"]) for name in ("here", "chosen", "group", "ages", "role")}
    return Standing(
        person=int(row["person"]),
        name=row["name"],
        class_name=row.get("class_name"),
        enrolled=told["here"],
        chosen=told["chosen"],
        in_group=told["group"] if indicator.part.group else None,
        in_ages=told["ages"] if indicator.part.ages else None,
        in_role=told["role"],
        reason=_reason(row, told, indicator, period),
        pairs=made,
    )


def _true(value: Any) -> bool:
    return not pd.isna(value) and bool(value)


def _reason(row: dict[str, Any], told: dict[str, bool], indicator: Indicator, period: Period) -> str:
    """The first condition that does not hold, in words; or that all do."""
    if not told["here"]:
        return _absence(row, period.on)
    if not told["chosen"]:
        return "не относится к выбранной категории"
    if indicator.part.group and not told["group"]:
        return GROUP_WORDS[indicator.part.group]
    if indicator.part.ages and not told["ages"]:
        return f"{age_words(row, period.on)} на {date_text(period.on)}, нужно {band_words(indicator.part.ages)}"
    role = ROLE_WORDS[indicator.part.role]
    return f"учтён: есть пара в роли {role}" if told["role"] else f"нет действующей пары в роли {role}"


def _absence(row: dict[str, Any], on: dt.date) -> str:
    left = row.get("left_on")
    if left is not None and not pd.isna(left) and left.date() <= on:
        return f"выбыл {date_text(left)}"
    return "ещё не принят на дату отчёта"


def age_words(row: dict[str, Any], on: dt.date) -> str:
    """«14 лет», «13 или 14 лет» where only the year is known, or that the birth date is not known."""
    if pd.isna(row.get("birth")):
        return "дата рождения неизвестна"
    oldest, youngest = full_years(row["birth"], on), full_years(row["birth_latest"], on)
    years = plural(oldest, "год", "года", "лет")
    return f"{oldest} {years}" if oldest == youngest else f"{youngest} или {oldest} {years}"


def band_words(ages: tuple[int, int]) -> str:
    return f"не старше {ages[1]} лет" if ages[0] == 0 else f"{ages[0]}–{ages[1]} лет"


def active_pairs(roster: Roster, period: Period, filters: Filters, people: People) -> dict[int, dict[str, list[str]]]:
    """For each person of a list the pairs of the period in words, by the person's role in them."""
    made: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"mentee": [], "mentor": []})
    pairs = frame_of(roster.pairs)
    table = _collected(pairs.filter(active(Moment(period), filters, columns_of(pairs))))
    kind = PEOPLE[people]
    for row in table.to_dict("records"):
        for role, other, title in (("mentee", "mentor", "наставник"), ("mentor", "mentee", "наставляемый")):
            person = row[f"{role}_{kind}"]
            if not pd.isna(person):
                made[int(person)][role].append(f"{title} – {row[other]}{_pair_words(row)}")
    return made


def _pair_words(row: dict[str, Any]) -> str:
    parts = [f"с {date_text(row['start'])}"]
    if not pd.isna(row.get("end")):
        parts[0] += f" по {date_text(row['end'])}"
    for key, titles in (("form", FORMS), ("mode", MODES)):
        if isinstance(row.get(key), str):
            parts.append(titles[row[key]])
    return f" ({', '.join(parts)})"
