"""The sheet of breakdowns in the workbook «Показатели с людьми»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.breakdown import Slice
from metrics.results import Result
from reports.xlsx import GRIDLINES, ROW_HEIGHT, SERIES_COLOURS, Book, Cell, Percent, add_series

SHEET = "Разрезы"
COVERAGE = "Охват классов парами"
BY_CLASS, BY_AGE, BY_FORM, BY_MODE = "по классам", "по возрасту", "по форме", "по формату"
GROUP, PART, WHOLE, VALUE = "Группа", "Учтены", "Могли бы", "Доля"
COLUMNS = {"№": 5, "Показатель": 34, "Разрез": 13, GROUP: 25, PART: 9, WHOLE: 11, VALUE: 9}
CHART_SIZE = (760, 360)  # px
CHARTS = {  # by kind of breakdown: the columns drawn, the words at the axes, the format of the numbers
    BY_CLASS: ((VALUE,), ("Класс", "Доля, %"), "0%"),
    BY_AGE: ((PART, WHOLE), ("Полных лет", "Человек"), "0"),
}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The slices of an indicator, or the coverage of classes, which is of none."""

    result: Result | None
    kind: str
    slices: Sequence[Slice]

    @property
    def named(self) -> str:
        return self.result.indicator.short if self.result else COVERAGE


def slices_sheet(book: Book, lines: Sequence[str], footer: str, breakdowns: Sequence[Breakdown]) -> None:
    """Writes every breakdown in one table, to be filtered.

    Beside it stand the first by class and the first by age as charts.
    """
    sheet = book.sheet(SHEET, lines, footer)
    top = len(lines) + 1
    book.table(sheet, top, COLUMNS, [_row(breakdown, piece) for breakdown in breakdowns for piece in breakdown.slices])
    titles, drawn, first = list(COLUMNS), set(), 1
    below = top + 1  # the header: what lies on it is printed on every page
    for breakdown in breakdowns:
        last = first + len(breakdown.slices) - 1
        if breakdown.slices and breakdown.kind in CHARTS and breakdown.kind not in drawn:
            drawn.add(breakdown.kind)
            columns, axes, format_of_numbers = CHARTS[breakdown.kind]
            chart = book.chart("column", f"{breakdown.named}, {breakdown.kind}", CHART_SIZE)
            for colour, title in zip(SERIES_COLOURS, columns, strict=False):
                place = titles.index(title)
                add_series(chart, SHEET, top, (first, last), titles.index(GROUP), place, fill={"color": colour}, gap=60)
            chart.set_x_axis({"name": axes[0]})
            values = {"name": axes[1], "num_format": format_of_numbers, "min": 0, "major_gridlines": GRIDLINES}
            chart.set_y_axis(values)
            if len(columns) == 1:
                chart.set_legend({"none": True})
            sheet.insert_chart(below, len(titles) + 1, chart)
            below += CHART_SIZE[1] // ROW_HEIGHT + 1
        first = last + 1


def _row(breakdown: Breakdown, piece: Slice) -> list[Cell]:
    number = breakdown.result.indicator.number if breakdown.result else None
    value = None if piece.value is None else Percent(piece.value)
    return [number, breakdown.named, breakdown.kind, piece.label, piece.part, piece.whole, value]
