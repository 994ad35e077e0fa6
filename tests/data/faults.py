"""Two clean schools, and a table of faults to put into them: what each must be called, and where.

The table is read by `test_findings`: every fault must give the findings of the clean lists and exactly one more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.data.lists import Book, Cell, drawn

NUMBERED = {
    "Обучающиеся": """
        № личного дела | ФИО                       | Дата рождения | Класс | ОВЗ | СОП | Дата зачисления | Дата выбытия
        С-1            | Подсолнухова Астра Львовна | 05.03.2013   | 5А    | да  | нет | 01.09.2019      |
        С-2            | Ландышев Кедр Ильич        | 17.11.2012   | 6Б    | нет | да  | 01.09.2019      |
        С-3            | Ромашкина Верба Олеговна   | 29.02.2012   | 6Б    | 7.1 | нет | 01.09.2018      |
        С-4            | Васильков Ирис Петрович    | 30.06.2011   | 7А    | нет | нет | 01.09.2018      |
        С-5            | Клеверова Роза Игоревна    | 2011         | 7А    | нет | нет | 01.09.2018      |
        С-6            | Медуницын Лавр Юрьевич     | 14.01.2008   | 10А   | нет | нет | 01.09.2014      |
        С-7            | Купавина Лилия Марковна    | 08.08.2007   | 11А   | нет | нет | 01.09.2014      |
        С-8            | Черёмухин Клён Глебович    | 21.12.2014   | 4В    | нет | нет | 01.09.2021      |
        С-9            | Рябинкина Юлия Львовна     | 01.10.2009   | 9А    | нет | нет | 01.09.2016      | 15.10.2024
    """,
    "Педагоги": """
        Табельный № | ФИО                         | Должность        | Дата рождения | Дата приёма | Молодой специалист
        П-1         | Тополева Вера Ильинична     | учитель          | 11.04.1975    | 01.09.1998  |
        П-2         | Осокин Борис Андреевич      | педагог-психолог | 02.02.1980    | 01.09.2005  | нет
        П-3         | Липина Нина Романовна       | учитель          | 19.07.2000    | 01.09.2023  | да
    """,
    "Пары": """
        № наставника | Наставник               | № наставляемого | Наставляемый               | Форма наставничества | Формат        | Дата начала | Дата окончания
        П-1          | Тополева Вера Ильинична | П-3             | Липина Нина Романовна      | учитель – учитель    | очный         | 01.10.2023  |
        П-2          | Осокин Борис Андреевич  | С-1             | Подсолнухова Астра Львовна | учитель – ученик     | смешанный     | 01.09.2024  | 31.05.2025
        С-6          | Медуницын Лавр Юрьевич  | С-4             | Васильков Ирис Петрович    | ученик – ученик      | очный         | 15.09.2024  |
                     | Яворский Пётр Ильич     | С-2             | Ландышев Кедр Ильич        | студент – ученик     | дистанционный | 01.02.2023  | 25.12.2023
        С-7          | Купавина Лилия Марковна | С-3             | Ромашкина Верба Олеговна   | ученик – ученик      | очный         | 01.10.2024  |
    """,
}  # fmt: skip

EXPORTED = {
    "Контингент": """
        Список обучающихся МБОУ «СОШ № 7»
        по состоянию на 31.12.2024
        ~
        № п/п | Фамилия      | Имя   | Отчество | Родился    | Номер и буква класса | Вариант АООП | Вид учёта | Дата зачисления | Выбыл
        1     | Подсолнухова | Астра | Львовна  | 05.03.2013 | 5 «А»                | 7.1          | -         | 01.09.2019      |
        2     | Ландышев     | Кедр  | Ильич    | 17.11.12   | 6-б                  | -            | СОП       | 01.09.2019      |
        3     | Ромашкина    | Верба | Олеговна | 29.02.2012 | 6Б                   |              |           | 01.09.2018      | -
        4     | Васильков    | Ирис  | Петрович | 30.06.2011 | 7а кл.               |              |           | 01.09.2018      |
        5     | Клеверова    | Роза  | Игоревна | 2011       | 7А                   | нет          |           | 01.09.2018      |
        6     | Медуницын    | Лавр  | Юрьевич  | 14.01.2008 | 10А                  |              | СОП       | 01.09.2014      |
        7     | Купавина     | Лилия | Марковна | 08.08.2007 | 11А                  |              |           | 01.09.2014      | 01.11.2024
        Итого | 7            |       |          |            |                      |              |           |                 |
    """,
    "Кадры": """
        Сотрудник               | Должность | Дата рождения | Дата приёма | Стаж           | МС
        Тополева Вера Ильинична | учитель   | 11.04.1975    | 01.09.1998  | 26             |
        Осокин Борис Андреевич  | психолог  | 02.02.1980    | 01.09.2005  | 19 лет 4 мес.  | -
        Липина Нина Романовна   | учитель   | 19.07.2000    | 01.09.2023  | 1 год 4 месяца | МС
    """,
    "Наставничество": """
        База наставляемых
        ~
        ФИО наставляемого          | Класс наставляемого | ФИО наставника          | Форма            | Дата вхождения в программу | Дата завершения программы | ДОТ
        Липина Нина Романовна      |                     | Тополева Вера Ильинична | учитель-учитель  | 01.10.2023                 |                           | нет
        Подсолнухова Астра Львовна | 5А                  | Осокин Борис Андреевич  | учитель - ученик | 01.09.2024                 | 31.05.2025                | да
        Васильков Ирис Петрович    | 7А                  | Медуницын Лавр Юрьевич  | Ученик—ученик    | 15.09.2024                 |                           | нет
        Ландышев Кедр Ильич        | 6Б                  | Яворский Пётр Ильич     | студент – ученик | 01.02.2023                 | 25.12.2023                | смешанно
    """,
}  # fmt: skip
SCHOOLS = {"numbered": NUMBERED, "exported": EXPORTED}
HEADER_ROWS = {"Контингент": 4, "Наставничество": 3}  # of other sheets it is the first row
FORMATS = ("xlsx", "xls", "ods", "csv")

Edit = Callable[[Book], None]


@dataclass(frozen=True)
class Fault:
    """A fault, and where it must be found: sheet, row (from 1), header of the column, field."""

    code: str
    school: str
    edit: Edit
    sheet: str | None
    row: int | None = None
    header: str | None = None
    field: str | None = None
    formats: Sequence[str] = FORMATS
    hidden: str | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.sheet}-{self.row}-{self.header}"


def clean(school: str) -> Book:
    return {name: drawn(picture) for name, picture in SCHOOLS[school].items()}


def school_of(sheet: str) -> str:
    return next(school for school, book in SCHOOLS.items() if sheet in book)


def column_of(rows: list[list[Cell]], sheet: str, header: str) -> int:
    return rows[HEADER_ROWS.get(sheet, 1) - 1].index(header)


def row_of(sheet: str, who: str, header: str | None = None) -> int:
    """The row, from 1, in which a text stands, in the column of a header where one is given."""
    rows = clean(school_of(sheet))[sheet]
    for number, row in enumerate(rows, 1):
        if who in (row if header is None else [row[column_of(rows, sheet, header)]]):
            return number
    raise LookupError(who)


def cell(
    code: str,
    sheet: str,
    who: str,
    header: str,
    value: Cell,
    field: str,
    also: Mapping[str, Cell] | None = None,
    formats: Sequence[str] = FORMATS,
) -> Fault:
    """One cell is wrong, and the finding is at that cell; other cells may change with it."""
    row = row_of(sheet, who)
    return Fault(code, school_of(sheet), put(sheet, row, {header: value, **(also or {})}), sheet, row, header, field, formats)  # fmt: skip


def put(sheet: str, row: int, changes: Mapping[str, Cell]) -> Edit:
    def edit(book: Book) -> None:
        for header, value in changes.items():
            book[sheet][row - 1][column_of(book[sheet], sheet, header)] = value

    return edit


def added(code: str, sheet: str, like: str, header: str, field: str, also: Mapping[str, Cell] | None = None) -> Fault:
    """A row like another one is added at the end of a sheet, and the finding is in it."""
    rows = clean(school_of(sheet))[sheet]
    row = [*rows[row_of(sheet, like) - 1]]
    for name, value in (also or {}).items():
        row[column_of(rows, sheet, name)] = value
    return Fault(code, school_of(sheet), with_row(sheet, *row), sheet, len(rows) + 1, header, field)


def with_row(sheet: str, *cells: Cell) -> Edit:
    return lambda book: book[sheet].append(list(cells))


def both(first: Edit, second: Edit) -> Edit:
    def edit(book: Book) -> None:
        first(book)
        second(book)

    return edit


def renamed(code: str, sheet: str, header: str, other: str, field: str | None, **more: object) -> Fault:
    """A header is another; the finding is at the row of headers, and at the header's cell where it is named."""
    row = HEADER_ROWS.get(sheet, 1)
    at = more.pop("at", None)
    return Fault(code, school_of(sheet), put(sheet, row, {header: other}), sheet, row, at, field, **more)  # type: ignore[arg-type]


