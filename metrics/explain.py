"""Why a person counts in an indicator or does not, and who is still missing: the same conditions, person by person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from data.periods import Period, full_years
from data.roster import Roster
from data.russian import date_text, plural
from data.vocabulary import FORMS, MODES
from metrics.counting.conditions import FIRST_DAY, all_of, chosen, enrolled, in_band
from metrics.counting.frame_view import LONG_AGO, Condition, Look, look, rows_of
from metrics.counting.pair_roles import PEOPLE, active_pairs, in_role, marked, sides_of
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Ages, Declarations, Indicator

SHOWN = ("name", "class_name", "birth", "birth_latest")
ROLE_WORDS = {"mentee": "наставляемого", "mentor": "наставника", "either": "наставника или наставляемого"}


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
    roster: Roster, period: Period, filters: Filters, indicator: Indicator, declarations: Declarations
) -> list[Standing]:
    """Every person of the indicator's list, once; empty where the lists cannot tell of the indicator."""
    people = declarations.people(indicator)
    native = getattr(roster, people)
    if native is None or roster.pairs is None or filters.excludes(people, declarations):
        return []
    pairs = active_pairs(look(roster.pairs, period), filters)
    if pairs is None:
        return []
    seen, marks = marked(look(native, period), sides_of(pairs, people))
    conditions = _conditions(indicator, people, seen, filters, declarations)
    if conditions is None:
        return []
    told = seen.frame.with_columns(**conditions, role_=in_role(indicator.part.role, marks))
    shown = [name for name in ("person", *SHOWN, FIRST_DAY[people], "left_on") if seen.has(name)]
    rows = one_each(rows_of(told.select(*shown, *conditions, "role_")), FIRST_DAY[people], period.on)
    made = pairs_in_words(pairs, people)
    absent = declarations.groups[indicator.part.group].absent if indicator.part.group else ""
    return [_standing(row, indicator, absent, period, made[row["person"]]) for row in rows]


def one_each(rows: list[dict[str, Any]], first: str, on: dt.date) -> list[dict[str, Any]]:
    """Of the rows of somebody who left and came back, the stay that began last by the day, else the next to begin."""

    def rank(row: dict[str, Any]) -> tuple[bool, int]:
        days = ((row.get(first) or LONG_AGO).date() - on).days
        return days <= 0, days if days <= 0 else -days

    kept: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row["person"] not in kept or rank(kept[row["person"]]) < rank(row):
            kept[row["person"]] = row
    return list(kept.values())


def _conditions(
    indicator: Indicator, people: People, seen: Look, filters: Filters, declarations: Declarations
) -> dict[str, Condition] | None:
    narrowed = chosen(people, filters, seen, declarations)
    group = in_band(indicator.part.group, None, seen, declarations)
    ages = in_band(None, indicator.part.ages, seen, declarations)
    if narrowed is None or group is None or ages is None:
        return None
    return {"here_": enrolled(people, seen), "chosen_": all_of(narrowed, seen), "group_": group, "ages_": ages}


def _standing(
    row: dict[str, Any], indicator: Indicator, absent: str, period: Period, pairs: dict[str, list[str]]
) -> Standing:
    roles = ("mentee", "mentor") if indicator.part.role == "either" else (indicator.part.role,)
    made = tuple(words for role in roles for words in pairs[role])
    told = {name: bool(row[f"{name}_"]) for name in ("here", "chosen", "group", "ages", "role")}
    return Standing(
        person=int(row["person"]),
        name=row["name"],
        class_name=row.get("class_name"),
        enrolled=told["here"],
        chosen=told["chosen"],
        in_group=told["group"] if indicator.part.group else None,
        in_ages=told["ages"] if indicator.part.ages else None,
        in_role=told["role"],
        reason=_reason(row, told, indicator, absent, period),
        pairs=made,
    )


def _reason(row: dict[str, Any], told: dict[str, bool], indicator: Indicator, absent: str, period: Period) -> str:
    """The first condition that does not hold, in words (`absent` where it is the group); or that all do."""
    if not told["here"]:
        return _absence(row, period.on)
    if not told["chosen"]:
        return "не относится к выбранной категории"
    if indicator.part.group and not told["group"]:
        return absent
    if indicator.part.ages and not told["ages"]:
        return f"{age_words(row, period.on)} на {date_text(period.on)}, нужно {band_words(indicator.part.ages)}"
    role = ROLE_WORDS[indicator.part.role]
    return f"учтён: есть пара в роли {role}" if told["role"] else f"за период не было пары в роли {role}"


def _absence(row: dict[str, Any], on: dt.date) -> str:
    left = row.get("left_on")
    if left is not None and left.date() <= on:
        return f"выбыл {date_text(left)}"
    return "ещё не принят на дату отчёта"


def age_words(row: dict[str, Any], on: dt.date) -> str:
    """«14 лет», «13 или 14 лет» where only the year is known, or that the birth date is not known."""
    if row.get("birth") is None:
        return "дата рождения неизвестна"
    if row["birth"].date() > on:
        return "ещё не родился"
    oldest, youngest = full_years(row["birth"], on), full_years(row["birth_latest"], on)
    years = plural(oldest, "год", "года", "лет")
    return f"{oldest} {years}" if oldest == youngest else f"{youngest} или {oldest} {years}"


def band_words(ages: Ages) -> str:
    return f"не старше {ages[1]} лет" if ages[0] == 0 else f"{ages[0]}–{ages[1]} лет"


def pairs_in_words(pairs: Look, people: People) -> dict[int, dict[str, list[str]]]:
    """For each person of a list the given pairs in words, by the person's role in them."""
    made: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"mentee": [], "mentor": []})
    kind = PEOPLE[people]
    for row in rows_of(pairs.frame):
        for role, other, title in (("mentee", "mentor", "наставник"), ("mentor", "mentee", "наставляемый")):
            person = row[f"{role}_{kind}"]
            if person is not None:
                made[int(person)][role].append(f"{title} – {row[other]}{_pair_words(row)}")
    return made


def _pair_words(row: dict[str, Any]) -> str:
    parts = [f"с {date_text(row['start'])}"]
    if row.get("end"):
        parts[0] += f" по {date_text(row['end'])}"
    for key, titles in (("form", FORMS), ("mode", MODES)):
        if row.get(key):
            parts.append(titles[row[key]])
    return f" ({', '.join(parts)})"
