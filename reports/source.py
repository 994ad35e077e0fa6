"""What a report is made from, and what every report says of it: whose lists, of which day, under which settings."""

from __future__ import annotations

from dataclasses import dataclass

from data.periods import Period
from data.roster import Roster
from data.russian import date_text, grouped
from metrics.disclosure.facts import SMALLEST_SHOWN
from metrics.indicators import Declarations
from metrics.snapshots import key

DEMONSTRATION, DEMONSTRATION_SCHOOL = "Демонстрационные данные", "Демонстрационная школа"
PERSONAL = "Содержит персональные данные. Не публиковать"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HIDDEN, NOBODY = "*", "–"
HIDDEN_NOTE = (
    f"{HIDDEN} Значение не публикуется: малая группа – меньше {SMALLEST_SHOWN} человек, или по нему такое число "
    "можно вычислить."
)


def version_words(number: int, sha256: str) -> str:
    """«сохранённая версия № 3 (1f0c9a2b)»: its number and the first signs of its hash."""
    return f"сохранённая версия № {number} ({sha256[:8]})"


def count_text(count: int | None) -> str:
    """«1 500», «–» for what anybody knows to be none, or that it is not published."""
    if count is None:
        return HIDDEN
    return grouped(count) if count else NOBODY


@dataclass(frozen=True, slots=True)
class Source:
    """The lists of a report; `words` say which version or files they are."""

    roster: Roster
    words: str
    is_demonstration: bool = False

    def school(self, declarations: Declarations) -> str:
        return DEMONSTRATION_SCHOOL if self.is_demonstration else declarations.settings.school

    def marks(self, *marks: str) -> list[str]:
        """What stands above a report: its own marks, behind that of the demonstration."""
        return [DEMONSTRATION, *marks] if self.is_demonstration else [*marks]

    def provenance(self, period: Period, declarations: Declarations) -> str:
        """The lists, their day, the period, the order, and the first signs of the hash of declarations and settings."""
        order = declarations.settings.method_order
        return (
            f"{self.words[:1].upper()}{self.words[1:]}; данные от {date_text(self.roster.as_of)}; отчётный период "
            f"{date_text(period.since)}–{date_text(period.on)}; порядок расчёта: "
            f"{order or 'без приказа'}; описания и настройки {key(declarations)[:8]}"
        )
