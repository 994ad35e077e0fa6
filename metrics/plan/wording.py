"""The plan in Russian sentences."""

from __future__ import annotations

from fractions import Fraction

from data.russian import NO_BREAK, counted, date_text, plural
from metrics.goals import goal_of_year, year_of_goal
from metrics.plan.planning import Plan
from metrics.results import Result

NEW_PAIRS = ("новая пара", "новые пары", "новых пар")


def plan_sentence(plan: Plan) -> str:
    """Returns the plan in a sentence, with what is proven of it, what it does not reach and what has no data."""
    if len(plan.without_data) == len(plan.wanted):
        return f"Нет данных на {date_text(plan.on)}: подбирать пары не для чего."
    unknown = ", ".join(f"№{NO_BREAK}{number}" for number in plan.without_data)
    return f"{_sentence(plan)}.{f' Без данных: {unknown}.' if unknown else ''}"


def _sentence(plan: Plan) -> str:
    proven = "меньше нельзя" if plan.is_proven else "доказать, что меньше нельзя, не удалось"
    if not plan.shortfalls and not plan.proposals:
        return f"{_goals(plan, 'Все целевые значения', 'Целевые значения')} достигаются без новых пар"
    if not plan.shortfalls:
        return f"{what_it_takes(plan)}: {proven}"
    missed = len(plan.shortfalls)
    left = f"{missed} {plural(missed, 'значение', 'значения', 'значений')}"
    pairs = counted(len(plan.proposals), *NEW_PAIRS)
    most = f"Ближе всего к ним – {pairs}: {proven}" if plan.proposals else "Новые пары здесь не помогут"
    goals = _goals(plan, "Всех целевых значений", "Целевых значений")
    return f"{goals} на {date_text(plan.on)} не достичь: не выходит {left}. {most}"


def what_it_takes(plan: Plan) -> str:
    """Returns «Чтобы достичь всех целевых значений 2024 года – 4 новые пары»."""
    goals = _goals(plan, "всех целевых значений", "целевых значений")
    return f"Чтобы достичь {goals} – {counted(len(plan.proposals), *NEW_PAIRS)}"


def goals_year(plan: Plan) -> int:
    """Returns the year of the goals that are planned for: after the last declared ones these still hold."""
    years = {year_of_goal(result.indicator, goal_of_year(result.indicator, plan.year)) for result in plan.wanted}
    return years.pop() if len(years) == 1 else plan.year


def _goals(plan: Plan, whole: str, part: str) -> str:
    """Returns which goals are meant; not all of the year where some have no data."""
    year = goals_year(plan)
    later = "" if year == plan.year else f" в {plan.year}{NO_BREAK}году"
    return f"{part if plan.without_data else whole} {year}{NO_BREAK}года{later}"


def reached_after(after: Result, goal: Fraction) -> str:
    """Returns what is to be said of a share that lacks nobody."""
    if after.headline.value is None:
        return "нет данных"
    return "достигается" if goal else "не оценивается"