def whole(code: str, school: str, edit: Edit, sheet: str | None = None, **more: object) -> Fault:
    """The fault concerns a file, a sheet, or no place at all."""
    return Fault(code, school, edit, sheet, **more)  # type: ignore[arg-type]


def without_column(sheet: str, header: str) -> Edit:
    def edit(book: Book) -> None:
        at = column_of(book[sheet], sheet, header)
        book[sheet] = [[*row[:at], *row[at + 1 :]] for row in book[sheet]]

    return edit


def with_column(sheet: str, header: str, *values: Cell) -> Edit:
    def edit(book: Book) -> None:
        top = HEADER_ROWS.get(sheet, 1)
        filled = [*[""] * (top - 1), header, *values]
        book[sheet] = [[*row, filled[number] if number < len(filled) else ""] for number, row in enumerate(book[sheet])]

    return edit


def without_sheet(sheet: str) -> Edit:
    def edit(book: Book) -> None:
        del book[sheet]

    return edit


def with_sheet(sheet: str, picture: str) -> Edit:
    def edit(book: Book) -> None:
        book[sheet] = drawn(picture)

    return edit


def copied(sheet: str, name: str) -> Edit:
    def edit(book: Book) -> None:
        book[name] = [[*row] for row in book[sheet]]

    return edit


