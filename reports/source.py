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
UNNAMED_SCHOOL = "Школа не названа"
PERSONAL = "Содержит персональные данные. Не публиковать"
MARK = 8  # signs of a hash that stand for it
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HIDDEN, NOBODY = "*", "–"
HIDDEN_NOTE = (
    f"{HIDDEN} Значение не публикуется: малая группа – меньше {SMALLEST_SHOWN} человек, или по нему такое число "
    "можно вычислить."
)


def count_text(count: int | None) -> str:
    """Returns «1 500», «–» for what anybody knows to be none, or «*» for hidden."""
    if count is None:
        return HIDDEN
    return grouped(count) if count else NOBODY


@dataclass(frozen=True, slots=True)
class Source:
    """The lists of a report; `words` say which version or files they are.

    `mark` are the first signs of their hash.
    """

    roster: Roster
    words: str
    is_demonstration: bool = False
    mark: str = ""

    @classmethod
    def of_version(cls, roster: Roster, number: int, sha256: str) -> Source:
        return cls(roster, f"сохранённая версия № {number}", mark=sha256[:MARK])

    @property
    def made_from(self) -> str:
        """Words and mark: «сохранённая версия № 3 (1f0c9a2b)»."""
        return f"{self.words} ({self.mark})" if self.mark else self.words

    def school(self, declarations: Declarations) -> str:
        """Returns whose figures these are; nobody's until the school has named itself."""
        return self.school_if_named(declarations) or UNNAMED_SCHOOL

    def school_if_named(self, declarations: Declarations) -> str:
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
            f"{self.made_from[:1].upper()}{self.made_from[1:]}; данные от {date_text(self.roster.as_of)}; отчётный "
            f"период {date_text(period.since)}–{date_text(period.on)}; порядок расчёта: "
            f"{order or 'без приказа'}; описания и настройки {key(declarations)[:MARK]}"
        )

    def in_words(self, period: Period, declarations: Declarations, *, judged: Period | None = None) -> str:
        """Returns lists, day, period and order for a paper that people sign: without hashes.

        `judged` is the period that the statuses are of, where it is another.
        """
        order = declarations.settings.method_order
        words = f"отчётный период с {date_text(period.since)} по {date_text(period.on)}"
        if judged is not None and judged != period:
            words += f"; состояние и «с начала года» – с {date_text(judged.since)} по {date_text(judged.on)}"
        return (
            f"{self.words}, данные на {date_text(self.roster.as_of)}; {words}; порядок расчёта "
            f"{f'утверждён: {order}' if order else 'приказом не утверждён'}"
        )
