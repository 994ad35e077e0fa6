"""A Word document → its tables, read in a child process: the document comes from outside."""

from __future__ import annotations

import json

from data.findings import ListError
from data.guarded_child import ChildStopped, Limits, Stop, run_guarded
from data.roadmap.reading.grid import Grid
from data.roadmap.reading.word_child import READ

MEBIBYTE = 1024 * 1024
FILE_LIMIT = 10 * MEBIBYTE  # bytes; a roadmap of a school has some 50 KB, the rest is room for pictures
LIMITS = Limits(seconds=10, memory=512 * MEBIBYTE, output=4 * MEBIBYTE)
TOO_LARGE = "он слишком велик. Оставьте в нём только таблицу дорожной карты"
STOPS = {
    Stop.TIME: TOO_LARGE,
    Stop.MEMORY: TOO_LARGE,
    Stop.OUTPUT: TOO_LARGE,
    Stop.DIED: "он устроен необычно. Скопируйте таблицу в новый документ Word и сохраните его как docx",
}


def word_grids(name: str, content: bytes) -> list[Grid]:
    """Returns the tables of a document in their order. Raises `ListError` where it is not read."""
    if len(content) > FILE_LIMIT:
        raise _unread(name, f"он больше {FILE_LIMIT // MEBIBYTE} МБ. Сожмите или уберите картинки")
    try:
        answer = run_guarded("data.roadmap.reading.word_child:answer", content, limits=LIMITS)
    except ChildStopped as stopped:
        raise _unread(name, STOPS[stopped.stop]) from stopped
    if answer[:1] != READ:
        raise _unread(name, answer[1:].decode())
    return [Grid(**grid) for grid in json.loads(answer[1:])]


def _unread(name: str, cause: str) -> ListError:
    return ListError(f"Файл «{name}» не прочитан: {cause}.")