def with_cell_too_many(sheet: str, who: str) -> Edit:
    """A value behind the last column, as a separator too many makes it."""

    def edit(book: Book) -> None:
        next(row for row in book[sheet] if who in row).append("лишнее")

    return edit


def without_header(sheet: str) -> Edit:
    def edit(book: Book) -> None:
        del book[sheet][HEADER_ROWS.get(sheet, 1) - 1]

    return edit


def with_line(sheet: str, header: str, text: str) -> Edit:
    def edit(book: Book) -> None:
        line: list[Cell] = [""] * len(book[sheet][0])
        line[column_of(book[sheet], sheet, header)] = text
        book[sheet].append(line)

    return edit


def with_titles(*titles: tuple[str, str]) -> Edit:
    def edit(book: Book) -> None:
        for sheet, title in titles:
            book[sheet].insert(0, [title, *[""] * (len(book[sheet][0]) - 1)])

    return edit


def computed_youth(book: Book) -> None:
    """The teachers' own column gives way to their experience."""
    for row, value in zip(book["Педагоги"], ["Стаж", "26", "19", "1"], strict=True):
        row[5] = value


FORMULAS = ("xlsx",)  # xlsxwriter alone writes a formula with its error
LAST = {sheet: len(drawn(picture)) + 1 for book in SCHOOLS.values() for sheet, picture in book.items()}

