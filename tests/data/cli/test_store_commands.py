"""`python -m data save|backup|restore`: the store served by a scheduled task, and decisions of the pages hold there."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from data.__main__ import main
from data.cli.shared import FILE_UNREADABLE
from data.corrections.sheets import SheetChoice
from data.loading import load
from data.people.name_decisions import SamePerson
from data.recognition.block import Choice
from data.spreadsheets.reading import read_file
from data.store.decisions import decide
from data.store.location import DATABASE, place
from data.store.settings import save_settings
from data.store.versions import Store
from metrics.indicators import declared
from metrics.settings import as_content
from reports.__main__ import main as reports
from tests.data.lists import drawn, xlsx
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, without

DAY = ["--as-of", "2024-12-31"]


@pytest.fixture
def written(tmp_path):
    """Writes lists as a workbook of the sheets that are given."""

    def write(name="Списки.xlsx", students=STUDENTS, teachers=TEACHERS, pairs=PAIRS):
        pictures = {"Обучающиеся": students, "Педагоги": teachers, "Пары": pairs}
        path = tmp_path / name
        path.write_bytes(xlsx({title: drawn(picture) for title, picture in pictures.items() if picture}))
        return str(path)

    return write


def test_lists_are_saved_as_a_version_with_the_note_and_the_date(written, capsys):
    assert main(["save", written(), *DAY, "--note", "по расписанию"]) == 0
    version = Store(place()).versions()[0]
    assert (version.note, version.as_of.isoformat(), version.as_of_source) == ("по расписанию", "2024-12-31", "person")
    assert [file["name"] for file in version.files] == ["Списки.xlsx"]
    assert "Сохранена версия № 1" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file has no name of undecodable bytes")
def test_a_file_with_a_name_that_no_text_can_hold_is_saved_under_what_can_be_shown_of_it(written, capsys):
    path = Path(written(os.fsdecode("Списки ".encode() + b"\xe9\x01.xlsx")))
    assert main(["save", str(path), *DAY, "--note", "по\x00расписанию\ud800"]) == 0
    version = Store(place()).versions()[0]
    assert (version.note, [file["name"] for file in version.files]) == ("порасписанию", ["Списки .xlsx"])
    path.unlink()
    assert main([str(path), *DAY]) == FILE_UNREADABLE
    assert "Файл «Списки .xlsx» не найден" in capsys.readouterr().err


def test_the_same_lists_again_are_reported_and_not_stored_twice(written, capsys):
    main(["save", written(), *DAY])
    assert main(["save", written(), *DAY]) == 0
    assert "уже сохранены: версия № 1" in capsys.readouterr().out
    assert len(Store(place()).versions()) == 1


def test_lists_without_a_date_are_not_saved_as_of_today(written, capsys):
    assert main(["save", written()]) == 2
    assert "--as-of" in capsys.readouterr().err
    assert Store(place()).versions() == []


def test_lists_with_errors_are_named_and_nothing_is_saved(written, capsys):
    assert main(["save", written(students=STUDENTS.replace("03.03.2012", "31.02.2012")), *DAY]) == 1
    assert "31.02.2012" in capsys.readouterr().err
    assert Store(place()).versions() == []


def test_a_file_that_cannot_be_read_is_3_and_nothing_is_saved(tmp_path, capsys):
    assert main(["save", str(tmp_path / "нет.xlsx"), *DAY]) == 3
    assert "Ничего не сохранено" in capsys.readouterr().err


def test_what_the_files_lack_comes_from_the_stored_version_and_is_reported(written, capsys):
    main(["save", written(), *DAY])
    pairs = written("Пары.xlsx", students="", teachers="", pairs=without(PAIRS, "Осока"))
    assert main(["save", pairs, *DAY]) == 0
    assert "Список «Обучающиеся» взят из версии № 1" in capsys.readouterr().out
    assert Store(place()).versions()[0].counts == {"students": 3, "teachers": 2, "pairs": 2}


def test_what_a_person_confirmed_on_the_pages_holds_in_the_commands(written, capsys):
    renamed = written(pairs=PAIRS.replace("Осока Рябина", "Ежевика Рябина"))
    assert main([renamed]) == 1
    decide(Store(place()), SamePerson("Ежевика Рябина Кленовна", "Осока Рябина Кленовна"))
    assert main([renamed]) == 0
    assert main(["save", renamed, *DAY]) == 0
    capsys.readouterr()
    assert reports([renamed, "--format", "json"]) == 0


def test_a_correction_of_what_was_recognised_holds_for_files_of_the_same_shape(written, capsys):
    headed = STUDENTS.replace("Дата рождения", "Появление   ")
    first, later = written("Сентябрь.xlsx", headed), written("Январь.xlsx", without(headed, "Клевер"))
    assert main([later]) != 0
    name, content = "Сентябрь.xlsx", Path(first).read_bytes()
    sheet = read_file(name, content)[0]
    block = load([(name, content)]).blocks[0]
    columns = {places[0]: key for key, places in block.columns.items()}
    birth = next(column for column, text in enumerate(sheet.rows[0]) if text == "Появление")
    decide(Store(place()), SheetChoice.of(sheet, Choice("students", 1, {**columns, birth: "birth"})))
    capsys.readouterr()
    assert main([later, "--format", "json"]) != 3
    columns = json.loads(capsys.readouterr().out)["tables"][0]["columns"]
    assert columns["birth"] == "Появление"


def test_settings_hold_in_the_report_of_the_stored_version(written, capsys):
    main(["save", written(), *DAY])
    content = as_content(declared().settings)
    save_settings(Store(place()), {**content, "headline_readings": {"at_risk": "all_students"}}, "Директор")
    capsys.readouterr()
    assert reports(["--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    fifth = next(indicator for indicator in report["indicators"] if indicator["number"] == 5)
    assert fifth["headline"]["reading"] == "all_students"
    assert fifth["headline"]["whole"] == report["counts"]["students"]


def test_a_report_without_files_and_without_a_stored_version_says_what_to_do(capsys):
    assert reports(["--format", "json"]) == 1
    assert "Сохранённых списков нет" in capsys.readouterr().err


def test_a_backup_is_for_its_owner_alone_and_brings_everything_back(written, tmp_path, capsys):
    main(["save", written(), *DAY, "--note", "первая"])
    assert main(["backup", str(tmp_path / "копия.sqlite")]) == 0
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "копия.sqlite").stat().st_mode) == 0o600
    before = Store(place()).versions()
    main(["save", written(students=without(STUDENTS, "Клевер"), pairs=without(PAIRS, "Клевер")), *DAY])
    assert main(["restore", str(tmp_path / "копия.sqlite")]) == 0
    assert Store(place()).versions() == before
    assert "Прежние данные – в файле" in capsys.readouterr().out


def test_what_is_no_backup_is_refused_in_one_sentence(written, tmp_path, capsys):
    main(["save", written(), *DAY])
    before = Store(place()).versions()
    (tmp_path / "копия.sqlite").write_bytes(b"not a database" * 100)
    assert main(["restore", str(tmp_path / "копия.sqlite")]) == 1
    assert "не целая резервная копия" in capsys.readouterr().err
    assert Store(place()).versions() == before


def test_a_damaged_store_is_one_sentence_of_every_command(written, own_store, capsys):
    (own_store / DATABASE).write_bytes(b"not a database" * 100)
    for command in (main, lambda arguments: reports([*arguments, "--format", "json"])):
        assert command([written()]) == 1
        assert "повреждён" in capsys.readouterr().err
