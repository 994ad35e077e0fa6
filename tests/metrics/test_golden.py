"""The figures of known lists stay as they are.

A formula that changes them makes a new `FORMULA_VERSION`.

`python -m tests.metrics.test_golden` writes the file anew.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import demo
from data.loading import Lists, load
from data.periods import Period, quarter_to_date, year_to_date
from metrics.indicators import Declarations, declared, fingerprint
from metrics.indicators import load as declarations
from metrics.results import results_of_periods
from metrics.snapshots import FORMULA_VERSION, content_of
from tests.data.lists import checked

SAMPLES = Path(__file__).parents[1] / "samples"
GOLDEN = SAMPLES / "golden_figures.json"
TODAY = dt.date(2024, 12, 31)
YEARS = (2020, 2021, 2022, 2023, 2024)
CHANGED = (
    "Figures of known lists have changed. If the formula changed them for a reason, raise FORMULA_VERSION in "
    "metrics/snapshots.py: figures that are stored beside versions are then computed anew. Then (or where declarations "
    "or the reading of lists changed them) write the file anew: python -m tests.metrics.test_golden"
)
STUDENTS = """
    ФИО               | Дата рождения | Класс | ОВЗ | СОП с      | Снят с СОП | ПДН        | Дата зачисления | Дата выбытия
    Липа Анна         | 29.02.2008    | 7А    | да  | 01.03.2021 | 01.06.2021 | нет        |                 |
    Клевер Ясень      | 2006          | 9А    | нет | нет        |            | 05.05.2022 |                 | 01.10.2022
    Осока Рябина      | 31.12.2010    | 5Б    | 7.1 | 31.12.2021 |            | нет        | 01.09.2020      |
    Вяз Тополь        | 01.01.2006    | 9Б    | нет | да         | 01.01.2023 | нет        | 02.01.2021      |
    Пырей Тимьян      | 05.05.2009    | 6Б    | да  | нет        |            | да         |                 | 01.03.2021
    Пырей Тимьян      | 05.05.2009    | 7Б    | да  | нет        |            | да         | 01.09.2021      |
    Мята Верба        | 11.11.2003    | 11А   | нет | нет        |            | нет        |                 | 25.06.2022
"""
TEACHERS = """
    ФИО              | Дата рождения | Стаж            | Дата приёма | Дата увольнения
    Сосна Мария      | 15.05.1990    | 2 года 5 месяцев | 01.09.2020  |
    Кедр Иван        | 31.12.1986    | 1               | 01.09.2021  |
    Ель Ольга        | 01.02.1970    | 25              | 01.09.1995  | 01.02.2023
"""
PAIRS = """
    Наставник    | Наставляемый | Форма наставничества | Формат         | Дата начала | Дата окончания | Статус
    Ель Ольга    | Сосна Мария  | учитель – учитель    | очный          | 01.10.2020  | 31.12.2021     |
    Ель Ольга    | Кедр Иван    | учитель – учитель    | дистанционный  | 01.10.2021  |                | отменена
    Вяз Тополь   | Осока Рябина | ученик – ученик      | смешанный      | 01.01.2021  | 31.12.2021     |
    Мята Верба   | Липа Анна    | ученик – ученик      | очный          | 01.12.2020  | 01.01.2022     |
    Внешний А    | Пырей Тимьян | студент – ученик     | дистанционный  | 15.10.2020  | 20.02.2021     |
    Внешний Б    | Клевер Ясень | работодатель – ученик |               | 01.02.2022  |                |
    Внешний Б    | Клевер Ясень | работодатель – ученик | очный         | 01.02.2023  |                |
"""


def schools() -> Iterator[tuple[str, Lists, Declarations]]:
    """Yields lists by name, and the declarations under which they are counted."""
    settled = declarations()
    yield "demonstration", load([(demo.PATH.name, demo.PATH.read_bytes())]), settled
    for path in sorted(path for path in (SAMPLES / "rosters").iterdir() if path.suffix != ".json"):
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        yield path.name, load([(file.name, file.read_bytes()) for file in files], today=TODAY), settled
    yield "edges of days, ages and registers", checked(STUDENTS, TEACHERS, PAIRS), settled
    settings = settled.settings.model_copy(update={"counted_registers": ("pdn",), "young_specialist_experience": 2})
    yield "the same, other settings", checked(STUDENTS, TEACHERS, PAIRS), declarations(settings=settings)


def periods() -> dict[str, Period]:
    """Returns the years and the last quarter, by name."""
    years = {str(year): year_to_date(dt.date(year, 12, 31)) for year in YEARS}
    return years | {"spring of 2021": quarter_to_date(dt.date(2021, 5, 31)), "IV 2024": quarter_to_date(TODAY)}


def figures() -> dict[str, Any]:
    """Returns all stored counts, by school and period.

    These are parts, wholes, those who could count, who left and who is taught at a distance.
    """
    return {
        name: {
            period: content_of(results)
            for period, results in zip(
                periods(), results_of_periods(lists.roster, [*periods().values()], declarations=settled), strict=True
            )
        }
        for name, lists, settled in schools()
    }


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_figures_of_known_lists_are_those_of_this_version_of_the_formula(golden: dict[str, Any]):
    assert golden["formula_version"] == FORMULA_VERSION, CHANGED
    assert json.loads(json.dumps(figures())) == golden["figures"], CHANGED


def test_the_golden_figures_hold_every_number_that_is_stored(golden: dict[str, Any]):
    results = [
        result
        for school in golden["figures"].values()
        for of_period in school.values()
        for result in of_period.values()
    ]
    assert any(result["left"] for result in results)
    assert any(result["distance"] for result in results)
    assert len({tuple(share) for result in results for share in result["shares"].values()}) > len(results) / 2


def write() -> int:
    """Writes the file anew and returns the exit code.

    Not where the formula gives other figures under a version that is already known.
    """
    golden_figures = {"formula_version": FORMULA_VERSION, "declarations": fingerprint(declared()), "figures": figures()}
    if GOLDEN.exists():
        before = json.loads(GOLDEN.read_text(encoding="utf-8"))
        same = all(before[key] == golden_figures[key] for key in ("formula_version", "declarations"))
        now = json.loads(json.dumps(golden_figures["figures"]))
        if same and any(now.get(name, was) != was for name, was in before["figures"].items()):
            print("The figures are others under the same declarations: raise FORMULA_VERSION first.", file=sys.stderr)
            return 1
    GOLDEN.write_text(json.dumps(golden_figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(write())
