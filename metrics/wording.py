"""Shares in Russian words and figures: «12,5 %», «54 из 432», «1 чел. = 3,2 п. п.»."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from data.russian import NO_BREAK, grouped
from metrics.results import Result, Share

MOST_DIGITS = 6  # a share and a goal that still look alike then differ by less than any school can


def number(value: Fraction, digits: int = 1) -> str:
    """A number with a decimal comma, rounded half up; a whole number stands without its «,0»."""
    text = f"{_steps(value, digits):0{digits + 1}d}"
    whole, rest = text[:-digits], text[-digits:].rstrip("0")
    return f"{whole},{rest}" if rest else whole


def _steps(value: Fraction, digits: int) -> int:
    """The value in whole steps of its last digit, half up."""
    steps = value * 10**digits
    return (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)


def percent(value: Fraction | None, goals: Iterable[Fraction] = ()) -> str:
    """«12,5 %»; more digits where rounding would show an unmet goal as met; «–» where there is no share."""
    if value is None:
        return "–"
    digits = 1
    while digits < MOST_DIGITS and any(value < goal <= Fraction(_steps(100 * value, digits), 100 * 10**digits) for goal in goals):
        digits += 1
    return f"{number(100 * value, digits)}{NO_BREAK}%"


def share_text(result: Result, share: Share | None = None) -> str:
    """The share of a result in percent, set against its goals."""
    share = share or result.headline
    return percent(share.value, (result.goal.value, *result.goals.values()))


def out_of(share: Share) -> str:
    """«54 из 432»; nothing where there is no data."""
    if share.part is None or share.whole is None:
        return ""
    return f"{grouped(share.part)} из {grouped(share.whole)}"


def one_person_text(share: Share) -> str:
    """«1 чел. = 3,2 п. п.»: what one person more adds."""
    if share.one_person is None:
        return ""
    return f"1{NO_BREAK}чел. = {number(100 * share.one_person, 1 if share.one_person >= Fraction(1, 1000) else 2)}{NO_BREAK}п.{NO_BREAK}п."


def missing_text(result: Result, year: int) -> str:
    """«до целевого значения 2024 года – 11 чел.», or that it is reached."""
    missing = result.headline.missing(result.goals[year])
    if missing is None:
        return ""
    if missing == 0:
        return f"целевое значение {year} года достигнуто"
    return f"до целевого значения {year} года – {grouped(missing)}{NO_BREAK}чел."
