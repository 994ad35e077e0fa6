"""«План новых пар» as JSON and as a workbook: the same plan, and no names unless they are asked for."""

from __future__ import annotations

import datetime as dt
import io
import json
from functools import cache
from typing import Any

import openpyxl
import pytest

from data.loading import Lists
from data.periods import year_to_date
from data.saving import saving
from data.store.forbidden_pairs import forbid_pair
from data.store.location import place
from data.store.versions import Store
from metrics.indicators import load
from metrics.plan.choices import Choices
from metrics.plan.planning import Plan, Planner
from metrics.plan.wording import plan_sentence
from reports.__main__ import main
from reports.plan.figures import plan_json
from reports.plan.outlook import Outlook, outlook
from reports.plan.stored_choices import person_key
from reports.plan.workbook import NO_PEOPLE, plan_workbook
from reports.registry import KINDS
from reports.request import ReportRequest
from reports.source import Source
from tests.metrics.rosters import lists
from tests.reports.hostile_texts import FOURS, hostile_roster
from tests.reports.test_safe_files import texts_of

ON = dt.date(2024, 12, 31)
STUDENTS = """
    ФИО                    | Дата рождения | Класс | ОВЗ | СОП
    Липа Анна Ивановна     | 01.02.2008    | 11А   | нет | нет
    Клён Олег Петрович     | 01.02.2012    | 6А    | да  | нет
    Осина Вера Петровна    | 01.02.2013    | 5А    | нет | да
"""
TEACHERS = "ФИО | Молодой специалист\nСосна Мария Ильинична | нет\nЕль Ольга Львовна | да"
PAIRS = "Наставник | Наставляемый | Форма наставничества | Дата начала | Дата окончания\nВнешний Пихтин Иван | Осина Вера Петровна | работодатель – ученик | 01.09.2024 | 01.03.2025"
NAMES = ("Липа", "Клён", "Осина", "Сосна", "Ель Ольга", "Пихтин")


@cache
def school() -> Lists:
    return lists(STUDENTS, PAIRS, TEACHERS)


@cache
def looked_ahead(*, special: bool) -> Outlook:
    return outlook(school().roster, ON, load(), special=special)


@cache
def plan() -> Plan:
    return Planner(school().roster, 2024, ON, load()).plan()


def as_read(*, special: bool) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(plan_json("Школа", looked_ahead(special=special)))
    return read


def pages(*, special: bool) -> dict[str, list[list[Any]]]:
    content = plan_workbook(Source(school().roster, "№ 1"), looked_ahead(special=special), load())
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
    }


def test_the_json_holds_the_plan_the_forecast_and_the_fragility():
    read = as_read(special=True)
    assert (read["year"], read["on"], read["proven"]) == (2024, "2024-12-31", True)
    sides = [(one["mentor"]["name"], one["mentee"]["name"]) for one in read["proposals"]]
    assert sides == [(one.mentor.name, one.mentee.name) for one in plan().proposals]
    assert read["new_pairs"] == len(sides) > 0
    for told, before, after in zip(read["indicators"], plan().before, plan().after, strict=True):
        assert told["before"]["part"] == before.headline.part
        assert told["after"]["part"] == after.headline.part
    assert [point["on"] for point in read["forecast"]] == ["2024-12-31"]
    [held] = [one for one in read["fragility"] if one["key"] == "at_risk"]
    assert {support["name"] for support in held["supports"]} == {
        "Внешний Пихтин Иван"
    }  # without the pupil nobody is at risk


def test_the_workbook_holds_the_same_plan():
    read = pages(special=True)
    assert list(read) == ["План", "Пары", "Прогноз", "Кто войдёт и выйдет", "На ком держится", "О файле"]
    cells = {cell for row in read["Пары"] for cell in row}
    assert {one.mentor.title for one in plan().proposals} <= cells
    assert {one.mentee.title for one in plan().proposals} <= cells
    assert plan_sentence(plan()) in {row[0] for row in read["План"]}


def test_without_closed_information_neither_file_names_anybody():
    told = json.dumps(as_read(special=False), ensure_ascii=False) + str(pages(special=False))
    assert not [name for name in NAMES if name in told]
    assert NO_PEOPLE in told
    assert as_read(special=False)["new_pairs"] == len(plan().proposals)


def test_the_command_makes_a_workbook_where_the_file_is_to_be_one_and_json_otherwise(
    tmp_path, capsys: pytest.CaptureFixture[str]
):
    paths = []
    for name, picture in (("Обучающиеся", STUDENTS), ("Педагоги", TEACHERS), ("Пары", PAIRS)):
        lines = [line.split("|") for line in picture.splitlines() if line.strip()]
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text("\n".join(";".join(cell.strip() for cell in line) for line in lines), encoding="utf-8")
    asked = [*map(str, paths), "--format", "plan", "--date", "2024-12-31"]
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out)["proposals"] is None
    book = tmp_path / "План.XLSX"
    assert main([*asked, "--with-special", "--output", str(book)]) == 0
    assert "Пары" in openpyxl.load_workbook(io.BytesIO(book.read_bytes())).sheetnames


def test_the_file_holds_to_what_somebody_settled_of_the_plan():
    [pupils] = [one.pair for one in plan().proposals if one.mentor.is_student]
    settled = ReportRequest(
        Source(school().roster, "№ 1"),
        year_to_date(ON),
        load(),
        None,
        ON,
        choices=Choices(rejected=frozenset({pupils})),
    )
    read = json.loads(KINDS["plan_json_special"].make(settled).content)
    people = {person.id: person.name for person in Planner(school().roster, 2024, ON, load()).pool.people}
    sides = [(one["mentor"]["name"], one["mentee"]["name"]) for one in read["proposals"]]
    assert sides
    assert (people[pupils[0]], people[pupils[1]]) not in sides


def test_both_files_are_marked_by_whether_they_name_people():
    for kind, is_named in (
        ("plan_json", False),
        ("plan_json_special", True),
        ("plan_xlsx", False),
        ("plan_xlsx_special", True),
    ):
        assert ("без имён" not in KINDS[kind].title) is is_named


@pytest.mark.parametrize("text", [four[0] for four in FOURS])
def test_what_stands_in_a_list_stays_text(text: str):
    ahead = outlook(hostile_roster(text), dt.date(2026, 12, 31), load(), special=True)
    assert [move for point in ahead.points for move in point.moves]
    texts_of(plan_workbook(Source(hostile_roster(text), text), ahead, load()))


def test_who_is_kept_apart_is_so_in_the_file_of_the_stored_lists(capsys: pytest.CaptureFixture[str]):
    store = Store(place())
    store.save(saving(school(), [], "Завуч", ""), None)
    [pupils] = [one for one in plan().proposals if one.mentor.is_student]
    asked = ["--format", "plan", "--date", "2024-12-31", "--with-special"]

    def sides() -> list[set[str]]:
        assert main(asked) == 0
        read = json.loads(capsys.readouterr().out)
        return [{one["mentor"]["name"], one["mentee"]["name"]} for one in read["proposals"]]

    both = {pupils.mentor.name, pupils.mentee.name}
    assert both in sides()
    forbid_pair(store, frozenset((person_key(pupils.mentor), person_key(pupils.mentee))), "Завуч")
    assert both not in sides()
