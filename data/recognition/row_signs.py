"""Signs that a line below a header is of nobody: totals, vacancies, signatures, examples, titles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from data.parsing import (
    NOBODY,
    SPELLINGS_REMEMBERED,
    class_in_title,
    clean,
    even,
    is_blank,
    is_of_class,
    looks_like_name,
)
from data.people_caches import people_cache
from data.recognition.header_lines import Rows, is_of_others
from data.spreadsheets.own_sheets import EXAMPLE
from data.spreadsheets.sheet import Cell, CellError

TOTAL_WORDS = r"(?:итого|всего|итог|количество|кол-во)"
TOTAL = re.compile(
    rf"\s*(?:общ\w+\s+)?{TOTAL_WORDS}\b|.*\b{TOTAL_WORDS}\s*[:.–-]?\s*\d*\s*(?:чел\w*\.?)?\s*$"
    r"|\s*(?:мальчик(?:и|ов)|девоч(?:ки|ек)|юнош(?:и|ей)|девуш(?:ки|ек))\s*[:–-]?\s*\d*$",
    re.IGNORECASE,
)
PART_OF_TOTAL = re.compile(r"(?:из них|в т\. ?ч\.|в том числе)(?!\w)", re.IGNORECASE)
OF_COUNTS = re.compile(
    rf"{TOTAL_WORDS}(?: (?:чел\w*\.?|обучающихся|учащихся|учеников|детей|педагогов|пар))?", re.IGNORECASE
)
TOTAL_STEMS = re.compile("итог|всего|кол|мальч|девоч|юнош|девуш")  # what nearly no cell holds
WHO_LEFT = (
    r"(?:список|списки|(?:обучающи|учащи|выбывши)(?:еся|хся|е|х)|ученик(?:и|ов)|дет(?:и|ей)|педагог(?:и|ов)"
    r"|сотрудник(?:и|ов))"
)
ELSEWHERE = (  # where a pupil goes to; the next class is none of them
    r"(?:(?:друг|ин)(?:ие|ую|ой|ое|ая) \S+|школ[уы]\b|с?ош\b|оо\b|оу\b|гимнази|лице[йи]|колледж|техникум|спо\b"
    r"|училищ|вуз|интернат|кадет|м?[бак]?оу\b)"
)
NOT_A_CLASS = r"(?!\S+ (?:класс|групп|смен|параллел))"  # «в кадетский класс», «в другую группу»
LEAVERS = re.compile(
    rf"\s*(?:{WHO_LEFT},?\s+){{0,3}}"
    r"(?:(?:выбы[лв]|убы[лв]|отчислен|уволен|уволивш|уволились|архив)\w*|выпускники|выпущен\w*|окончи(?:ли|вшие) школу"
    rf"|(?:перевед[её]н|перевел|перешл|перешедш|уш(?:л|едш)|уехал|уехавш)\w* в {NOT_A_CLASS}{ELSEWHERE}.*"
    r"|сняты с контингента)"
    rf"(?:\s+(?:из школы|в \S+(?: \S+){{0,3}}|{WHO_LEFT}|(?:за|с|на|по) .*|\d{{4}}.*|\(.*\))){{0,2}}"
    r"\s*[:.]?\s*",
    re.IGNORECASE,
)
SURNAMES = re.compile(r"\s*(?:мальчиков|девочек)\s*$", re.IGNORECASE)
SIGNATURE = re.compile(
    r"(и\.?\s?о\.?\s)?(директор|заместитель|зам\.|завуч|классн\w+ руковод|кл\.\s?рук|исполнител|ответственн|составил"
    r"|подпись|секретар|куратор\b|согласован|утвержд|председател|руководител|дата\b|примечани"
    r"|м\.\s?п\.(?!\s?(?!директор|подпись|печат|дата)[а-яё]{2}))"  # a place for the seal, no «М. П. Черёмухин»
)
CONTINUED = re.compile(r"продолжение(?: (?:таблицы|списка)| №? ?\d+)*\.?$", re.IGNORECASE)
LINE_TO_SIGN = "___"
LONGEST_DITTO = 9  # characters
DITTO = re.compile(r"\s*(?:[-–—]*\s?(?://|\"|″|〃|,,|„|“|”)\s?[-–—]*|(?:то|та|тот|те|он|она|они) же)\s*", re.IGNORECASE)
STAFF = re.compile(  # whole words, as «Педагогова» and «Мастеров» are surnames
    r"(?:учител|преподавател|воспитател|руководител)(?:ь|я|и)|(?:педагог|психолог|логопед|дефектолог|тьютор|методист|библиотекар"
    r"|социальн|педагогическ|административн|учебн|начальн|старш|классн)(?:и|ь|ый|ая|ые|ое|ий|ие)?|педагоги?-[а-я]+|администрация"
    r"|заместител[ьи]|директора?|специалисты?|совместител[ьи]|работники|сотрудники|кафедра|шмо|мо|вожаты[йе]|персонал"
)
VACANT = frozenset({"вакансия", "вакантно", "вакант", "вакантная"})  # with words behind: «Вакансия (учитель физики)»
FIRST_NUMBERS = frozenset({"1", "а"})
TITLE_ROWS = 5  # above a header, where a class, a mentor, a form or a status may be named
FEW_CELLS = 3  # filled cells of a signature; a person has more
TICK_BOXES = frozenset({"false", "true", "ложь", "истина"})  # as a file of text has them
ZERO = re.compile(r"\s*(?:0+(?:[.,]0+)?)?\s*")
NO_DAY = dt.date(1900, 1, 1)  # what a link to a blank cell shows where a date is expected


def filled_columns(row: Sequence[Cell]) -> list[int]:
    return [column for column, cell in enumerate(row) if not is_blank(cell)]


def is_one_text(row: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Returns whether all filled cells of a line hold the same, as a merged cell that is filled across does."""
    return all(row[column] == row[filled[0]] for column in filled[1:])


