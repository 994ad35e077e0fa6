"""`data.spreadsheets.reading`: cells come as they were typed and from where they stand, or one sentence says why not."""

import datetime

import openpyxl
import pytest

from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import CellError
from tests.data.spreadsheet_writers import (
    CELL,
    locked,
    ods,
    refusal,
    renamed_stream,
    rows_of,
    saved,
    stored,
    workbook,
    xls,
    xlsx,
    zipped,
)

DAY = datetime.date(2020, 9, 1)


# Cells


def test_cells_stand_at_their_true_addresses_though_a1_is_empty() -> None:
    assert rows_of(workbook(B3="Анна", C4=1)) == [["", "", ""], ["", "", ""], ["", "Анна", ""], ["", "", 1.0]]


def test_values_keep_their_types_and_text_is_as_typed() -> None:
    noon = datetime.datetime(2020, 9, 1, 12, 30)
    midnight = datetime.datetime(2020, 9, 1)
    typed = [" 007 ", 7, 7.5, True, DAY, midnight, noon, noon.time(), datetime.timedelta(days=2)]
    (row,) = rows_of(workbook(**{f"{column}1": value for column, value in zip("ABCDEFGHI", typed, strict=True)}))
    assert row == [" 007 ", 7.0, 7.5, True, DAY, DAY, noon, noon.time(), "2 days, 0:00:00"]
    assert [type(cell) for cell in row[3:6]] == [bool, datetime.date, datetime.date]


def test_hidden_rows_are_read_hidden_sheets_are_named_and_charts_left_out() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Анна"])
    book.active.row_dimensions[1].hidden = True
    book.create_chartsheet("Диаграмма")
    book.create_sheet("Старое").append(["Иван"])
    book.create_sheet("Ошибки").append(["", CellError("#REF!")])
    book["Старое"].sheet_state = "veryHidden"
    sheets = read_file("Пары.xlsx", saved(book))
    assert [(sheet.file, sheet.name, sheet.hidden) for sheet in sheets] == [
        ("Пары.xlsx", "Sheet", False),
        ("Пары.xlsx", "Старое", True),
        ("Пары.xlsx", "Ошибки", False),
    ]
    assert [sheet.rows for sheet in sheets] == [[["Анна"]], [], [["", CellError("#REF!")]]]


def test_an_error_value_and_a_formula_without_result_are_not_empty_cells() -> None:
    rows = rows_of(workbook(A1="#REF!", B1="=A2+1", C1="x", D4="=1&1"))
    assert rows[0] == [CellError("#REF!"), CellError("=A2+1"), "x", ""]
    assert rows[3] == ["", "", "", CellError("=1&1")]
    assert [type(cell) for cell in rows[0]] == [CellError, CellError, str, str]


@pytest.mark.parametrize("numbered", [True, False])
def test_an_empty_text_is_a_result_and_a_shared_formula_has_none(numbered: bool) -> None:
    row, a, b, c = (' r="1"', ' r="A1"', ' r="B1"', ' r="C1"') if numbered else ("", "", "", "")
    cells = f'<c{a} t="str"><f>IF(1,"",2)</f><v></v></c><c{b}><f t="shared" si="0"/></c><c{c}><f>1</f><v>1</v></c>'
    assert rows_of(xlsx(f"<row{row}>{cells}</row>")) == [["", CellError("=…"), 1.0]]


def test_error_values_in_xls_and_ods_are_not_empty_cells() -> None:
    assert rows_of(xls("x", CellError("#REF!"), 1.5), "Пары.xls") == [["x", CellError("#REF!"), 1.5]]
    error = CELL.replace("'string'", "'float' office:value='0' calcext:value-type='error'").format("#DIV/0!")
    formula = "<table:table-cell table:formula='of:=[.A1]'/>"
    repeated = f"<table:table-row table:number-rows-repeated='2'>{CELL.format('x')}{error}{formula}</table:table-row>"
    assert rows_of(ods(repeated), "Пары.ods") == [["x", CellError("#DIV/0!"), CellError("=[.A1]")]] * 2


