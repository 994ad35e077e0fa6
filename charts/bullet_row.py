"""A share as a row of the bullets: where its parts stand and what it says."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from charts.theme import LINE_OF_HOVER, plain
from data.russian import NO_BREAK, grouped
from metrics.results import Result
from metrics.wording import out_of, percent, share_text

CUT = 1.3  # of the last goal: where a longer bar is cut and marked with «▸»
LEFT = 80  # px for the column of values
HEAD = 22  # px above the first row
TRACK_TOP, TRACK_HEIGHT, BAR_HEIGHT = 18, 23, 9  # px within a row; goals stand above the bar inside the track
FOOT, FOOT_LINE, GAP = 49, 14, 9  # px: middle of the first line below the track, each further one, space after a row


@dataclass(frozen=True, slots=True)
class BulletRow:
    """A result with its place in the figure.

    `top` is in px from the top of the figure; `left` and `right` are the lines below its track.
    """

    result: Result
    top: int
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def last_goal(self) -> Fraction:
        return list(self.result.goals.values())[-1]

    @property
    def full(self) -> Fraction:
        """The share that stands at 1: the last goal; under a filter the larger of the group's and the school's."""
        if self.result.school is None:
            return self.last_goal
        return max(self.result.headline.value or Fraction(0), self.result.school.value or Fraction(0))

    def along(self, value: Fraction | None) -> float | None:
        """Returns a share on the row's own scale, `full` being 1.

        None where there is nothing to place.
        """
        return None if value is None or not self.full else float(value / self.full)

    def fits(self, value: Fraction) -> bool:
        """Returns whether a share stands within the figure."""
        place = self.along(value)
        return place is not None and place <= CUT

    @property
    def reach(self) -> float:
        """The end of the track: the ceiling where it lies below the last goal."""
        if not self.result.is_judged:
            return CUT
        ceiling = self.along(self.result.headline.ceiling)
        return CUT if ceiling is None or ceiling >= 1 else ceiling

    @property
    def middle(self) -> float:
        return self.top + TRACK_TOP + TRACK_HEIGHT / 2

    @property
    def bar_middle(self) -> float:
        return self.top + TRACK_TOP + TRACK_HEIGHT - BAR_HEIGHT / 2 - 2

    @property
    def bottom(self) -> int:
        return self.top + FOOT + FOOT_LINE * (max(len(self.left), len(self.right), 1) - 1) + FOOT_LINE // 2


def placed(results: Sequence[Result]) -> list[BulletRow]:
    """Returns the rows from top to bottom, each as high as its lines need."""
    rows: list[BulletRow] = []
    for result in results:
        top = rows[-1].bottom + GAP if rows else HEAD
        rows.append(BulletRow(result, top, _left_lines(result), _right_lines(result)))
    return rows


def _left_lines(result: Result) -> tuple[str, ...]:
    """Returns the people of the share and what qualifies them.

    These are those at a distance, its other readings, its ceiling below the goal.
    """
    if result.headline.value is None:
        return ()
    lines = [out_of(result.headline)]
    if result.distance is not None:
        lines.append(f"в т. ч. дистанционно – {grouped(result.distance)}{NO_BREAK}чел.")
    known = [share for share in result.other_readings if share.value is not None]
    lines += [f"{plain(share.declared.of)} {share_text(result, share)}" for share in known]
    if result.unreachable:
        lines.append(f"возможно не более {percent(result.headline.ceiling)}")
    return tuple(lines)


def _right_lines(result: Result) -> tuple[str, ...]:
    """Returns the people missing up to the goals.

    Up to the goal of the report's own year, when unmet, and up to the last one.
    """
    if not result.is_judged:
        return ()
    share, years = result.headline, list(result.goals)
    year, last = min(max(result.goal.year, years[0]), years[-1]), years[-1]
    lines = []
    if year < last and (missing := share.missing(result.goal.value)):
        lines.append(f"до значения {year} года – {grouped(missing)}{NO_BREAK}чел.")
    if (missing := share.missing(result.goals[last])) is not None:
        lines.append(
            f"до значения {last} года – {grouped(missing)}{NO_BREAK}чел." if missing else f"{last} год – достигнуто"
        )
    return tuple(lines)


def hover(result: Result) -> str:
    """Returns the full title, the share with its people and the ceiling.

    One fact a line.
    """
    share = result.headline
    lines = textwrap.wrap(f"{result.indicator.number}. {result.indicator.title}", LINE_OF_HOVER)
    facts = [f"<b>{'<br>'.join(map(plain, lines))}</b>"]
    if share.value is not None:
        facts.append(f"{share_text(result)} {plain(share.declared.of)} – {out_of(share)}")
    if share.ceiling is not None:
        facts.append(f"возможно не более {percent(share.ceiling)}")
    return "<br>".join(facts)


def compared_with(result: Result) -> str:
    """Returns «целевые значения: 2021 год – 12,5 %, 2024 год – 15 %», under a filter the share of the school.

    The intermediate value of a year between stands on a line of its own.
    """
    if result.school is not None:
        return f"по всей школе {percent(result.school.value)} – {out_of(result.school) or 'нет данных'}"
    text = "целевые значения: " + ", ".join(f"{year} год – {percent(goal)}" for year, goal in result.goals.items())
    goal = result.goal
    return text if goal.declared else f"{text}<br>промежуточное значение {goal.year} года – {percent(goal.value)}"