def titles_above(rows: Rows, top: int, floor: int = 0) -> Iterator[int]:
    """Yields the lines (from 0) above a header that begins in the line `top`, the nearest first, while they are titles.

    Lines before `floor` belong to another table.
    """
    for number in range(top - 1, max(floor, top - TITLE_ROWS) - 1, -1):
        filled = filled_columns(rows[number])
        if len(filled) > FEW_CELLS and not is_one_text(rows[number], filled):
            return
        yield number


def lines_between(first: int, numbers: Iterable[int]) -> Iterator[tuple[int, range]]:
    """Yields each row of a list (from 1) with the lines (from 0) between it and the row before it, or `first`."""
    for number in numbers:
        yield number, range(first, number - 1)
        first = number


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def holds_a_name(cell: Cell) -> bool:
    """Returns whether a cell of names holds a name and no words that stand in its place."""
    return looks_like_name(clean(cell)) and not is_total_text(cell) and not is_vacancy(cell)


def is_of_positions(text: str) -> bool:
    """Returns whether a lone text heads the people of a position: «Учитель математики», «Педагоги-психологи»."""
    first, *others = clean(text).split()
    return bool(STAFF.fullmatch(even(first))) and not any(word[0].isupper() for word in others)


def is_vacancy(cell: Cell) -> bool:
    """Returns whether a cell of names says that there is nobody."""
    text = even(clean(cell)).strip(" .()")
    return text in NOBODY or text.partition(" ")[0].strip(",.;:-–—(") in VACANT


def is_total_text(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(TOTAL_STEMS.search(cell.casefold())) and bool(TOTAL.match(clean(cell)))


def is_part_of_total(texts: Sequence[str]) -> bool:
    """Returns whether a line counts a part of those above: «из них с ОВЗ» with numbers alone beside."""
    beside = [text for text in texts if not PART_OF_TOTAL.match(text)]
    is_counted = any(letter.isdigit() for text in texts for letter in text)
    return len(beside) < len(texts) and is_counted and all(text.isdecimal() for text in beside)


def is_header_of_counts(row: Sequence[Cell]) -> bool:
    """Returns whether a line heads a table of counts: texts alone, one of them «Всего» or «Количество»."""
    texts = [clean(cell) for cell in row if not is_blank(cell)]
    if len(texts) < FEW_CELLS or not all(isinstance(cell, str) for cell in row if not is_blank(cell)):
        return False
    is_of_words = not any(letter.isdigit() for text in texts for letter in text)
    return is_of_words and any(OF_COUNTS.fullmatch(text) for text in texts)


def is_zero(cell: Cell) -> bool:
    """Returns whether a cell shows what a link to a blank cell or a formula without a result leaves."""
    if isinstance(cell, CellError):
        return cell.startswith("=")
    if isinstance(cell, dt.datetime | dt.date):
        return cell.year < NO_DAY.year
    if isinstance(cell, str):
        return bool(ZERO.fullmatch(cell))
    return cell in (False, 0) or cell == dt.time()


def is_nobody(cell: Cell) -> bool:
    """Returns whether a cell of names or numbers holds a tick box or a zero of a link."""
    return is_zero(cell) or isinstance(cell, bool) or clean(cell).casefold() in TICK_BOXES


def is_example(first: Cell) -> bool:
    """Returns whether a line is the example of the blank that this program gives out, by its first filled cell."""
    return isinstance(first, str) and first.lstrip().startswith(EXAMPLE)


def is_numbering(row: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Returns whether a line is «1 2 3 4 …», or «А Б 1 2 …», that official forms have below the header."""
    cells = [row[column] for column in filled]
    if len(cells) < FEW_CELLS or clean(cells[0]).casefold() not in FIRST_NUMBERS:
        return False
    values = [clean(cell).casefold() for cell in cells]
    letters = len(values) - len([value for value in values if value.isdigit()])
    expected = [*"абвгд"[:letters], *(str(number) for number in range(1, len(values) - letters + 1))]
    return values == expected


def class_column(row: Sequence[Cell], filled: Sequence[int]) -> int | None:
    """Returns the column of a line that only names a class: «5А», «Класс 5А», «Класс:» with «5А» beside it."""
    filled = _without_class_teacher(row, filled)
    if not filled or (len(filled) > 2 and row[filled[0]] != row[filled[-1]]):
        return None
    texts = list(dict.fromkeys(clean(row[column]) for column in filled))
    if len(texts) > 2:
        return None
    text = " ".join(texts)
    if text.isdigit() or (len(texts) == 2 and "класс" not in text.casefold()):
        return None
    if any(is_of_class(text) for text in texts):
        return None
    return next((column for column in filled if class_in_title(clean(row[column]))), None)


def _without_class_teacher(row: Sequence[Cell], filled: Sequence[int]) -> list[int]:
    """Returns the columns of a line without «Кл. руководитель» and the name that stands behind it."""
    texts = {column: clean(row[column]) for column in filled}
    titles = [column for column in filled if is_of_others(texts[column]) and not class_in_title(texts[column])]
    behind = {after for before, after in pairwise(filled) if before in titles and looks_like_name(texts[after])}
    return [column for column in filled if column not in behind and column not in titles]


def is_ditto(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) >= LONGEST_DITTO or cell[-1:].isdigit():
        return False
    return bool(DITTO.fullmatch(cell))
