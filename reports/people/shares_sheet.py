"""The sheet of the shares in the workbook «Показатели с людьми»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from metrics.results import Result, Share
from metrics.wording import digits_beside
from reports.xlsx import GRIDLINES, ROW_HEIGHT, SERIES_COLOURS, Book, Cell, Percent, add_series, percent_format

SHEET = "Показатели"
TITLE, VALUE, LEFT = "Показатель", "Доля", "Выбыли за период, не учтены"
CHART_SIZE = (1150, 460)  # px
PLOT = {"x": 0.19, "y": 0.1, "width": 0.75, "height": 0.7}  # of the chart: the longest titles and labels fit beside it


def shares_sheet(book: Book, lines: Sequence[str], footer: str, results: Sequence[Result]) -> None:
    """Writes the headline shares, then what stands beside them.

    Below stand the same as a chart, and the titles in full.
    """
    sheet = book.sheet(SHEET, lines, footer)
    columns = _columns(results)
    rows = [_headline(result) for result in results] + [row for result in results for row in _beside(result)]
    top = len(lines) + 1
    book.table(sheet, top, columns, [[row.get(title) for title in columns] for row in rows])
    below = top + len(rows) + 2
    sheet.insert_chart(below, 0, _chart(book, top, results, list(columns)))
    for row, result in enumerate(results, below + CHART_SIZE[1] // ROW_HEIGHT + 1):
        sheet.write_string(row, 0, f"{result.indicator.number}. {result.indicator.title}")


def _years(results: Sequence[Result]) -> list[int]:
    return sorted({year for result in results for year in result.goals})


def _columns(results: Sequence[Result]) -> dict[str, float]:
    years = _years(results)
    return {
        "№": 5,
        TITLE: 34,
        "От кого": 31,
        "Учтены": 9,
        "Всего": 9,
        VALUE: 9,
        **{_goal(year): 12 for year in years},
        _years_goal(results[0]): 16,
        "Состояние": 19,
        **{_missing(year): 14 for year in years},
        "Потолок доли": 9,
        LEFT: 11,
    }


def _goal(year: int) -> str:
    return f"Целевое значение {year} года"


def _years_goal(result: Result) -> str:
    return f"Целевое или промежуточное значение года отчёта ({result.period.on.year})"


def _missing(year: int) -> str:
    return f"До целевого значения {year} года, чел."


def _headline(result: Result) -> dict[str, Cell]:
    return _share(result, result.headline, result.indicator.short) | {
        _years_goal(result): _beside_share(result.headline, result.goal.value),
        "Состояние": result.status.title,
        LEFT: result.left_in_period,
    }


def _beside(result: Result) -> Iterator[dict[str, Cell]]:
    """Yields the part by distance technology and the other readings.

    The first only where the indicator counts it.
    """
    number = result.indicator.number
    if result.indicator.counts_distance:
        yield {"№": number, TITLE: "в том числе с использованием ДОТ", "Учтены": result.distance}
    for share in result.other_readings:
        yield _share(result, share, f"{result.indicator.short}: второе чтение")


def _share(result: Result, share: Share, title: str) -> dict[str, Cell]:
    """Returns the cells that every reading has."""
    goals = [result.goal.value, *result.goals.values()]
    return {
        "№": result.indicator.number,
        TITLE: title,
        "От кого": share.declared.of,
        "Учтены": share.part,
        "Всего": share.whole,
        VALUE: None if share.value is None else Percent(share.value, digits_beside(share.value, goals)),
        "Потолок доли": None if share.ceiling is None else Percent(share.ceiling),
        **{_goal(year): _beside_share(share, goal) for year, goal in result.goals.items()},
        **{_missing(year): share.missing(goal) for year, goal in result.goals.items()},
    }


def _beside_share(share: Share, goal: Fraction) -> Percent:
    """Returns a goal with the digits that distinguish it from a lower share."""
    return Percent(goal, 1 if share.value is None else digits_beside(share.value, [goal]))


def _chart(book: Book, top: int, results: Sequence[Result], titles: Sequence[str]) -> Any:
    """Returns a chart of the headline shares beside their goals."""
    chart = book.chart("bar", "Доли и целевые значения", CHART_SIZE)
    for place, title in enumerate([VALUE, *map(_goal, _years(results))]):
        add_series(
            chart,
            SHEET,
            top,
            (1, len(results)),
            titles.index(TITLE),
            titles.index(title),
            fill={"color": SERIES_COLOURS[min(place, len(SERIES_COLOURS) - 1)]},
            gap=60,
            overlap=0,
            data_labels={"value": True, "num_format": percent_format(1), "font": {"size": 9}},
        )
    chart.set_plotarea({"layout": PLOT})
    chart.set_x_axis({"name": "Доля, %", "num_format": "0%", "min": 0, "max": 1, "major_gridlines": GRIDLINES})
    chart.set_y_axis({"reverse": True, "crossing": "max"})  # the first on top, the scale below
    return chart
