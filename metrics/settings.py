"""The settings of a school as they are kept, and those in force."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from metrics.indicators import Declarations, Settings, declared, load

if TYPE_CHECKING:
    from data.store.settings import SettingsSaved
    from data.store.versions import Store


def from_content(content: dict[str, Any]) -> Settings:
    """The settings of what was kept; what a newer program added has its default."""
    return Settings.model_validate(declared().settings.model_dump() | content)


def as_content(settings: Settings) -> dict[str, Any]:
    """What is kept: as JSON can write it, goals as exact decimal digits."""
    told = settings.model_dump()
    told["records_from"] = settings.records_from.isoformat() if settings.records_from else None
    told["later_goals"] = {
        key: {str(year): _digits(goal) for year, goal in goals.items()} for key, goals in settings.later_goals.items()
    }
    return told


def _digits(goal: Fraction) -> str:
    """Percent in decimal digits: a goal was typed in so, and so has finitely many."""
    whole = 100 * goal
    digits = 0
    while (whole * 10**digits).denominator != 1:
        digits += 1
    text = f"{int(whole * 10**digits):0{digits + 1}d}"
    return f"{text[:-digits]}.{text[-digits:]}" if digits else text


def in_force(history: Sequence[SettingsSaved]) -> Settings:
    """The settings that the school saved last, else the defaults; `history` begins with the last."""
    return from_content(history[0].content) if history else declared().settings


def declarations_of(store: Store | None) -> Declarations:
    """The declarations as the school of a store has set them; those of the file where there is no store."""
    from data.store.settings import settings_history

    return load(settings=in_force(settings_history(store)) if store else None)
