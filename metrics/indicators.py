"""The declared shares and settings, validated on load."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from data.hashing import sha256
from metrics.groups import Declared, Group, People
from metrics.pairing import Pairing

PATH = Path(__file__).with_name("indicators.toml")

Register = Literal["vshu", "pdn", "kdn"]
Role = Literal["mentee", "mentor", "either"]
Ages = tuple[int, int]


def _percent(text: object) -> Fraction:
    """Returns percent as an exact fraction: 1/8 of «12.5»."""
    if isinstance(text, Fraction):
        return text
    if not isinstance(text, str) or not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError("a goal is decimal digits as text, so that it stays exact")
    return Fraction(text) / 100


def exact_digits(goal: Fraction) -> str:
    """Returns percent in decimal digits.

    A goal was typed in so, and so has finitely many.
    """
    whole = 100 * goal
    digits = 0
    while (whole * 10**digits).denominator != 1:
        digits += 1
    text = f"{int(whole * 10**digits):0{digits + 1}d}"
    return f"{text[:-digits]}.{text[-digits:]}" if digits else text


Percent = Annotated[
    Fraction, BeforeValidator(_percent), PlainSerializer(exact_digits, str, when_used="json"), Field(ge=0, le=1)
]


class Band(Declared):
    """A category of people (the key of a group) and, perhaps, an age.

    Ages are full years, both ends inclusive.
    """

    group: str | None = None
    ages: Ages | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ages and not 0 <= self.ages[0] <= self.ages[1]:
            raise ValueError("a band of ages goes from the lower to the higher")
        return self


class Part(Band):
    """Who is counted in a part: people of the band with an active pair in the role."""

    role: Role


class Whole(Band):
    """Whom a share is of; `title` names them, `of` says «от …» beside a share."""

    title: str
    of: str
    people: People


class Indicator(Declared):
    """A target share.

    The first of `readings` is the headline, each a key of the wholes.

    `label` stands in narrow columns. A publication tells an indicator by grade only where it says so: the numbers of
    most are too small there.
    """

    number: int
    key: str
    title: str
    short: str
    label: str
    part: Part
    readings: tuple[str, ...] = Field(min_length=1)
    goals: dict[int, Percent] = Field(min_length=1)
    note: str = ""
    counts_distance: bool = False
    published_by_grade: bool = False

    @property
    def heading(self) -> str:
        """«3. Молодые специалисты»; the address names the indicator so too."""
        return f"{self.number}. {self.short}"


Days = Annotated[int, Field(ge=1, le=365)]
Year = Annotated[int, Field(ge=2000, le=2100)]


class Settings(Declared):
    """What a school may set without touching code."""

    school: str  # empty until somebody has named it
    young_specialist_oldest: int = Field(ge=18, le=100)
    young_specialist_experience: int = Field(ge=0, le=50)
    counted_registers: tuple[Register, ...]
    headline_readings: dict[str, str]  # the reading that stands first, by the key of the indicator
    own_goals: dict[str, dict[Year, Percent]]  # in the place of all that are declared, by the same key
    goals_confirmed: bool  # the school says that the goals in force are its own
    method_order: str
    director: str  # who signs the reports
    responsible: str  # who answers for the programme
    goal_orders: dict[int, str]  # the order that sets the goals of a year
    working_days_after: int = Field(ge=0, le=60)  # after a period until its activities are due
    pairing: Pairing  # the rules of new pairs
    quiet_after: tuple[Days, Days]  # without a contact a pair asks for a hand, then all the more
    records_from: dt.date | None = None  # «Вести учёт с …»: before it no activity is overdue for want of a mark
    own_line_starts: dt.date | None = None  # where the line of the plan stands at 0, instead of the declared day


class Declarations(Declared):
    """All of `indicators.toml`, with the settings of the school."""

    line_starts: dt.date
    settings: Settings
    groups: dict[str, Group]
    wholes: dict[str, Whole]
    indicators: tuple[Indicator, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for name in ("number", "key"):
            counts = Counter(getattr(indicator, name) for indicator in self.indicators)
            if twice := [value for value, count in counts.items() if count > 1]:
                raise ValueError(f"two indicators have one {name}: {twice}")
        for indicator in self.indicators:
            if unknown := set(indicator.readings) - set(self.wholes):
                raise ValueError(f"indicator {indicator.key}: no such whole: {sorted(unknown)}")
            if unknown := set(self.groups_of(indicator)) - set(self.groups):
                raise ValueError(f"indicator {indicator.key}: no such group: {sorted(unknown)}")
            kinds = {self.wholes[reading].people for reading in indicator.readings}
            kinds |= {self.groups[group].people for group in self.groups_of(indicator)}
            if len(kinds) > 1:
                raise ValueError(f"indicator {indicator.key}: its readings and groups are of different people")
            if list(indicator.goals) != sorted(indicator.goals):
                raise ValueError(f"indicator {indicator.key}: goals are not in the order of years")
        self._settings_fit()
        return self

    def _settings_fit(self) -> None:
        by_key = {indicator.key: indicator for indicator in self.indicators}
        for key, reading in self.settings.headline_readings.items():
            if key not in by_key or reading not in by_key[key].readings:
                raise ValueError(f"headline_readings: {key} has no reading {reading}")
        for key, goals in self.settings.own_goals.items():
            if key not in by_key or not goals:
                raise ValueError(f"own_goals: {key} is no indicator, or has no goal")
        starts = self.settings.own_line_starts or self.line_starts
        first = min(min(self.settings.own_goals.get(key, indicator.goals)) for key, indicator in by_key.items())
        if starts >= dt.date(first, 12, 31):
            raise ValueError("own_line_starts: the line of the plan starts before its first goal")

    def as_set(self) -> Declarations:
        """Returns the declarations with the chosen readings first and the goals of the school."""
        indicators = tuple(self._as_set(indicator) for indicator in self.indicators)
        starts = self.settings.own_line_starts or self.line_starts
        return self.model_copy(update={"indicators": indicators, "line_starts": starts})

    def _as_set(self, indicator: Indicator) -> Indicator:
        first = self.settings.headline_readings.get(indicator.key, indicator.readings[0])
        readings = (first, *(reading for reading in indicator.readings if reading != first))
        goals = dict(sorted(self.settings.own_goals.get(indicator.key, indicator.goals).items()))
        return indicator.model_copy(update={"readings": readings, "goals": goals})

    def people(self, indicator: Indicator) -> People:
        """Returns whose share it is: pupils or teachers."""
        return self.wholes[indicator.readings[0]].people

    def bands_of(self, indicator: Indicator) -> list[Band]:
        """Returns the bands of its part and of all its wholes."""
        return [indicator.part, *(self.wholes[reading] for reading in indicator.readings)]

    def groups_of(self, indicator: Indicator) -> list[str]:
        """Returns the keys of the groups that it needs to know of."""
        return list(dict.fromkeys(band.group for band in self.bands_of(indicator) if band.group))

    def numbers_of(self, group: str) -> list[int]:
        """Returns the numbers of the indicators that need to know of a group."""
        return [indicator.number for indicator in self.indicators if group in self.groups_of(indicator)]


def load(path: Path = PATH, settings: Settings | None = None) -> Declarations:
    """Returns the declarations as the school's settings have them.

    The settings of the file hold, or the given ones in their place.

    A fault in the file is a `pydantic.ValidationError` (or `tomllib.TOMLDecodeError`) that names its place.
    """
    if settings is None:
        return _load(path)
    return Declarations.model_validate({**dict(declared(path)), "settings": settings}).as_set()


@cache
def declared(path: Path = PATH) -> Declarations:
    """Returns the file as written, without settings that change an indicator."""
    return Declarations.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _load(path: Path) -> Declarations:
    return declared(path).as_set()


def fingerprint(declarations: Declarations) -> str:
    """Returns the SHA-256 of the declarations with the school's settings.

    It tells by which of them a figure was made.
    """
    return sha256(json.dumps(declarations.model_dump(), default=str, sort_keys=True, ensure_ascii=False))