FAULTS: tuple[Fault, ...] = (
    # code, sheet, whose row, header, what now stands there, field
    cell("empty_required", "Обучающиеся", "С-5", "ФИО", "", "name"),
    cell("empty_required", "Обучающиеся", "С-8", "Класс", "", "class_name"),
    cell("empty_required", "Педагоги", "П-2", "ФИО", "—", "name"),
    cell("empty_required", "Пары", "П-1", "Наставник", "", "mentor"),
    cell("empty_required", "Пары", "С-4", "Наставляемый", "", "mentee"),
    cell("empty_required", "Пары", "С-3", "Дата начала", "", "start"),
    cell("empty_required", "Контингент", "Клеверова", "Фамилия", "", "name"),
    cell("empty_required", "Контингент", "Ромашкина", "Номер и буква класса", "-", "class_name"),
    cell("empty_required", "Наставничество", "Яворский Пётр Ильич", "ФИО наставника", "", "mentor"),
    cell("bad_date", "Обучающиеся", "С-4", "Дата рождения", "31.02.2011", "birth"),
    cell("bad_date", "Обучающиеся", "С-8", "Дата зачисления", "сентябрь", "enrolled_on"),
    cell("bad_date", "Обучающиеся", "С-9", "Дата выбытия", "32.10.2024", "left_on"),
    cell("bad_date", "Педагоги", "П-3", "Дата приёма", "2023", "hired_on"),
    cell("bad_date", "Пары", "С-2", "Дата окончания", "25.12.20231", "end"),
    cell("bad_date", "Пары", "С-4", "Дата начала", "осенью", "start"),
    cell("bad_date", "Контингент", "Ландышев", "Родился", "17/13/2012", "birth"),
    cell("bad_date", "Контингент", "Ландышев", "Вид учёта", "СОП с 31.02.2022", "registers"),
    cell("bad_date", "Наставничество", "5А", "Дата завершения программы", "до лета", "end"),
    cell("bad_flag", "Обучающиеся", "С-2", "СОП", "может быть", "at_risk"),
    cell("bad_flag", "Обучающиеся", "С-3", "ОВЗ", "???", "ovz"),
    cell("bad_flag", "Педагоги", "П-3", "Молодой специалист", "скоро", "young_specialist"),
    cell("bad_flag", "Пары", "С-1", "Формат", "групповой", "mode"),
    cell("bad_flag", "Контингент", "Медуницын", "Вид учёта", "да", "registers"),
    cell("bad_flag", "Кадры", "Липина Нина Романовна", "МС", "почти", "young_specialist"),
    cell("bad_flag", "Наставничество", "7А", "ДОТ", "5", "mode"),
    Fault("contradicting_flags", "numbered", with_column("Обучающиеся", "Статус ОВЗ", "да", "да"), "Обучающиеся", 3, "Статус ОВЗ", "ovz"),
    Fault("contradicting_flags", "numbered", with_column("Обучающиеся", "Учёт СОП", "", "нет"), "Обучающиеся", 3, "Учёт СОП", "at_risk"),
    cell("bad_number", "Кадры", "Тополева Вера Ильинична", "Стаж", "давно", "experience"),
    cell("bad_number", "Кадры", "Осокин Борис Андреевич", "Стаж", "119", "experience"),
    cell("bad_number", "Обучающиеся", "С-8", "№ личного дела", "=1/0", "number", formats=FORMULAS),
    cell("bad_number", "Пары", "П-1", "№ наставника", "=1/0", "mentor_number", formats=FORMULAS),
    cell("duplicate_number", "Обучающиеся", "С-8", "№ личного дела", "С-4", "number"),
    cell("duplicate_number", "Обучающиеся", "С-9", "№ личного дела", "c-8", "number"),
    added("duplicate_number", "Педагоги", "П-2", "Табельный №", "number", {"ФИО": "Ольхина Зоя Яновна", "Дата рождения": "03.03.1991"}),
    added("duplicate_person", "Обучающиеся", "С-2", "ФИО", "name"),
    added("duplicate_person", "Обучающиеся", "С-6", "ФИО", "name", {"№ личного дела": "", "ФИО": "МЕДУНИЦЫН ЛАВР ЮРЬЕВИЧ"}),
    added("duplicate_person", "Педагоги", "П-1", "ФИО", "name", {"Должность": "директор"}),
    added("duplicate_person", "Контингент", "Васильков", "Фамилия", "name", {"Номер и буква класса": "7Б"}),
    cell("left_before_enrolled", "Обучающиеся", "С-9", "Дата выбытия", "15.10.2014", "left_on"),
    cell("left_before_enrolled", "Обучающиеся", "С-7", "Дата выбытия", "31.08.2014", "left_on"),
    cell("left_before_enrolled", "Контингент", "Купавина", "Выбыл", "01.11.2004", "left_on"),
    cell("ended_before_started", "Пары", "С-1", "Дата окончания", "31.05.2024", "end"),
    cell("ended_before_started", "Пары", "С-2", "Дата окончания", "25.12.2022", "end"),
    cell("ended_before_started", "Наставничество", "6Б", "Дата завершения программы", "31.01.2023", "end"),
    cell("started_before_birth", "Пары", "С-4", "Дата начала", "15.09.2010", "start"),
    cell("started_before_birth", "Наставничество", "5А", "Дата вхождения в программу", "01.09.2012", "start"),
    cell("self_pair", "Пары", "С-4", "Наставляемый", "Медуницын Лавр Юрьевич", "mentee", {"№ наставляемого": "С-6"}),
    cell("self_pair", "Пары", "П-3", "Наставляемый", "Тополева Вера Ильинична", "mentee", {"№ наставляемого": ""}),
    cell("self_pair", "Наставничество", "Васильков Ирис Петрович", "ФИО наставляемого", "Медуницын Лавр Юрьевич", "mentee"),
    cell("self_pair", "Наставничество", "Подсолнухова Астра Львовна", "ФИО наставляемого", "Осокин Борис Андреевич", "mentee"),
    cell("unknown_person", "Пары", "С-1", "№ наставляемого", "С-100", "mentee_number"),
    cell("unknown_person", "Пары", "С-6", "Наставник", "Медуницын Лев Юрьевич", "mentor", {"№ наставника": ""}),
    cell("unknown_person", "Наставничество", "Васильков Ирис Петрович", "ФИО наставляемого", "Васильков Иван Петрович", "mentee"),
    cell("unknown_person", "Наставничество", "Осокин Борис Андреевич", "ФИО наставника", "Осокин Б.Я.", "mentor"),
    Fault(
        "ambiguous_person", "numbered",
        both(
            put("Пары", 3, {"№ наставляемого": ""}),
            with_row("Обучающиеся", "С-10", "Подсолнухова Астра Львовна", "01.04.2009", "9Б", "нет", "нет", "01.09.2016", ""),
        ),
        "Пары", 3, "Наставляемый", "mentee",
    ),
    Fault(
        "ambiguous_person", "exported",
        with_row("Контингент", "8", "Медуницын", "Лавр", "Юрьевич", "02.02.2007", "11А", "", "", "01.09.2014", ""),
        "Наставничество", 6, "ФИО наставника", "mentor",
    ),
    cell("number_name_mismatch", "Пары", "С-1", "№ наставляемого", "С-5", "mentee_number"),
    cell("number_name_mismatch", "Пары", "П-2", "№ наставника", "П-1", "mentor_number"),
    cell("unknown_form", "Пары", "С-1", "Форма наставничества", "учитель – сосед", "form"),
    cell("unknown_form", "Пары", "С-2", "Форма наставничества", "наставничество", "form"),
    cell("unknown_form", "Наставничество", "7А", "Форма", "ученик – учитель", "form"),
    cell("no_birth_date", "Обучающиеся", "С-1", "Дата рождения", "", "birth"),
    cell("no_birth_date", "Обучающиеся", "С-6", "Дата рождения", "-", "birth"),
    cell("no_birth_date", "Контингент", "Купавина", "Родился", "не указано", "birth"),
    cell("short_name", "Обучающиеся", "С-8", "ФИО", "Черёмухин", "name"),
    added("short_name", "Педагоги", "П-2", "ФИО", "name", {"Табельный №": "П-20", "ФИО": "Ольхина.", "Дата рождения": "03.03.1991"}),
    Fault("end_in_status", "numbered", with_column("Пары", "Статус", "", "", "расторгнута 15.11.2024"), "Пары", 4, "Статус", "status"),
    Fault("end_in_status", "exported", with_column("Наставничество", "Состояние", "Прекращено 15.11.2024"), "Наставничество", 4, "Состояние", "status"),
    Fault("no_end_date", "numbered", with_column("Пары", "Статус", "", "", "завершена"), "Пары", 4, "Статус", "status"),
    Fault("no_end_date", "exported", with_column("Наставничество", "Состояние", "Завершено"), "Наставничество", 4, "Состояние", "status"),
    whole("marked_by_list", "numbered", with_sheet("Лист", "Дети с ОВЗ\nФИО | Класс\nЛандышев Кедр Ильич | 6Б"), "Лист", row=2, field="ovz"),
    whole("marked_by_list", "exported", with_sheet("Лист", "Учащиеся на учёте в СОП\nФИО | Класс\nВасильков Ирис Петрович | 7А"), "Лист", row=2, field="at_risk"),
    Fault("unknown_status", "numbered", with_column("Пары", "Статус", "действует", "", "на паузе"), "Пары", 4, "Статус", "status"),
    Fault("unknown_status", "exported", with_column("Наставничество", "Состояние", "приостановлена"), "Наставничество", 4, "Состояние", "status"),
    cell("odd_age", "Обучающиеся", "С-4", "Дата рождения", "30.06.2001", "birth"),
    cell("odd_age", "Обучающиеся", "С-8", "Дата рождения", "21.12.2021", "birth"),
    cell("odd_age", "Контингент", "Клеверова", "Родился", "1911", "birth"),
    cell("odd_class", "Обучающиеся", "С-1", "Класс", "55А", "class_name"),
    cell("odd_class", "Контингент", "Клеверова", "Номер и буква класса", "семёрка", "class_name"),
    added("likely_same_person", "Обучающиеся", "С-2", "ФИО", "name", {"№ личного дела": "С-20", "ФИО": "Ландышев Кед Ильич"}),
    added("likely_same_person", "Педагоги", "П-3", "ФИО", "name", {"Табельный №": "П-30", "ФИО": "Липина Н.Р."}),
    added("likely_same_person", "Контингент", "Ромашкина", "Фамилия", "name", {"Родился": "2012"}),
    cell("mentee_older", "Пары", "С-4", "Наставляемый", "Купавина Лилия Марковна", "mentee", {"№ наставляемого": "С-7"}),
    cell("mentee_older", "Наставничество", "7А", "ФИО наставляемого", "Купавина Лилия Марковна", "mentee", {"Класс наставляемого": "11А"}),
    added("overlapping_pair", "Пары", "С-3", "Дата начала", "start"),
    added("overlapping_pair", "Наставничество", "5А", "Дата вхождения в программу", "start", {"Дата вхождения в программу": "31.05.2025"}),
    cell("ended_unknown_person", "Пары", "С-2", "№ наставляемого", "С-200", "mentee_number"),
    cell("ended_unknown_person", "Наставничество", "6Б", "ФИО наставляемого", "Ландышев Клён", "mentee"),
    cell("future_date", "Обучающиеся", "С-8", "Дата рождения", "21.12.2041", "birth"),
    cell("future_date", "Обучающиеся", "С-5", "Дата зачисления", "01.09.2025", "enrolled_on"),
    cell("future_date", "Педагоги", "П-2", "Дата приёма", "01.01.2025", "hired_on"),
    cell("future_date", "Пары", "С-4", "Дата начала", "15.09.2042", "start"),
    cell("future_date", "Контингент", "Купавина", "Выбыл", "01.11.2025", "left_on"),
    Fault(
        "conflicting_as_of", "numbered", with_titles(("Обучающиеся", "на 30.12.2024"), ("Пары", "по состоянию на 31.12.2024 г.")),
        "Обучающиеся", 1, "№ личного дела",
    ),
    Fault("conflicting_as_of", "exported", with_titles(("Наставничество", "Дата выгрузки: 01.12.2024")), "Наставничество", 1, "ФИО наставляемого"),
    cell("left_out_row", "Обучающиеся", "С-8", "Класс", "Старшая группа 16А", "class_name"),
    cell("left_out_row", "Контингент", "Клеверова", "Номер и буква класса", "Вне ОО", "class_name"),
    Fault("left_out_row", "numbered", with_line("Пары", "Форма наставничества", "проверено 01.12.2024"), "Пары", LAST["Пары"], "Форма наставничества"),
    whole("left_out_row", "numbered", with_sheet("Памятка", "Как вести списки\nВписывайте полные имена"), "Памятка", formats=("xlsx", "xls", "ods")),
    whole("same_file", "numbered", copied("Обучающиеся", "Копия"), "Копия"),
    whole("same_file", "exported", copied("Кадры", "Кадры (2)"), "Кадры (2)"),
    whole("damaged_line", "numbered", with_cell_too_many("Обучающиеся", "С-4"), "Обучающиеся", row=row_of("Обучающиеся", "С-4"), formats=("csv",)),
    whole("damaged_line", "exported", with_cell_too_many("Кадры", "психолог"), "Кадры", row=row_of("Кадры", "психолог"), formats=("csv",)),
    whole("hidden_sheet", "numbered", with_sheet("Черновик", "ФИО | Класс\nИванова Анна | 5А"), "Черновик", formats=("xlsx", "xls"), hidden="Черновик"),
    whole("hidden_sheet", "exported", with_sheet("Данные", "да\nнет"), "Данные", formats=("xlsx", "xls"), hidden="Данные"),
    Fault("ignored_column", "numbered", with_column("Обучающиеся", "Телефон", "1", "2"), "Обучающиеся", 1, "Телефон"),
    Fault("ignored_column", "exported", with_column("Кадры", "Классный руководитель / наставник", "5А"), "Кадры", 1, "Классный руководитель / наставник"),
    renamed("assumed_column", "Обучающиеся", "СОП", "Группа риска", "risk_group", at="Группа риска"),
    Fault("assumed_column", "numbered", computed_youth, "Педагоги", 1, None, "young_specialist"),
    Fault("registers_not_counted", "numbered", with_column("Обучающиеся", "На учёте КДН с", "", "01.09.2023"), "Обучающиеся", 1, "На учёте КДН с", "kdn"),
    Fault(
        "registers_not_counted", "exported", put("Контингент", 6, {"Вид учёта": "СОП, ПДН"}), "Контингент", 4, "Вид учёта", "registers",
    ),
    whole("no_data_for_indicator", "numbered", without_column("Обучающиеся", "ОВЗ")),
    whole("no_data_for_indicator", "numbered", without_column("Обучающиеся", "СОП")),
    whole("no_data_for_indicator", "numbered", without_sheet("Педагоги")),
    whole("no_data_for_indicator", "exported", without_column("Контингент", "Вид учёта")),
    renamed("missing_column", "Обучающиеся", "Дата рождения", "Дата", "birth"),
    renamed("missing_column", "Пары", "Дата начала", "Когда", "start"),
    whole("undated_pairs", "numbered", without_column("Пары", "Дата начала"), "Пары", row=1, field="start"),
    whole("undated_pairs", "exported", without_column("Наставничество", "Дата вхождения в программу"), "Наставничество", row=3, field="start"),
    renamed("missing_column", "Контингент", "Фамилия", "Кто", "name"),
    renamed("missing_column", "Наставничество", "Дата вхождения в программу", "Когда", "start"),
    whole("outside_person", "numbered", put("Пары", row_of("Пары", "С-6"), {"№ наставника": "", "Наставник": "Чужакин Пётр Олегович", "Форма наставничества": ""}), "Пары"),
    whole("outside_person", "exported", put("Наставничество", row_of("Наставничество", "Осокин Борис Андреевич"), {"ФИО наставника": "Осокин Б.Я.", "Форма": ""}), "Наставничество"),
    whole("no_table", "numbered", without_header("Пары"), "Пары"),
    whole("no_table", "exported", without_header("Наставничество"), "Наставничество"),
    whole("no_table", "exported", without_header("Контингент"), "Контингент", formats=("csv",)),
)  # fmt: skip
