"""Conclusions that the figures propose; a person reads, changes and accepts them."""

from __future__ import annotations

from collections.abc import Iterable

from data.russian import NO_BREAK, grouped, to_quarter
from metrics.results import Result, Status
from metrics.wording import goal_text, goals_reached, percent, share_text, signed_points
from reports.monitoring.paper import Paper, Shares
from reports.monitoring.progress import late_words

PROPOSED = "Предложено программой по цифрам отчёта; ответственный эти выводы ещё не подтвердил."
GROUPS = {
    Status.REACHED: "Достигнуты",
    Status.ON_TRACK: "В пределах плана",
    Status.BEHIND: "Ниже плана",
    Status.NOT_ASSESSED: "Не оцениваются (целевое значение 0 %)",
    Status.NO_DATA: "Нет данных",
    Status.NOT_PUBLISHED: "Не публикуются (малые группы)",
}


def proposed(paper: Paper, shares: Shares) -> str:
    """Returns the conclusions as text, a line a thought; they hold what the reader may see."""
    lines = [f"{goals_reached(shares.year) or 'Нет данных для оценки показателей'}."]
    for status, title in GROUPS.items():
        if group := [result for result in shares.year if result.status is status]:
            lines.append(f"{title}: {'; '.join(map(_share, group)).rstrip('.')}.")
    lines += [*_out_of_reach(shares.year), *_moved(paper, shares)]
    return "\n".join([*lines, f"Дорожная карта: {late_words(paper)}."])


def _share(result: Result) -> str:
    number = f"№{NO_BREAK}{result.indicator.number}"
    if result.headline.value is None:
        return number
    words = f"{number} – {share_text(result)}"
    if result.status is Status.NOT_ASSESSED:
        return words
    words += f" при {goal_text(result)}"
    missing = result.headline.missing(result.goal.value)
    return f"{words}, не хватает {grouped(missing)}{NO_BREAK}чел." if missing else words


def _out_of_reach(results: Iterable[Result]) -> list[str]:
    """Returns the goals that lie above what everybody together could reach."""
    return [
        f"Целевое значение № {result.indicator.number} выше возможного: если учесть всех подходящих, будет "
        f"{percent(result.headline.ceiling)}."
        for result in results
        if result.headline.ceiling is not None and result.goal.value > result.headline.ceiling
    ]


def _moved(paper: Paper, shares: Shares) -> list[str]:
    """Returns which shares of the quarter rose and fell against the quarter before."""
    moves = [
        (now.indicator.number, now.headline.value - past.headline.value)
        for now, past in zip(shares.quarter, shares.before, strict=True)
        if now.headline.value is not None and past.headline.value is not None
    ]
    parts = [
        f"{word}: {', '.join(f'№ {number} ({signed_points(points)})' for number, points in moves if sign * points > 0)}"
        for word, sign in (("выше", 1), ("ниже", -1))
        if any(sign * points > 0 for _, points in moves)
    ]
    if not moves:
        return []
    base = f"К{to_quarter(paper.before.on)[1:]}"
    return [f"{base} {'; '.join(parts)}." if parts else f"{base} доли те же."]
