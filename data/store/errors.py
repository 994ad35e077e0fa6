"""What went wrong with the store, in one sentence for the person who sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from data.findings import ListError

UNCHANGED = "Сохранённые версии остались прежними."
SENTENCES = {
    "disk is full": f"На диске нет места: запись не выполнена. {UNCHANGED} Освободите место и повторите.",
    "no space left": f"На диске нет места: запись не выполнена. {UNCHANGED} Освободите место и повторите.",
    "readonly": f"Папка с данными доступна только для чтения: запись не выполнена. {UNCHANGED} "
    "Разрешите запись в неё и повторите.",
    "permission denied": f"Нет права писать в папку с данными. {UNCHANGED} Разрешите запись в неё и повторите.",
    "locked": f"База занята другой программой. {UNCHANGED} Закройте её и повторите через минуту.",
    "unable to open": "База данных не найдена: папка недоступна или файл удалён. Верните файл на место или "
    "восстановите его из резервной копии.",
    "malformed": "Файл базы данных повреждён. Ничего в нём не менялось; восстановите его из резервной копии.",
    "not a database": "Файл базы данных повреждён. Ничего в нём не менялось; восстановите его из резервной копии.",
    "disk i/o error": f"Диск не смог прочитать или записать данные. {UNCHANGED} Проверьте диск и повторите.",
    "no such table": "В базе нет нужных таблиц: её файл подменён. Верните прежний файл или восстановите его из "
    "резервной копии.",
}
ANY = f"База данных не отвечает. {UNCHANGED} Проверьте, что она запущена и доступна, и повторите."


class StoreError(ListError):
    """The store did not do what was asked, and what it held is as it was."""


class Overtaken(StoreError):
    """Somebody else saved in the meantime; `current` is the number of the version that is current now."""

    def __init__(self, current: int | None) -> None:
        self.current = current
        super().__init__(
            "Пока вы смотрели списки, действующая версия стала другой: её сохранил кто-то ещё. "
            "Посмотрите, что изменится по сравнению с ней, и сохраните снова."
        )


@contextmanager
def told() -> Iterator[None]:
    """Faults of the database or the disk become a sentence; whatever else is a fault of the program goes on."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreError(sentence(error)) from error


def sentence(error: Exception) -> str:
    """The sentence for an error of the database driver or the operating system."""
    words = str(getattr(error, "orig", None) or error).lower()
    return next((text for sign, text in SENTENCES.items() if sign in words), ANY)
