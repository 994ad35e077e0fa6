"""Which columns of a table are those of a roadmap, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from data.parsing.names import header_key


class ColumnRole(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    DIRECTION = "direction"
    TITLE = "title"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"


Columns = dict[int, ColumnRole]  # by their places

LONGEST = 80  # characters of a header
# In the order in which they are tried: «Направления», and not «Направления и мероприятия», is a direction.
HEADERS = {
    ColumnRole.NUMBER: r"№.*|номер.*|п/п|n п/п",
    ColumnRole.RESPONSIBLE: r"(?:ф ?и ?о )?(?:лица,? )?ответствен.*|исполнител.*|кто (?:проводит|отвечает|исполняет).*",
    ColumnRole.DEADLINE: (
        r"(?:планируем\w+ |примерн\w+ |плановы\w+ )?(?:срок|дата|даты|период|время|когда)\b.*|сроки.*|"
        r"(?:начало|окончание|конец|завершение)"
    ),
    ColumnRole.TITLE: (
        r".*мероприят.*|(?:содержание|виды?|формы?|перечень)(?: \w+)? (?:деятельности|работы?|действий)|"
        r"содержание|наименование|действия|деятельность|что (?:делаем|сделать|делается)"
    ),
    ColumnRole.DIRECTION: r"(?:наименование |название |основны\w+ )?(?:направлени|раздел|этап|блок|задач).*",
}
NOT_TITLES = re.compile(r"(?:результат|показател|ожидаем|цел[ьи]|отметка|вид документа|форма отч).*")


def columns_of(row: Sequence[str]) -> Columns | None:
    """Returns the columns where the row is the header of a roadmap: it names what is to be done, and by when."""
    columns = {place: role for place, text in enumerate(row) if (role := _role(text))}
    return columns if {ColumnRole.TITLE, ColumnRole.DEADLINE} <= set(columns.values()) else None


def _role(text: str) -> ColumnRole | None:
    key = header_key(text)
    if not key or len(key) > LONGEST or re.search(r"\d", key) or NOT_TITLES.match(key):
        return None
    return next((role for role, pattern in HEADERS.items() if re.fullmatch(pattern, key)), None)
