"""Why each person counts in an indicator or does not, by the same conditions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from data.periods import Period, full_years
from data.roster import Roster
from data.russian import YEARS, date_text, plural
from data.vocabulary import FORMS, MODES
from metrics.counting.conditions import FIRST_DAY, all_of, chosen, enrolled, in_band
from metrics.counting.frame_view import LONG_AGO, Condition, FrameView, frame_view, rows_of
from metrics.counting.pair_roles import PEOPLE, SIDES, active_pairs, in_role, marked, role_columns
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Ages, Declarations, Indicator

SHOWN = ("name", "class_name", "birth", "birth_latest")
ROLE_WORDS = {"mentee": "наставляемого", "mentor": "наставника", "either": "наставника или наставляемого"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A person against an indicator.

    A condition is None where the indicator does not ask for it.
    """

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


def explanations(
    roster: Roster, period: Period, filters: Filters, indicator: Indicator, declarations: Declarations
) -> list[Explanation]:
    """Returns every person of the indicator's list, once.

    Empty where the lists lack what the indicator needs.
    """
    people = declarations.people(indicator)
    native = getattr(roster, people)
    if native is None or roster.pairs is None or filters.excludes(people, declarations):
        return []
    pairs = active_pairs(frame_view(roster.pairs, period), filters)
    if pairs is None:
        return []
    view, marks = marked(frame_view(native, period), role_columns(pairs, people))
    conditions = _conditions(indicator, people, view, filters, declarations)
    if conditions is None:
        return []
    people_marked = view.frame.with_columns(**conditions, role_=in_role(indicator.part.role, marks))
    columns = [name for name in ("person", *SHOWN, FIRST_DAY[people], "left_on") if view.has(name)]
    rows = latest_stays(rows_of(people_marked.select(*columns, *conditions, "role_")), FIRST_DAY[people], period.on)
    words = pairs_in_words(pairs, people)
    absent = declarations.groups[indicator.part.group].absent if indicator.part.group else ""
    return [_explanation(row, indicator, absent, period, words[row["person"]]) for row in rows]


def latest_stays(rows: list[dict[str, Any]], first_day: str, on: dt.date) -> list[dict[str, Any]]:
    """Returns one row for each person: of somebody who came back, the last stay.

    It is the stay that began last by the day `on`, else the next to begin.
    """

    def rank(row: dict[str, Any]) -> tuple[bool, int]:
        days = ((row.get(first_day) or LONG_AGO).date() - on).days
        return days <= 0, days if days <= 0 else -days

    stays: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row["person"] not in stays or rank(stays[row["person"]]) < rank(row):
            stays[row["person"]] = row
    return list(stays.values())


def _conditions(
    indicator: Indicator, people: People, view: FrameView, filters: Filters, declarations: Declarations
) -> dict[str, Condition] | None:
    narrowed = chosen(people, filters, view, declarations)
    group = in_band(indicator.part.group, None, view, declarations)
    ages = in_band(None, indicator.part.ages, view, declarations)
    if narrowed is None or group is None or ages is None:
        return None
    return {"here_": enrolled(people, view), "chosen_": all_of(narrowed, view), "group_": group, "ages_": ages}


def _explanation(
    row: dict[str, Any], indicator: Indicator, absent: str, period: Period, pairs: dict[str, list[str]]
) -> Explanation:
    roles = ("mentee", "mentor") if indicator.part.role == "either" else (indicator.part.role,)
    words_of_pairs = tuple(words for role in roles for words in pairs[role])
    met = {name: bool(row[f"{name}_"]) for name in ("here", "chosen", "group", "ages", "role")}
    return Explanation(
        person=int(row["person"]),
        name=row["name"],
        class_name=row.get("class_name"),
        enrolled=met["here"],
        chosen=met["chosen"],
        in_group=met["group"] if indicator.part.group else None,
        in_ages=met["ages"] if indicator.part.ages else None,
        in_role=met["role"],
        reason=_reason(row, met, indicator, absent, period),
        pairs=words_of_pairs,
    )


def _reason(row: dict[str, Any], met: dict[str, bool], indicator: Indicator, absent: str, period: Period) -> str:
    """Returns the first condition that does not hold, in words, or that all do.

    `absent` are the words where it is the group.
    """
    if not met["here"]:
        return _absence(row, period.on)
    if not met["chosen"]:
        return "не относится к выбранной категории"
    if indicator.part.group and not met["group"]:
        return absent
    if indicator.part.ages and not met["ages"]:
        return f"{age_words(row, period.on)} на {date_text(period.on)}, нужно {band_words(indicator.part.ages)}"
    role = ROLE_WORDS[indicator.part.role]
    return f"учтён: есть пара в роли {role}" if met["role"] else f"за период не было пары в роли {role}"


def _absence(row: dict[str, Any], on: dt.date) -> str:
    left = row.get("left_on")
    if left is not None and left.date() <= on:
        return f"выбыл {date_text(left)}"
    return "ещё не принят на дату отчёта"


def age_words(row: dict[str, Any], on: dt.date) -> str:
    """Returns the age on a day: «14 лет», «13 или 14 лет» or that it is not known.

    Two ages where only the year of birth is known.
    """
    if row.get("birth") is None:
        return "дата рождения неизвестна"
    if row["birth"].date() > on:
        return "ещё не родился"
    oldest, youngest = full_years(row["birth"], on), full_years(row["birth_latest"], on)
    years = plural(oldest, *YEARS)
    return f"{oldest} {years}" if oldest == youngest else f"{youngest} или {oldest} {years}"


def band_words(ages: Ages) -> str:
    return f"не старше {ages[1]} лет" if ages[0] == 0 else f"{ages[0]}–{ages[1]} лет"


def pairs_in_words(pairs: FrameView, people: People) -> dict[int, dict[str, list[str]]]:
    """Returns the given pairs in words, by person of a list and role in them."""
    words: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"mentee": [], "mentor": []})
    kind = PEOPLE[people]
    columns = [name for name in (*SIDES, "start", "end", "form", "mode") if pairs.has(name)]
    for row in rows_of(pairs.frame.select(*columns, *(f"{role}_{kind}" for role in SIDES))):
        for role, partner, title in (("mentee", "mentor", "наставник"), ("mentor", "mentee", "наставляемый")):
            person = row[f"{role}_{kind}"]
            if person is not None:
                words[int(person)][role].append(f"{title} – {row[partner]}{_pair_words(row)}")
    return words


def _pair_words(row: dict[str, Any]) -> str:
    parts = [f"с {date_text(row['start'])}"]
    if row.get("end"):
        parts[0] += f" по {date_text(row['end'])}"
    for key, titles in (("form", FORMS), ("mode", MODES)):
        if row.get(key):
            parts.append(titles[row[key]])
    return f" ({', '.join(parts)})"
