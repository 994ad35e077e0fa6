"""The settings of a school as they are stored, and those in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data.roadmap.model import is_of_seed
from metrics.indicators import Declarations, Settings, declared, load

if TYPE_CHECKING:
    from data.store.settings import SettingsSaved
    from data.store.versions import Store


def from_content(content: dict[str, Any]) -> Settings:
    """Returns the settings of what was stored.

    What a newer program added has its default.
    """
    defaults = declared().settings.model_dump()
    pairing = defaults["pairing"] | content.get("pairing", {})
    return Settings.model_validate(defaults | _with_own_goals(content) | {"pairing": pairing})


def _with_own_goals(content: dict[str, Any]) -> dict[str, Any]:
    """Returns what was stored with the goals that were once stored apart as `later_goals`, after the declared ones."""
    declared_goals = {indicator.key: indicator.goals for indicator in declared().indicators}
    later = {key: declared_goals.get(key, {}) | goals for key, goals in content.get("later_goals", {}).items() if goals}
    kept = {name: value for name, value in content.items() if name != "later_goals"}
    return {"own_goals": later, **kept}


def goals_are_its_own(settings: Settings) -> bool:
    """Returns whether the goals in force are known to be those of the school.

    It has confirmed them or set all of them, or its roadmap is the one that they are declared by.
    """
    all_are_set = settings.own_goals.keys() >= {indicator.key for indicator in declared().indicators}
    return settings.goals_confirmed or all_are_set or is_of_seed(settings.school)


def as_content(settings: Settings) -> dict[str, Any]:
    """Returns the settings as JSON can write them, goals as exact decimal digits."""
    return settings.model_dump(mode="json")


def in_force(history: Sequence[SettingsSaved]) -> Settings:
    """Returns the settings that the school saved last, else the defaults.

    `history` begins with the last.
    """
    return from_content(history[0].content) if history else declared().settings


def declarations_of(store: Store | None) -> Declarations:
    """Returns the declarations as the school of a store has set them.

    Where there is no store those of the file hold.
    """
    from data.store.settings import settings_history

    return load(settings=in_force(settings_history(store)) if store else None)
