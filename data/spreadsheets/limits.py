"""How much a file may ask for, and the sentence for every file that is not read.

Shared by the parent (`reading`) and its child process, so it imports next to nothing. Every bound leaves
ample room above a school's lists, some 1 500 rows in all.
"""

from __future__ import annotations

from enum import StrEnum

from data.spreadsheets.addresses import address

MEBIBYTE = 1024 * 1024

FILE_LIMIT = 20 * MEBIBYTE  # bytes; 100 000 rows of 10 columns are 6 MB as xlsx, some 15 MB as csv
TIME_LIMIT = 15.0  # seconds for one file from start to end; 100 000 rows of 10 columns take 4
MEMORY_LIMIT = 1024 * MEBIBYTE  # bytes of the child: the machine and the other sessions must live on
UNPACKED_LIMIT = 256 * MEBIBYTE  # bytes inside the zip; 100 000 rows of 10 columns are 44 MB, bombs are GBs
PARTS_LIMIT = 5_000  # files inside the zip; a photo of every pupil still fits
SHEETS_LIMIT = 200  # a sheet per class is some 40; a few KB can list one sheet thousands of times
ROWS_LIMIT = 100_000  # more than any school has; a full sheet of 1 048 576 would take 40 s
COLUMNS_LIMIT = 702  # A to ZZ; the lists have under 50
CELLS_LIMIT = 5_000_000  # blank ones too, as calamine and Python hold the whole rectangle in memory
OUTPUT_LIMIT = 64 * MEBIBYTE  # bytes of JSON the parent takes in; cells cost the parent some 7 times that


class RefusalCause(StrEnum):
    """Why a file is not read."""

    EMPTY_FILE = "empty_file"
    BLANK = "blank"
    BLANK_BUT_HIDDEN = "blank_but_hidden"
    PASSWORD = "password"
    DAMAGED = "damaged"
    OTHER_KIND = "other_kind"
    OTHER_FORMAT = "other_format"
    ARCHIVE = "archive"
    PACKED = "packed"
    APPLE = "apple"
    SHORTCUT = "shortcut"
    CLOUD_LINK = "cloud_link"
    LOCK_FILE = "lock_file"
    WEB_PAGE = "web_page"
    BINARY = "binary"
    ENTITIES = "entities"
    FILE_SIZE = "file_size"
    UNPACKED_SIZE = "unpacked_size"
    PARTS = "parts"
    SHEETS = "sheets"
    AREA = "area"
    OUTPUT = "output"
    TIME = "time"
    DIED = "died"


