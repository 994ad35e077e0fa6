"""`python -m reports`, and lists of people as workbooks."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from data import demo
from data.store.export_log import exports
from data.store.location import place
from data.store.versions import Store
from reports.__main__ import FORMATS, main
from reports.people.plain_list import people_workbook
from reports.source import PERSONAL

ROOT = Path(__file__).parents[2]
HEADERS = ["ФИО", "Класс"]
PEOPLE = [["Кедров Ясень", "7А"], ["Кленов Агат", "007"]]
SOUND = "ФИО;Дата рождения;Класс;ОВЗ;СОП\nКедров Ясень;01.02.2008;7А;да;да\nКленов Агат;01.02.2009;6А;;\n"
PAIRS = "Наставник;Наставляемый;Форма наставничества;Дата начала\nВнешний А;Кедров Ясень;студент – ученик;01.09.2021\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "Дети.csv").write_text(SOUND, encoding="cp1251")
    (tmp_path / "Пары.csv").write_text(PAIRS, encoding="cp1251")
    return [str(tmp_path / "Дети.csv"), str(tmp_path / "Пары.csv")]


def test_the_json_has_the_promised_shape_and_the_figures(files: list[str], capsys: pytest.CaptureFixture[str]):
    assert main([*files, "--date", "2021-12-31", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert list(figures) == ["school", "on", "since", "as_of", "counts", "left_out", "indicators", "findings"]
    assert (figures["on"], figures["since"]) == ("2021-12-31", "2021-01-01")
    assert figures["counts"] == {"students": 2, "teachers": 0, "pairs": 1}
    assert figures["left_out"] == {"students": 0, "teachers": 0, "pairs": 0}
    first = figures["indicators"][0]
    assert list(first) == [
        "number",
        "key",
        "title",
        "status",
        "target",
        "left_in_period",
        "headline",
        "other_readings",
        "goals",
    ]
    assert first["headline"] == {
        "reading": "all_students",
        "part": 1,
        "whole": 2,
        "percent": 50.0,
        "ceiling": 100.0,
        "missing": {"2021": 0, "2024": 0},
    }
    assert first["target"] == {"percent": 12.5, "declared": True}
    assert first["goals"] == {"2021": 12.5, "2024": 15.0}
    young = figures["indicators"][2]
    assert young["status"] == "no_data"
    assert young["headline"]["percent"] is None
    assert set(young["headline"]["missing"].values()) == {None}
    assert figures["indicators"][3]["distance"] == {"part": None}
    assert [reading["reading"] for reading in figures["indicators"][4]["other_readings"]] == ["all_students"]
    assert list(figures["findings"]) == ["error", "warning", "information"]


def test_the_base_is_written_and_what_is_not_in_it_is_counted_without_names_or_texts(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    Path(files[0]).write_text(SOUND.replace("СОП", "СОП;Согласие").replace("да;да", "да;да;да"), encoding="cp1251")
    more = PAIRS.replace("начала", "начала;Запрос").replace("01.09.2021", "01.09.2021;беседа в ПДН")
    more += "Внешний Б;Кленов Агат;студент – ученик;01.09.2021;\n"
    Path(files[1]).write_text(more, encoding="cp1251")
    target = tmp_path / "база.xlsx"
    order = [*files, "--date", "2021-12-31", "--format", "base", "--output", str(target)]
    assert main([*order, "--consent-by", "Завуч"]) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert "Не вошли без согласия: 1\u00a0человек, с ними 1\u00a0пара; поэтому" in output.err
    assert output.err.count("без согласия") == 1
    assert "1\u00a0текст" in output.err
    assert not [word for word in ("Кедров", "Кленов", "Внешний", "ПДН") if word in output.err]
    rows = list(openpyxl.load_workbook(target)["База наставляемых"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["Кедров Ясень"]


def test_without_a_decision_nobody_whose_consent_the_lists_do_not_tell_is_in_the_base(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    target = tmp_path / "база.xlsx"
    assert main([*files, "--date", "2021-12-31", "--format", "base", "--output", str(target)]) == 0
    assert "Не вошли без согласия: 2\u00a0человека" in capsys.readouterr().err
    assert openpyxl.load_workbook(target)["База наставляемых"].max_row == 1


def test_without_a_date_the_report_is_of_the_date_of_the_data(capsys: pytest.CaptureFixture[str]):
    assert main([str(demo.PATH), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == "2024-12-31"


def test_lists_with_errors_give_1_and_nothing_on_standard_output(files: list[str], capsys: pytest.CaptureFixture[str]):
    Path(files[0]).write_text(SOUND.replace("01.02.2009", "31.02.2009"), encoding="cp1251")
    assert main([*files, "--date", "2021-12-31", "--format", "json"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "31.02.2009" in output.err


def test_despite_errors_the_rows_without_them_count(files: list[str], capsys: pytest.CaptureFixture[str]):
    Path(files[0]).write_text(SOUND.replace("01.02.2008", "31.02.2008"), encoding="cp1251")
    assert main([*files, "--date", "2021-12-31", "--despite-errors", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["counts"] == {"students": 1, "teachers": 0, "pairs": 0}
    assert figures["left_out"] == {"students": 1, "teachers": 0, "pairs": 1}


@pytest.mark.parametrize(
    "more",
    [
        ["--date", "31.12.2021", "--format", "json"],
        ["--date", "2021-12-31", "--since", "2022-01-01", "--format", "json"],
        ["--format", "pdfx"],
        [],
    ],
)
def test_wrong_use_is_2(files: list[str], more: list[str]):
    with pytest.raises(SystemExit) as stopped:
        main([*files, *more])
    assert stopped.value.code == 2


@pytest.mark.parametrize("kind", ["docx", "html", "pdf", "roadmap"])
def test_the_start_of_a_period_is_wrong_use_of_a_report_that_has_its_own(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
):
    with pytest.raises(SystemExit) as stopped:
        main([*files, "--since", "2021-01-01", "--format", kind, "--output", str(tmp_path / "отчёт")])
    assert stopped.value.code == 2
    assert f"--since не бывает с --format {kind}" in capsys.readouterr().err


@pytest.mark.parametrize("written", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize("option", ["--date", "--since"])
def test_a_year_outside_those_of_lists_is_wrong_use(
    files: list[str], capsys: pytest.CaptureFixture[str], option: str, written: str
):
    with pytest.raises(SystemExit) as stopped:
        main([*files, option, written, "--format", "json"])
    assert stopped.value.code == 2
    assert "нужен с 1900 по 2100" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["json", *FORMATS])
@pytest.mark.parametrize("written", ["1900-01-01", "2100-12-31"])
def test_the_first_and_the_last_year_of_lists_can_be_reported(
    files: list[str], tmp_path: Path, kind: str, written: str
):
    assert main([*files, "--date", written, "--format", kind, "--output", str(tmp_path / "отчёт")]) == 0


def _nobody() -> str:
    raise KeyError("getpwuid(): uid not found: 12345")


def test_without_a_store_nobody_is_asked_who_runs_the_command(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reports.__main__.user_name", _nobody)
    assert main([*files, "--date", "2021-12-31", "--format", "xlsx", "--output", str(tmp_path / "люди.xlsx")]) == 0


def test_a_user_whom_the_system_does_not_know_is_the_command_line(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store = Store(place())
    monkeypatch.setattr("getpass.getuser", _nobody)
    assert main([*files, "--date", "2021-12-31", "--format", "xlsx", "--output", str(tmp_path / "люди.xlsx")]) == 0
    assert [export.made_by for export in exports(store)] == ["командная строка"]


def test_a_file_that_could_not_be_written_is_not_noted(files: list[str], tmp_path: Path):
    store = Store(place())
    with pytest.raises(SystemExit) as stopped:
        main(
            [*files, "--date", "2021-12-31", "--format", "xlsx", "--output", str(tmp_path / "нет папки" / "люди.xlsx")]
        )
    assert stopped.value.code == 2
    assert exports(store) == []


def test_a_file_that_cannot_be_read_is_3(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([*files, str(tmp_path / "нет такого.xlsx"), "--format", "json"]) == 3
    output = capsys.readouterr()
    assert output.out == ""
    assert "нет такого.xlsx" in output.err


def test_the_output_goes_to_the_named_file(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "показатели.json"
    assert main([*files, "--date", "2021-12-31", "--format", "json", "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["on"] == "2021-12-31"


def test_the_period_starts_where_it_is_asked_to(files: list[str], capsys: pytest.CaptureFixture[str]):
    assert main([*files, "--date", "2021-12-31", "--since", "2021-12-31", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["since"] == "2021-12-31"


def test_an_intermediate_goal_is_marked_as_not_declared(files: list[str], capsys: pytest.CaptureFixture[str]):
    assert main([*files, "--date", "2022-12-31", "--format", "json"]) == 0
    target = json.loads(capsys.readouterr().out)["indicators"][0]["target"]
    assert target == {"percent": float(Fraction(125, 10) + Fraction(25, 10) * Fraction(365, 1096)), "declared": False}


def test_a_share_is_the_float_of_its_exact_fraction(files: list[str], capsys: pytest.CaptureFixture[str]):
    Path(files[0]).write_text(SOUND + "Яшмин Клён;01.02.2015;1А;;\n", encoding="cp1251")
    assert main([*files, "--date", "2021-12-31", "--format", "json"]) == 0
    headline = json.loads(capsys.readouterr().out)["indicators"][0]["headline"]
    assert headline["percent"] == float(100 * Fraction(1, 3))
    assert headline["ceiling"] == float(100 * Fraction(2, 3))


def test_a_file_that_cannot_be_read_is_3_even_despite_errors_and_the_others_findings_are_printed(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    Path(files[0]).write_text(SOUND.replace("01.02.2009", "31.02.2009"), encoding="cp1251")
    broken = tmp_path / "битый.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    assert main([*files, str(broken), "--despite-errors", "--format", "json"]) == 3
    output = capsys.readouterr()
    assert output.out == ""
    assert "битый.xlsx" in output.err
    assert "31.02.2009" in output.err


def test_an_output_that_cannot_be_written_is_wrong_use(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as stopped:
        main([*files, "--format", "json", "--output", str(tmp_path / "нет папки" / "показатели.json")])
    assert stopped.value.code == 2
    assert "показатели.json" in capsys.readouterr().err


def test_the_command_speaks_utf8_whatever_the_console_does(files: list[str]):
    command = [sys.executable, "-m", "reports", *files, "--date", "2021-12-31", "--format", "json"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "cp1252"}
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    assert json.loads(done.stdout.decode("utf-8"))["school"].startswith("МБОУ")


def test_a_list_of_people_says_that_it_is_personal_above_its_table():
    book = openpyxl.load_workbook(io.BytesIO(people_workbook("Учтены", [PERSONAL, "на 31.12.2021"], HEADERS, PEOPLE)))
    assert [[cell.value for cell in row] for row in book.active.iter_rows()] == [
        ["Учтены", None],
        [PERSONAL, None],
        ["на 31.12.2021", None],
        [None, None],
        HEADERS,
        *PEOPLE,
    ]


def test_a_workbook_of_nobody_still_has_its_headers():
    book = openpyxl.load_workbook(io.BytesIO(people_workbook("Учтены", [], HEADERS, [])))
    assert [cell.value for cell in book.active[3]] == HEADERS


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "http://example.org", "+7 900 000-00-00", "-5", "<b>Имя</b>", "mailto:a@b"]
)
def test_no_cell_of_a_list_of_people_becomes_a_formula_or_a_link(text: str):
    book = openpyxl.load_workbook(io.BytesIO(people_workbook("Список", [PERSONAL], ["ФИО"], [[text]])))
    cell = next(cell for row in book.active.iter_rows() for cell in row if cell.value == text)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