def test_merged_ranges_are_known_in_xlsx_and_with_repeats_in_ods() -> None:
    book = openpyxl.Workbook()
    book.active["A3"] = "x"
    book.active.merge_cells("A3:B4")
    assert read_file("Пары.xlsx", saved(book))[0].merged == [(2, 0, 3, 1)]
    blank = "<table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>"
    wide = CELL.replace("string'", "string' table:number-columns-spanned='2' table:number-rows-spanned='2'")
    beside = "<table:table-cell table:number-columns-repeated='3'/>"
    sheet = read_file("Пары.ods", ods(f"{blank}<table:table-row>{beside}{wide.format('x')}</table:table-row>"))[0]
    assert (sheet.merged, sheet.rows[2][3]) == ([(2, 3, 3, 4)], "x")


@pytest.mark.parametrize("codepage", [1200, 1251, 1252])
def test_text_of_an_excel_97_file_is_unicode_whatever_its_code_page_says(codepage: int) -> None:
    assert rows_of(xls("Имя", "Name", codepage=codepage), "Пары.xls") == [["Имя", "Name"]]


# Text files

TABLE = [["ФИО", "Класс"], ["Иванова Анна", "7А"], ["Ёлкин; Пётр\n(«второй»)", '"1,5"']]
CODINGS = ["cp1251", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("coding", [*CODINGS])
def test_csv_tells_its_encoding_and_its_separator(coding: str, separator: str) -> None:
    lines = (separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in TABLE)
    assert rows_of("\r\n".join(lines).encode(coding), "Пары.csv") == TABLE


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sep=|\r\nа|б;в\r\n", [["а", "б;в"]]),
        ("Имя;Балл\nАнна;4,5\nИван;5,0\n", [["Имя", "Балл"], ["Анна", "4,5"], ["Иван", "5,0"]]),
        ("Пары\n\nа,б,в\r1,2\r\n", [["Пары", "", ""], ["", "", ""], ["а", "б", "в"], ["1", "2", ""]]),
        ('ООО "Ромашка";1\n"ООО "Лютик;2"\n', [['ООО "Ромашка"', "1"], ["ООО Лютик", '2"']]),
        (" 007 ;да", [[" 007 ", "да"]]),
    ],
)
def test_csv_is_read_as_excel_reads_it(text: str, rows: list[list[str]]) -> None:
    assert rows_of(text.encode(), "Пары.csv") == [row + [""] * (len(rows[0]) - len(row)) for row in rows]


# What a file is


@pytest.mark.parametrize("name", ["Пары.csv", "Пары.xls", "Пары.txt", "Пары"])
def test_the_content_decides_and_not_the_name(name: str) -> None:
    assert rows_of(workbook(A1="x"), name) == rows_of(xls("x"), name) == rows_of(b"x", name) == [["x"]]


def test_a_workbook_under_excels_own_password_opens_as_it_does_in_excel() -> None:
    assert rows_of(locked(workbook(A1="x"), "VelvetSweatshop")) == [["x"]]


def blank_with_a_hidden_sheet() -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet().sheet_state = "hidden"
    return saved(book)