SENTENCES = {
    RefusalCause.EMPTY_FILE: "Файл «{file}» пуст (0 байт). Сохраните список заново и загрузите снова.",
    RefusalCause.BLANK: "В файле «{file}» нет ни одной заполненной ячейки. Проверьте, тот ли это файл.",
    RefusalCause.BLANK_BUT_HIDDEN: (
        "В файле «{file}» заполненных ячеек на видимых листах нет, а скрытые листы не читаются. "
        "Отобразите нужный лист (правой кнопкой по ярлычку – Показать), сохраните и загрузите снова."
    ),
    RefusalCause.PASSWORD: (
        "Файл «{file}» защищён паролем. "
        "Откройте его в Excel, снимите пароль (Файл – Сведения – Защита книги) и загрузите снова."
    ),
    RefusalCause.DAMAGED: (
        "{where} повреждён. Откройте файл в Excel и согласитесь на восстановление, "
        "сохраните как xlsx и загрузите снова; если не открывается – возьмите другую копию."
    ),
    RefusalCause.OTHER_KIND: (
        "Файл «{file}» – {what}, а не таблица. Перенесите список в Excel, сохраните как xlsx и загрузите снова."
    ),
    RefusalCause.OTHER_FORMAT: (
        "Файл «{file}» – {what}, такой формат не читается. "
        "Откройте его в программе {program}, сохраните как xlsx и загрузите снова."
    ),
    RefusalCause.ARCHIVE: (
        "Файл «{file}» – архив, {inside}. Распакуйте его (правой кнопкой – «Извлечь всё») и загрузите сами списки."
    ),
    RefusalCause.PACKED: "Файл «{file}» – архив. Распакуйте его и загрузите сами списки.",
    RefusalCause.APPLE: (
        "Файл «{file}» – документ Apple (Numbers или Pages), такой формат не читается. "
        "Откройте его там, где он создан, выберите «Экспортировать – Excel» и загрузите полученный файл."
    ),
    RefusalCause.SHORTCUT: (
        "Файл «{file}» – ярлык, самого списка в нём нет. Откройте ярлык, сохраните список в свою папку и загрузите его."
    ),
    RefusalCause.CLOUD_LINK: (
        "Файл «{file}» – ссылка на таблицу в интернете, самого списка в нём нет. "
        "Откройте таблицу, скачайте её (Файл – Скачать – Microsoft Excel) и загрузите полученный файл."
    ),
    RefusalCause.LOCK_FILE: (
        "Файл «{file}» – служебная пометка о том, что список открыт, самого списка в нём нет. "
        "Загрузите файл с тем же именем без знаков {sign} в начале."
    ),
    RefusalCause.WEB_PAGE: (
        "Файл «{file}» – веб-страница, таблицы в ней нет. "
        "Откройте её в браузере, найдите список, сохраните его как «Книга Excel (*.xlsx)» и загрузите."
    ),
    RefusalCause.BINARY: (
        "Файл «{file}» – не таблица и не текст: он повреждён или сделан другой программой. "
        "Откройте список в Excel, сохраните как xlsx и загрузите снова."
    ),
    RefusalCause.ENTITIES: (
        "Внутри файла «{file}» есть определения, каких Excel не создаёт, – так устроены вредоносные файлы, "
        "поэтому он не прочитан. Загрузите файл, сохранённый в Excel или LibreOffice."
    ),
    RefusalCause.FILE_SIZE: (
        "Файл «{file}» больше {file_limit} МБ. Оставьте в нём только списки, без картинок, и загрузите снова."
    ),
    RefusalCause.UNPACKED_SIZE: (
        "Файл «{file}» внутри больше {unpacked_limit} МБ. "
        "Скопируйте список в новую книгу Excel, без картинок и лишнего оформления, и загрузите её."
    ),
    RefusalCause.PARTS: (
        "Файл «{file}» состоит более чем из {parts_limit} частей – слишком много листов или картинок. "
        "Скопируйте список в новую книгу Excel и загрузите её."
    ),
    RefusalCause.SHEETS: "В файле «{file}» больше {sheets_limit} листов. Оставьте листы со списками и загрузите снова.",
    RefusalCause.AREA: (
        "{where} заполнен до ячейки {cell}, а читается не больше {rows_limit} строк, {columns_limit} столбцов "
        "и {cells_limit} ячеек. Удалите лишние строки и столбцы целиком, сохраните и загрузите снова."
    ),
    RefusalCause.OUTPUT: (
        "В файле «{file}» больше {output_limit} МБ данных. Оставьте в нём только нужные списки и загрузите снова."
    ),
    RefusalCause.TIME: (
        "Файл «{file}» не удалось прочитать за {time_limit} секунд: он слишком велик. "
        "Скопируйте список в новую книгу Excel и загрузите её."
    ),
    RefusalCause.DIED: (
        "Файл «{file}» не удалось прочитать: он повреждён или занимает слишком много памяти. "
        "Скопируйте список в новую книгу Excel, сохраните как xlsx и загрузите её."
    ),
}


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def sentence(cause: RefusalCause, file: str, details: dict[str, str]) -> str:
    """Returns the sentence for the person who loaded the file.

    It says what is so, and what to do. `details` are what `Refused` was given: `sheet`, `cell`, `what`, `program`,
    `inside` or `sign`.
    """
    sheet = details.get("sheet")
    limits = {
        "file_limit": FILE_LIMIT // MEBIBYTE,
        "unpacked_limit": UNPACKED_LIMIT // MEBIBYTE,
        "parts_limit": _spaced(PARTS_LIMIT),
        "sheets_limit": SHEETS_LIMIT,
        "rows_limit": _spaced(ROWS_LIMIT),
        "columns_limit": COLUMNS_LIMIT,
        "cells_limit": _spaced(CELLS_LIMIT),
        "output_limit": OUTPUT_LIMIT // MEBIBYTE,
        "time_limit": round(TIME_LIMIT),
    }
    where = f"Файл «{file}»" if sheet is None else f"Лист «{sheet}» файла «{file}»"
    return SENTENCES[cause].format(**{"program": "Excel"} | limits | details | {"file": file, "where": where})


def refuse_area(rows: int, columns: int, **sheet: str) -> None:
    """Raises `Refused` where a sheet of so many rows and columns is too large.

    A sheet is held as a rectangle.
    """
    if rows > ROWS_LIMIT or columns > COLUMNS_LIMIT or rows * columns > CELLS_LIMIT:
        raise Refused(RefusalCause.AREA, cell=address(max(rows, 1) - 1, max(columns, 1) - 1), **sheet)


class Refused(Exception):
    """Inside this module family: the file is not to be read, and why.

    The parent makes it a `ListError`.
    """

    def __init__(self, cause: RefusalCause, **details: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.details = details
