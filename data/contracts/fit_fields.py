"""Fields that feed the fit of new pairs: every list may carry them. Without a hint: the blank stays short."""

from __future__ import annotations

from typing import Any

from data.contracts.field import field

HEADERS = {  # the title first; `{whose}` is somebody of the list, in the genitive
    "request": ("Запрос", "Основной запрос", "Запрос {whose}"),
    "competences": ("Основные компетенции", "Компетенции", "Основные компетенции {whose}", "Компетенции {whose}"),
    "interests": ("Интересы", "Интересы {whose}"),
    "desired_age": ("Желаемый возраст наставляемых", "Желаемый возраст", "Желаемый возраст наставляемого"),
    "time_resource": (
        "Ресурс времени на программу",
        "Ресурс времени",
        "Ресурс времени на программу наставничества",
    ),
}


def fit_field(key: str, whose: str) -> Any:
    """Returns one of these fields for a list whose people are called so («обучающегося»)."""
    title, *aliases = (header.format(whose=whose) for header in HEADERS[key])
    return field(title, "text", *aliases, special=False)