ENCRYPTED = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]>'
FLAT_ODF = '<?xml version="1.0"?><office:document xmlns:office="urn:oasis">'
WORD = {"[Content_Types].xml": "", "word/document.xml": "", "word/embeddings/xl/workbook.xml": ""}
NOT_READ = [
    ("пуст (0 байт)", b""),
    ("нет ни одной заполненной ячейки", workbook(A1=" \xa0")),
    ("нет ни одной заполненной ячейки", b"\r\n ; \r\n"),
    ("скрытые листы не читаются", blank_with_a_hidden_sheet()),
    ("защищён паролем", locked(workbook(A1="x"), "свой")),
    ("защищён паролем", ods("", manifest=ENCRYPTED)),
    ("повреждён. Откройте", workbook(A1="x")[:-30]),
    ("повреждён. Откройте", zipped(**{"[Content_Types].xml": ""}).replace(b"PK\x01\x02", b"PK\x01\x03")),
    ("Лист «Лист1» файла", xlsx("<row><c></row>")),
    ("повреждён. Откройте", xls("x")[:2000]),
    ("документ Word, а не таблица", zipped(**WORD)),
    ("документ Word, а не таблица", zipped(**WORD)[:-40]),
    ("текстовый документ, а не таблица", ods("", kind="text")),
    ("архив, в нём «список.xlsx». Распакуйте", zipped(**{"папка/список.xlsx": workbook(A1="x"), "фото.jpg": b""})),
    ("архив, в нём «список.xlsx». Распакуйте", stored(**{"папка/список.xlsx": workbook(A1="x")})),
    (
        "архив, в нём «а.csv», «б.ods», «в.xls» и ещё 2. ",
        zipped(**dict.fromkeys(["а.csv", "б.ods", "в.xls", "г.xlsb", "д.xlsm"], b"")),
    ),
    ("архив, таблиц в нём нет", zipped(**{"фото.jpg": b"", "__MACOSX/._Пары.xlsx": b"", "~$Пары.xlsx": b""})),
    ("– архив. Распакуйте", b"Rar!\x1a\x07\x01\x00"),
    ("– архив. Распакуйте", b"7z\xbc\xaf\x27\x1c"),
    ("Apple (Numbers или Pages)", zipped(**{"Index/Document.iwa": b"", "Metadata/Properties.plist": b""})),
    ("Apple (Numbers или Pages)", zipped(**{"Index.zip": b"", "preview.jpg": b""})),
    ("– ярлык, самого списка в нём нет", b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(60)),
    ("ссылка на таблицу в интернете", b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}'),
    ("ссылка на таблицу в интернете", b"[InternetShortcut]\r\nURL=https://docs.google.com/spreadsheets/d/1\r\n"),
    ("файл JSON, а не таблица", b'{"pupils": []}'),
    ("без знаков ~$ в начале", b"\x06School" + b" " * 48 + b"\x06\0" + "School".encode("utf-16-le") + b" \0" * 48),
    ("без знаков .~lock. в начале", b",user,pc,27.11.2024 10:15,file:///home/user/.config/libreoffice/4;"),
    ("картинка, а не таблица", b"\xff\xd8\xff\xe0\0\x10JFIF"),
    ("картинка, а не таблица", b"\0\0\0\x18ftypheic\0\0\0\0"),
    ("документ RTF, а не таблица", b"{\\rtf1\\ansi"),
    ("документ Word, а не таблица", renamed_stream(xls("x"), "WordDocument")),
    ("табличный документ 1С, такой формат не читается. Откройте его в программе 1С", b"MOXCEL\0\x07"),
    ("таблица dBASE (dbf)", b"\x03\x7c\x0b\x1c\1\0\0\0\x41\0\x0b\0" + bytes(20) + b"NAME" + bytes(28) + b"\r x"),
    ("картинка, а не таблица", b"\x89PNG\r\n\x1a\n" + bytes(40)),
    ("документ PDF, а не таблица", b"%PDF-1.7"),
    ("файл XML, а не таблица", b'<?xml version="1.0"?><list/>'),
    ("веб-страница, таблицы в ней нет", "<html><p>Войдите в систему</p>".encode("cp1251")),
    ("веб-страница, таблицы в ней нет", b"MIME-Version: 1.0\r\nContent-Type: multipart/related"),
    ("(fods), такой формат не читается. Откройте его в программе LibreOffice", FLAT_ODF.encode()),
    ("таблица SYLK (slk), такой формат", b"ID;PWXL;N;E\r\n"),
    ("таблица старого Excel", b"\x09\x04\x06\x00\x00\x00\x10\x00"),
    ("не таблица и не текст", bytes(range(256)) * 9),
    ("определения, каких Excel не создаёт", xlsx("", definitions=ENTITY)),
]


@pytest.mark.parametrize(("words", "content"), NOT_READ, ids=[f"{i} {words}" for i, (words, _) in enumerate(NOT_READ)])
def test_a_refusal_names_the_true_cause(words: str, content: bytes) -> None:
    assert words in refusal(content)
