"""The demonstration workbook in the repository is the one its script writes, and holds what a school's own would."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from data import demo
from data.demo.generate import write


def test_the_script_writes_the_workbook_again_byte_for_byte(tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write(again)
    assert again.read_bytes() == demo.PATH.read_bytes(), "run python -m data.demo.generate"


def test_every_sheet_is_there_with_its_header_in_the_third_row() -> None:
    with CalamineWorkbook.from_path(demo.PATH) as book:
        heads = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)[:4] for name in book.sheet_names}
    assert {name: rows[2][:2] for name, rows in heads.items()} == {
        "Обучающиеся": ["№ личного дела", "ФИО"],
        "Педагоги": ["Табельный №", "ФИО"],
        "Пары": ["№ наставника", "Наставник"],
    }
    assert heads["Обучающиеся"][1][0] == "по состоянию на 31.12.2024"
    assert all(any(rows[3]) for rows in heads.values())
