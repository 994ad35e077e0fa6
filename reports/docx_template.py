"""Word documents by a template, which a child process fills in.

The template may be the school's own and is not trusted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.findings import ListError
from data.guarded_child import ChildStopped, Limits, Stop, run_guarded
from data.parsing.printable import printable

MEBIBYTE = 1024 * 1024
MARKING = "marking"  # the value that no template of a paper may lack
TO_FILL = "______________________"  # what a person writes by hand
FILE_LIMIT = 10 * MEBIBYTE  # bytes of a template; the app's own has 39 KB, the rest is room for pictures
LIMITS = Limits(seconds=10, memory=512 * MEBIBYTE, output=20 * MEBIBYTE)
STOPS = {
    Stop.TIME: f"заполнить его за {LIMITS.seconds} секунд не удалось: повторение в нём слишком длинное",
    Stop.MEMORY: "на него не хватило памяти: повторение в нём слишком длинное или файл слишком велик",
    Stop.OUTPUT: f"документ по нему получается больше {LIMITS.output // MEBIBYTE} МБ",
    Stop.DIED: "он устроен необычно, и программа не смогла его заполнить. Сохраните его в Word заново как docx",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its width in mm, for a tag; the template sees a name in its place."""

    png: bytes
    width: int

    @property
    def name(self) -> str:
        return f"picture-{hashlib.sha256(self.png).hexdigest()}"


def filled(template: bytes, values: Mapping[str, Any], needed: str) -> bytes:
    """Returns the template with its tags filled in.

    What stands in the values is text, never markup.

    `values` are texts, numbers, lists and dicts of them, and `Picture`s; `needed` is the tag that no template may
    lack. Raises `ListError` where the template cannot be used.
    """
    return _answer(template, values, needed)[1]


def names_in(template: bytes, values: Mapping[str, Any], needed: str) -> frozenset[str]:
    """Returns which of the values the tags of a template ask for.

    Raises `ListError` as `filled` does.
    """
    return _answer(template, values, needed)[0]


def _answer(template: bytes, values: Mapping[str, Any], needed: str) -> tuple[frozenset[str], bytes]:
    if len(template) > FILE_LIMIT:
        raise _unfit(f"файл больше {FILE_LIMIT // MEBIBYTE} МБ. Сожмите или уберите картинки")
    pictures: dict[str, Picture] = {}
    plain = _plain(values, pictures)
    order = {
        "values": plain,
        "needed": needed,
        "pictures": [[name, picture.width] for name, picture in pictures.items()],
    }
    try:
        answer = run_guarded(
            "reports.docx_template_child:filled_document",
            template,
            json.dumps(order).encode(),
            *(picture.png for picture in pictures.values()),
            limits=LIMITS,
        )
    except ChildStopped as stopped:
        raise _unfit(STOPS[stopped.stop]) from stopped
    if answer[:1] != b"+":
        raise _unfit(answer[1:].decode())
    names, _, content = answer[1:].partition(b"\n")
    return frozenset(names.decode().split()), content


def _unfit(cause: str) -> ListError:
    return ListError(f"Шаблон Word не подходит: {cause}.")


def _plain(value: Any, pictures: dict[str, Picture]) -> Any:
    """Returns the value without anything that a template could reach through.

    Its pictures go by their names.
    """
    match value:
        case str():
            return printable(value)
        case int() | float():
            return value
        case list() | tuple():
            return [_plain(each, pictures) for each in value]
        case Mapping():
            return {str(key): _plain(each, pictures) for key, each in value.items()}
        case Picture():
            pictures[value.name] = value
            return value.name
        case _:
            raise TypeError(f"a template takes no {type(value).__name__}")
