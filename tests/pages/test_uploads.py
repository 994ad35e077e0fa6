"""«Загрузка списков»: what was recognised and found, its correction, and the lists put to use."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.spreadsheets.sheet import Sheet
from pages.upload_steps.cell_corrections import own_columns
from tests.data.lists import xls
from tests.data.workbooks.packages import strict

Start = Callable[..., AppTest]
PUPILS = [
    ["ФИО", "Дата рождения", "Класс", "ОВЗ", "СОП"],
    ["Ромашкина Астра", "01.02.2010", "8А", "да", ""],
    ["Кедров Ясень", "31.02.2010", "8А", "", ""],
    ["Кленов Агат", "05.06.2010", "8Б", "", "да"],
]
PAIRS = [
    ["Наставник", "Наставляемый", "Форма наставничества", "Дата начала"],
    ["Сосновая Весна", "Ромашкина Астра", "работодатель – ученик", "01.09.2024"],
]


def workbook(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def dropped(app: Start) -> Callable[..., AppTest]:
    """The page with a workbook dropped on it."""

    def drop(content: bytes, name: str = "Списки.xlsx") -> AppTest:
        test = app("uploads")
        test.file_uploader(key="files").upload(name, content).run()
        assert not test.exception
        return test

    return drop


def findings(test: AppTest) -> list[str]:
    """The sentences of the findings that the page shows."""
    column = "Что не так и что сделать"
    return [text for frame in test.dataframe if column in frame.value.columns for text in frame.value[column]]


def test_a_wrong_cell_is_named_and_the_rest_can_be_used_without_its_row(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Дети=PUPILS, Пары=PAIRS))
    assert any("31.02.2010" in text for text in findings(test))
    assert [button.label for button in test.button if "Сохранить" in button.label] == ["Сохранить без этих строк (1)"]
    test.button(key="use").click().run()
    assert "lists" in test.session_state
    assert test.session_state["lists"].counts == {"students": len(PUPILS) - 2, "teachers": 0, "pairs": len(PAIRS) - 1}


def test_lists_without_errors_are_shown_at_once(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Дети=[PUPILS[0], PUPILS[1], PUPILS[3]], Пары=PAIRS))
    assert [button.label for button in test.button if "Сохранить" in button.label] == ["Сохранить"]


def test_a_column_named_otherwise_is_taken_after_the_person_says_what_it_is(dropped: Callable[..., AppTest]):
    renamed = [["ФИО", "Появление на свет", "Класс", "ОВЗ", "СОП"], *PUPILS[1:2], *PUPILS[3:]]
    test = dropped(workbook(Дети=renamed, Пары=PAIRS))
    assert any("Появление на свет" in text for text in findings(test))
    box = next(box for box in test.selectbox if "Появление на свет" in box.label)
    box.set_value("birth").run()
    next(button for button in test.button if button.label == "Применить").click().run()
    assert not test.exception
    assert [button.label for button in test.button if "Сохранить" in button.label] == ["Сохранить"]


def test_a_sheet_can_be_left_out_and_taken_back(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Дети=[PUPILS[0], PUPILS[1]], Пары=PAIRS))
    next(box for box in test.selectbox if box.label == "Что на листе").set_value("не читать этот лист").run()
    next(button for button in test.button if button.label == "Применить").click().run()
    assert any(one.value.startswith("0\u00a0обучающихся") for one in test.subheader)
    next(button for button in test.button if button.label == "Вернуть как распознано").click().run()
    assert any(one.value.startswith("1\u00a0обучающийся") for one in test.subheader)


def test_a_file_that_cannot_be_read_leaves_the_lists_in_use_as_they_were(dropped: Callable[..., AppTest]):
    test = dropped(b"%PDF-1.7 not a list", "скан.pdf")
    assert [one.value for one in test.error]
    assert "lists" not in test.session_state
    assert all(button.key != "use" for button in test.button)


def captions(test: AppTest) -> str:
    return "\n".join(caption.value.replace("\\", "") for caption in test.caption)


def copies(test: AppTest) -> list[str]:
    return [button.label for button in test.get("download_button") if "отметками" in button.label]


def test_what_a_copy_will_be_without_is_named_beside_its_button(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Дети=PUPILS, Пары=PAIRS))
    assert len(copies(test)) == 1
    assert "не будет" not in captions(test)
    test = dropped(xls({"Дети": PUPILS, "Пары": PAIRS}), "Списки.xls")
    assert len(copies(test)) == 1
    assert "В этой копии не будет: оформления, примечаний, рисунков и формул" in captions(test)


def test_where_there_can_be_no_copy_the_page_says_why_in_place_of_the_button(dropped: Callable[..., AppTest]):
    test = dropped(strict(workbook(Дети=PUPILS, Пары=PAIRS)))
    assert any("31.02.2010" in text for text in findings(test))
    assert not copies(test)
    assert "сохранён как «Строгая книга Open XML»" in captions(test)


def test_of_a_row_taken_out_a_merged_cell_that_holds_the_value_of_rows_below_stays():
    sheet = Sheet("Списки.xlsx", "Дети", [["ФИО", "Класс"], ["Осока", "5А"], ["Липа", ""]], [(1, 1, 2, 1)], False)
    assert own_columns(sheet, 1) == [0]
    assert own_columns(sheet, 2) == [0, 1]
