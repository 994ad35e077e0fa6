"""The declarations of the five shares, validated on load: titles, bands, roles, wholes, readings, goals."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

PATH = Path(__file__).with_name("indicators.toml")

Group = Literal["ovz", "at_risk", "young_specialists"]
People = Literal["students", "teachers"]
Register = Literal["vshu", "pdn", "kdn"]


def _percent(text: object) -> Fraction:
    """«12.5» percent as the exact fraction 1/8."""
    if not isinstance(text, str):
        raise ValueError("a goal is written as text, so that it stays exact")
    return Fraction(text) / 100


Percent = Annotated[Fraction, BeforeValidator(_percent), Field(ge=0, le=1)]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Band(_Declared):
    """A category of people and, perhaps, a band of full years of age with both ends inclusive."""

    group: Group | None = None
    ages: tuple[int, int] | None = None


class Part(Band):
    """Who is counted in a part: people of the band with an active pair in the role."""

    role: Literal["mentee", "mentor", "either"]


class Whole(Band):
    """Whom a share is of; `title` names them, `of` says «от …» beside a share."""

    title: str
    of: str
    people: People


class Indicator(_Declared):
    """One target share. The first of `readings` is the headline, each a key of the wholes."""

    number: int
    key: str
    title: str
    short: str
    part: Part
    readings: tuple[str, ...] = Field(min_length=1)
    goals: dict[int, Percent] = Field(min_length=1)
    note: str = ""
    counts_distance: bool = False


class Settings(_Declared):
    """What a school may set without touching code."""

    school: str = Field(min_length=1)
    young_specialist_oldest: int = Field(ge=18, le=100)
    young_specialist_experience: int = Field(ge=0, le=50)
    counted_registers: tuple[Register, ...]
    method_order: str


class Declarations(_Declared):
    """Everything that `indicators.toml` says."""

    line_starts: dt.date
    settings: Settings
    wholes: dict[str, Whole]
    indicators: tuple[Indicator, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Declarations:
        numbers = [indicator.number for indicator in self.indicators]
        if len(set(numbers)) != len(numbers) or len({one.key for one in self.indicators}) != len(numbers):
            raise ValueError("two indicators have one number or key")
        for indicator in self.indicators:
            if unknown := set(indicator.readings) - set(self.wholes):
                raise ValueError(f"indicator {indicator.key}: no such whole: {sorted(unknown)}")
            if len({self.wholes[reading].people for reading in indicator.readings}) > 1:
                raise ValueError(f"indicator {indicator.key}: its readings are of different people")
            if list(indicator.goals) != sorted(indicator.goals):
                raise ValueError(f"indicator {indicator.key}: goals are not in the order of years")
        return self

    def people(self, indicator: Indicator) -> People:
        """Whose share it is: pupils or teachers."""
        return self.wholes[indicator.readings[0]].people


@cache
def load(path: Path = PATH) -> Declarations:
    """Reads and validates the declarations; a fault in them is a `pydantic.ValidationError` that names its place."""
    return Declarations.model_validate(tomllib.loads(_as_written(path)))


def _as_written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def fingerprint(path: Path = PATH) -> str:
    """The SHA-256 of the declarations, to tell by which of them a figure was made."""
    return hashlib.sha256(_as_written(path).encode()).hexdigest()
