"""`data.spreadsheets.reading`: an error text is an error and a text marked as such is a text, in every format."""

from __future__ import annotations

from collections.abc import Callable

import openpyxl
import pytest

from data.spreadsheets.sheet import CellError
from tests.data.spreadsheet_writers import CELL, ods, rows_of, saved, workbook, xls, xlsb, xlsx

ENGLISH = "#REF! #N/A #NAME? #VALUE! #DIV/0! #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #UNKNOWN! #CONNECT! #BUSY! #GETTING_DATA #PYTHON! #ERROR! Err:502 Err:522"
RUSSIAN = "#ССЫЛКА! #Н/Д #ИМЯ? #ЗНАЧ! #ДЕЛ/0! #ЧИСЛО! #ПУСТО! #ПЕРЕНОС! #ВЫЧИСЛ! #ПОЛЕ! #ССЫЛ! Ошибка:508"
ERRORS = (ENGLISH + " " + RUSSIAN).split()
NO_ERRORS = ["#7А", "#хэштег", "№ 1!", "#", "Err: 502", "Ошибка: нет", "#REF", "внимание!", "Н/Д", "N/A", "#Иванов!"]


def in_xlsx(texts: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for column, text in enumerate(texts, 1):
        book.active.cell(1, column, text).data_type = "s"
    return saved(book)


def in_xlsx_results(texts: list[str]) -> bytes:
    """As results of formulas that are texts."""
    return xlsx("<row>" + "".join(f'<c t="str"><f>A1</f><v>{text}</v></c>' for text in texts) + "</row>")


def in_xls(texts: list[str]) -> bytes:
    return xls(*texts)


def in_ods(texts: list[str]) -> bytes:
    return ods(f"<table:table-row>{''.join(map(CELL.format, texts))}</table:table-row>")


def in_csv(texts: list[str]) -> bytes:
    return ";".join(texts).encode()


def in_a_page(texts: list[str]) -> bytes:
    return f"<table><tr><td>{'<td>'.join(texts)}</table>".encode()


def in_an_xml_table(texts: list[str]) -> bytes:
    cells = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    row = f'<Worksheet ss:Name="Лист1"><Table><Row>{cells}</Row></Table></Worksheet>'
    return f'<Workbook xmlns="{space}" xmlns:ss="{space}">{row}</Workbook>'.encode()


FORMATS = [in_xlsx, in_xlsx_results, in_xls, in_ods, in_csv, in_a_page, in_an_xml_table]


@pytest.mark.parametrize("written", FORMATS)
def test_error_texts_of_either_language_are_errors_in_every_format(written: Callable[[list[str]], bytes]) -> None:
    (row,) = rows_of(written([*ERRORS, *NO_ERRORS]))
    errors, others = row[: len(ERRORS)], row[len(ERRORS) :]
    assert (errors, {type(cell) for cell in errors}) == (ERRORS, {CellError})
    assert (others, {type(cell) for cell in others}) == (NO_ERRORS, {str})


def test_error_values_that_excel_has_added_are_errors_and_spoil_no_sheet() -> None:
    cells = "".join(f'<c t="e"><f>x</f><v>{error}</v></c>' for error in ERRORS)
    (row,) = rows_of(xlsx(f'<row>{cells}<c t="e"><f t="shared" si="0"/><v>#CALC!</v></c><c><v>1</v></c></row>'))
    assert row == [*ERRORS, "#CALC!", 1.0]
    assert {type(cell) for cell in row[:-1]} == {CellError}


@pytest.mark.parametrize("formulas", [False, True])
def test_error_values_in_xlsb_are_not_empty_cells(formulas: bool) -> None:
    errors = [CellError(error) for error in ("#N/A", "#REF!", "#DIV/0!", "#GETTING_DATA")]
    (row,) = rows_of(xlsb(1.5, *errors, 2.0, formulas=formulas))
    assert row == [1.5, *errors, 2.0]
    assert [type(cell) for cell in row] == [float, *[CellError] * 4, float]


def test_an_old_ods_marks_an_error_by_its_text_alone() -> None:
    formula = "<table:table-cell table:formula='of:=1/0' office:value-type='{}'><text:p>{}</text:p></table:table-cell>"
    shown = [("float' office:value='0", "#DIV/0!"), ("string", "Ошибка:502"), ("string", "#Н/Д"), ("string", "#7А")]
    (row,) = rows_of(ods(f"<table:table-row>{''.join(formula.format(*pair) for pair in shown)}</table:table-row>"))
    assert row == ["#DIV/0!", "Ошибка:502", "#Н/Д", "#7А"]
    assert [type(cell) for cell in row] == [CellError, CellError, CellError, str]


AS_TEXT = {'="007"': "007", '="Иванов ""Лис"""': 'Иванов "Лис"', "'12.03.2009": "12.03.2009", " '007": "007"}
NOT_MARKED = ["'Ромашка'", "О'Коннор", "'", "5'"]


@pytest.mark.parametrize("written", [in_xlsx, in_xls, in_ods, in_csv])
def test_a_text_kept_by_a_sign_is_what_excel_shows_in_every_format(written: Callable[[list[str]], bytes]) -> None:
    texts = [text.replace('"', '""').join('""') if written is in_csv and '"' in text else text for text in AS_TEXT]
    (row,) = rows_of(written([*texts, *NOT_MARKED]))
    assert row == [*AS_TEXT.values(), *NOT_MARKED]


def test_a_formula_that_is_a_text_is_that_text_though_it_has_no_result() -> None:
    rows = rows_of(workbook(A1='="007"', B1='="0"&"7"', C1="x"))
    assert rows == [["007", '="0"&"7"', "x"]]
    assert [type(cell) for cell in rows[0]] == [str, CellError, str]
    formula = "<table:table-cell table:formula='of:={}'/>"
    row = f"<table:table-row>{formula.format('&quot;007&quot;')}{formula.format('[.A1]')}</table:table-row>"
    assert rows_of(ods(row)) == [["007", CellError("=[.A1]")]]


def test_a_truth_value_is_not_the_number_beside_it() -> None:
    (row,) = rows_of(workbook(A1=True, B1=1, C1=False, D1=0, E1="1"))
    assert [(cell, type(cell)) for cell in row] == [(True, bool), (1.0, float), (False, bool), (0.0, float), ("1", str)]


def test_moments_with_a_zone_and_times_of_day_are_passed_on_whole() -> None:
    moments = ["2010-08-31T20:00:00.000Z", "2009-03-12T00:00:00+03:00", "2009-03-12T08:30:15Z"]
    assert rows_of(in_csv(moments)) == rows_of(in_ods(moments)) == [moments]
    iso = "".join(f'<c t="d"><v>{moment}</v></c>' for moment in moments)
    assert [str(cell) for cell in rows_of(xlsx(f"<row>{iso}</row>"))[0]] == moments


@pytest.mark.parametrize(
    "text",
    ["\u200fИванов\u200e", "Иванов\ufe0f", "\u2066Класс\u2069", "И\u0306ванов", "\u00adИ\u200bв", "😀", "a\x0bb"],
)
def test_marks_of_direction_variation_and_the_like_break_nothing(text: str) -> None:
    for written in (in_ods, in_csv, in_xls, in_a_page) if text.isascii() is False else (in_csv, in_xls):
        assert rows_of(written([text, "x"])) == [[text, "x"]]
