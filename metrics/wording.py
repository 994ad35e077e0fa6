"""Shares in Russian words and figures: «12,5 %», «54 из 432», «3,2 п. п.»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from data.russian import NO_BREAK, grouped, plural
from metrics.goals import year_of_goal
from metrics.results import JUDGED, Result, Share, assessed

MINUS = "−"
MOST_DIGITS = 6  # a share and a goal that still look alike then differ by less than any school can
DECLARED_GOALS = ("целевого значения", "целевых значений", "целевых значений")
GOALS_BETWEEN = ("промежуточного значения", "промежуточных значений", "промежуточных значений")


def number(value: Fraction, digits: int = 1) -> str:
    """Returns a number with a decimal comma, rounded half up.

    A whole number stands without its «,0».
    """
    text = f"{_steps(value, digits):0{digits + 1}d}"
    whole, rest = text[:-digits], text[-digits:].rstrip("0")
    return f"{whole},{rest}" if rest else whole


def _steps(value: Fraction, digits: int) -> int:
    """Returns the value in whole steps of its last digit, half up."""
    steps = value * 10**digits
    return int((2 * steps.numerator + steps.denominator) // (2 * steps.denominator))


def percent(value: Fraction | None, goals: Iterable[Fraction] = ()) -> str:
    """Returns a share in percent: «12,5 %», or «–» where there is none.

    It has more digits where rounding would show an unmet goal as met.
    """
    if value is None:
        return "–"
    return f"{number(100 * value, digits_beside(value, goals))}{NO_BREAK}%"


def digits_beside(value: Fraction, goals: Iterable[Fraction]) -> int:
    """Returns how many digits after the comma a share needs beside its goals.

    No goal that it misses may look met.
    """
    return max((_digits(value, goal) for goal in goals), default=1)


def _digits(value: Fraction, goal: Fraction) -> int:
    """Returns how many digits show that a goal is not met.

    Both are rounded, and the share must still be the smaller.
    """
    digits = 1
    while digits < MOST_DIGITS and value < goal and _steps(100 * value, digits) >= _steps(100 * goal, digits):
        digits += 1
    return digits


def share_text(result: Result, share: Share | None = None) -> str:
    """Returns the share of a result in percent, set against its goals."""
    share = share or result.headline
    return percent(share.value, (result.goal.value, *result.goals.values()))


def goal_text(result: Result, goal: Fraction | None = None) -> str:
    """Returns a goal in percent, the year's own unless given.

    It has more digits where it and the share beside it look alike.
    """
    goal = result.goal.value if goal is None else goal
    digits = 1 if result.headline.value is None else _digits(result.headline.value, goal)
    return f"{number(100 * goal, digits)}{NO_BREAK}%"


def out_of(share: Share) -> str:
    """Returns «54 из 432»; nothing where there is no data."""
    if share.part is None or share.whole is None:
        return ""
    return f"{grouped(share.part)} из {grouped(share.whole)}"


def share_of_people(result: Result) -> str:
    """Returns «12,5 % (54 из 432)»."""
    return f"{share_text(result)} ({out_of(result.headline) or 'нет данных'})"


def school_text(share: Share) -> str:
    """Returns the share of the whole school beside that of a group: «12,9 % (56 из 432)»."""
    return f"{percent(share.value)} ({out_of(share) or 'нет данных'})"


def one_person_text(share: Share) -> str:
    """Returns what one person more adds: «1 чел. = 3,2 п. п.»."""
    if share.one_person is None:
        return ""
    points = 100 * share.one_person
    digits = next((digits for digits in range(1, MOST_DIGITS) if _steps(points, digits)), MOST_DIGITS)
    return f"1{NO_BREAK}чел. = {number(points, digits)}{NO_BREAK}п.{NO_BREAK}п."


def signed_points(points: Fraction | None) -> str:
    """Returns «−1,2 п. п.» or «без изменений»; «–» where a share is unknown."""
    if points is None:
        return "–"
    if not points:
        return "без изменений"
    size = 100 * abs(points)
    digits = next((digits for digits in (1, 2, 3) if size * 10**digits >= 1), 3)
    return f"{'+' if points > 0 else MINUS}{number(size, digits)}{NO_BREAK}п.{NO_BREAK}п."


def missing_text(result: Result, year: int) -> str:
    """Returns «до целевого значения 2024 года – 11 чел.», or that it is reached.

    Returns nothing for a goal that is not assessed.
    """
    missing = result.headline.missing(result.goals[year])
    if missing is None or result.goals[year] == 0:
        return ""
    if missing == 0:
        return f"целевое значение {year} года достигнуто"
    return f"до целевого значения {year} года – {grouped(missing)}{NO_BREAK}чел."


def missing_lines(result: Result) -> list[str]:
    """Returns what is missing up to the goal of the report's year, if it is not met, and up to the last one."""
    first, last = min(result.goals), max(result.goals)
    year = min(max(result.goal.year, first), last)
    lines = [missing_text(result, last)]
    if year < last and (missing := result.headline.missing(result.goal.value)):
        lines.insert(0, f"до {_value_of(result)} – {grouped(missing)}{NO_BREAK}чел.")
    return list(filter(None, lines))


def status_against(result: Result) -> str:
    """Returns «Ниже плана (целевое 100 %, 2024 год)»: the status with the goal that it is set against.

    Returns the bare status where nothing is assessed.
    """
    if result.status not in JUDGED:
        return result.status.title
    kind = "целевое" if result.goal.declared else "промежуточное"
    return f"{result.status.title} ({kind} {goal_text(result)}, {goal_year(result)}{NO_BREAK}год)"


def goal_year(result: Result) -> int:
    """Returns the year of the goal that a result is set against."""
    return year_of_goal(result.indicator, result.goal)


def _value_of(result: Result) -> str:
    value = "целевого значения" if result.goal.declared else "промежуточного значения"
    return f"{value} {goal_year(result)} года"


def goals_reached(results: Sequence[Result]) -> str:
    """Returns «Достигнуто 3 из 5 целевых значений 2024 года», the year being that of the goals.

    Returns nothing where no share is assessed.
    """
    reached, judged = assessed(results)
    if not judged:
        return ""
    goal = results[0].goal
    # Later goals may be set for a few of the indicators alone.
    if len({(result.goal.declared, max(result.goals)) for result in results}) > 1:
        return f"Достигнуто {reached} из {judged} {plural(judged, *DECLARED_GOALS)}, действующих в {goal.year} году"
    values = DECLARED_GOALS if goal.declared else GOALS_BETWEEN
    return f"Достигнуто {reached} из {judged} {plural(judged, *values)} {goal_year(results[0])} года"
