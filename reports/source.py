"""What a report is made from, and what every report says of it.

Whose lists, of which day, under which settings.
"""

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
    """Returns number and hash of a version: «сохранённая версия № 3 (1f0c9a2b)»."""
    return f"сохранённая версия № {number} ({sha256[:8]})"


def count_text(count: int | None) -> str:
    """Returns «1 500», «–» for what anybody knows to be none, or «*» for hidden."""
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
        """Returns what stands above a report: the demonstration's mark, then its own."""
        return [DEMONSTRATION, *marks] if self.is_demonstration else [*marks]

    def provenance(self, period: Period, declarations: Declarations) -> str:
        """Returns lists, day, period, order and the hash of the declarations.

        The hash holds the settings, too; its first signs stand there.
        """
        order = declarations.settings.method_order
        return (
            f"{self.words[:1].upper()}{self.words[1:]}; данные от {date_text(self.roster.as_of)}; отчётный период "
            f"{date_text(period.since)}–{date_text(period.on)}; порядок расчёта: "
            f"{order or 'без приказа'}; описания и настройки {key(declarations)[:8]}"
        )
