"""Yes and no."""

from __future__ import annotations

import datetime as dt
import re

from data.parsing.cells import NO_ANSWER, Context, Fault, clean, even, formula_error, is_nothing
from data.spreadsheets.sheet import Cell

YES = frozenset(
    {
        "да",
        "+",
        "v",
        "1",
        "есть",
        "истина",
        "true",
        "состоит",
        "имеет",
        "имеется",
        "является",
        "д",
        "\u2713",
        "\u2714",
        "\u221a",
        "\u2611",
    }
)
NO = frozenset(
    {
        "нет",
        "0",
        "\u2610",
        "ложь",
        "false",
        "не состоит",
        "не имеет",
        "не имеется",
        "не является",
        "не явл",
        "отсутствует",
        "н",
    }
)
NEGATIVE_START = re.compile(r"(?:нет|не|без|отсутству\w*|норма|отказ|снят[аы]?)\b")
DOUBT = re.compile(r"\b(?:уточн\w*|наверн\w*|возможно|вероятно|может|под вопросом|неизвестно|н/д)\b|\bнет данных\b")
YOUNG = ("мс", "молодой специалист", "молодой")
IS_YOUNG = re.compile(r"(?:молод(?:ой|ая)|мол\.?) ?(?:специалист|спец(?:-т)?|педагог|учитель)|м/?с")
NAMES_YOUNG = re.compile(r"\bмол(?:од\w*|\.?) ?(?:спец|педагог|учител)|\bмс\b")
YOUTH_AMONG_WORDS = re.compile(r"\b(?:статус|примечани|отметк|дополнительн)")
BETWEEN_CATEGORIES = re.compile(r"[,;/\n\r()]+")
WITH_MORE = re.compile(r"([^\W\d]+|[+-])\s*[(,;](?!.*\d{4}).*")  # «да (1 год)»; of a year nobody knows what it says
TAKEN_BACK = re.compile(  # «да (закончился)»
    r"\b(?:не|был[аио]?|ранее|раньше|сня[тл]\w*|законч\w*|истек\w*|утра[тч]\w*|отозв\w*|отказ\w*|отмен\w*|прекращ\w*)\b"
)
SINCE = re.compile(
    r"(?:да,? )?(?:с|со) (?:\d{1,2}[./]\d{1,2}[./])?(\d{4})(?: ?(?:г|года?)\.?)?"
)  # «с 2023»: yes, since then
A_TIME = r"(?:\d{1,2}[./]\d{1,2}[./])?\d{4}"
OF_YEAR = r"(?: ?г(?:ода?)?\.?)?"
UNTIL = re.compile(  # «да (до 01.09.2025)», «МС с 2023 по 2026», «2023-2026»
    rf"(.*?)[ ,(]*(?:(?:(?:с |со )?({A_TIME}){OF_YEAR} ?(?:-|по|до) ?)|до |по )({A_TIME}){OF_YEAR}[ )]*"
)


def yes_or_no(cell: Cell, *own_words: str) -> bool | Fault | None:
    """Yes or no; None where nothing stands. A dash is a no."""
    if isinstance(cell, bool):
        return cell
    if fault := formula_error("bad_flag", cell):
        return fault
    text = even(clean(cell)).strip(" .!")
    if not text:
        return None
    if text in YES or text in own_words:
        return True
    is_no = text in NO or (is_nothing(text) and text not in NO_ANSWER)
    return False if is_no else Fault("bad_flag", "непонятно, да это или нет")


def read_flag(cell: Cell, context: Context) -> bool | Fault | None:
    """Returns the mark of «Молодой специалист»: yes or no, the name of the column itself, or since when."""
    answer = yes_or_no(cell, *YOUNG)
    text = even(clean(cell))
    if IS_YOUNG.fullmatch(text.strip(" .")):
        return True
    if isinstance(answer, Fault) and (plain := WITH_MORE.fullmatch(text)) and not ("?" in text or DOUBT.search(text)):
        answer = yes_or_no(plain[1], *YOUNG)
        if answer is True and TAKEN_BACK.search(text):
            return Fault("bad_flag", "непонятно, да это или нет")
    if isinstance(answer, Fault) and (until := UNTIL.fullmatch(text)):
        return _young_until(until, context.as_of)
    since = SINCE.fullmatch(text) if isinstance(answer, Fault) else None
    return True if since and int(since[1]) <= context.as_of.year else answer


def _young_until(until: re.Match[str], as_of: dt.date) -> bool | Fault:
    """Returns yes where a term of being young holds on a day, no where a no stands before it; else it is left open."""
    said = until[1].strip(" ,.(")
    answer = yes_or_no(said, *YOUNG) if said else True
    is_said = answer is True or bool(IS_YOUNG.fullmatch(said))
    if is_said and _is_within(until[2], until[3], as_of):
        return True
    return False if answer is False else Fault("bad_flag", "непонятно, да это или нет")


def _is_within(first: str | None, last: str, day: dt.date) -> bool:
    """Returns whether a day is surely in a time whose ends are days or years: of the last year nobody knows."""
    ends = [tuple(map(int, reversed(re.split("[./]", end)))) for end in (first or last, last)]
    today = (day.year, day.month, day.day)
    return (first is None or ends[0] <= today[: len(ends[0])]) and ends[1] > today[: len(ends[1])]


def tells_youth(header: str) -> bool:
    """Returns whether a column of this header may tell of a young specialist among other words: «Статус»."""
    return bool(YOUTH_AMONG_WORDS.search(even(clean(header))))


def young_in_category(cell: Cell) -> Cell:
    """Returns what a teacher's category says of a young specialist: a yes, nothing, or the word that leaves it open."""
    if not isinstance(cell, str):
        return ""
    words = [even(clean(word)).strip(" .") for word in BETWEEN_CATEGORIES.split(cell)]
    young = [word for word in words if NAMES_YOUNG.search(word)]
    return "да" if any(map(IS_YOUNG.fullmatch, young)) else next(iter(young), "")


def read_presence(cell: Cell, _context: Context) -> bool | Fault | None:
    """Returns the mark of ОВЗ or its kind: a negative is no, a doubt neither, any other text yes («7.1», «ЗПР»)."""
    answer = yes_or_no(cell)
    text = even(clean(cell))
    if DOUBT.search(text):
        return Fault("bad_flag", "непонятно, да это или нет")
    if not isinstance(answer, Fault) or formula_error("bad_flag", cell) or not re.search(r"\w", text):
        return answer
    return not NEGATIVE_START.match(text)
