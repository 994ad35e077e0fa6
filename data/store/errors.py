"""The faults of the store, each as one sentence for the person who sees it.

The cause comes from numbers alone – errno, Windows' error code, SQLite's result code, PostgreSQL's SQLSTATE – for the
words beside them differ by version and language. That the versions are unchanged is in a sentence only where the
number itself says so: the statement was refused, and its transaction rolled back.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from data.findings import ListError

UNCHANGED = "Сохранённые версии остались прежними."
UNSURE = "Если вы что-то сохраняли, посмотрите на странице «Сохранённые версии», записалось ли оно."
FROM_COPY = "из резервной копии командой «python -m data restore ФАЙЛ»"

FULL = f"На диске нет места: запись не выполнена. {UNCHANGED} Освободите место и повторите."
READ_ONLY = (
    f"Папка с данными доступна только для чтения: запись не выполнена. {UNCHANGED} Разрешите запись в неё и повторите."
)
BUSY = f"База занята другой программой. {UNCHANGED} Закройте её и повторите через минуту."
BROKEN = f"Диск не смог прочитать или записать данные. {UNSURE} Проверьте диск и повторите."
NO_MEMORY = f"Не хватило памяти. {UNCHANGED} Закройте лишние программы и повторите."
MISSING = (
    f"База данных не найдена: папка недоступна или файл удалён. Верните файл на место или восстановите его {FROM_COPY}."
)
CANNOT_OPEN = (
    "Файл базы данных не открывается: к нему или к его папке нет доступа. Разрешите читать и писать там и повторите."
)
NO_TABLES = f"В базе нет нужных таблиц: её файл подменён. Верните прежний файл или восстановите его {FROM_COPY}."
DAMAGED = f"Файл базы данных повреждён. Восстановите его {FROM_COPY}."

UNREACHABLE = (
    f"База данных PostgreSQL не отвечает. {UNSURE} Проверьте, что сервер запущен и доступен, а адрес, имя базы, имя "
    "и пароль в MENTORING_STORE верны, и повторите."
)
SERVER_FULL = f"На сервере базы данных кончилось место, память или свободные подключения. {UNCHANGED} Повторите позже."
SERVER_READ_ONLY = f"Сервер базы данных сейчас только читает: запись не выполнена. {UNCHANGED} Повторите позже."
SERVER_FORBIDS = f"Сервер базы данных не даёт прав на это действие. {UNCHANGED} Попросите права у того, кто его ведёт."
SERVER_NO_TABLES = "На сервере нет нужных таблиц: база подменена или изменена. Проверьте имя базы в MENTORING_STORE."
SERVER_BROKEN = f"Сервер базы данных не смог прочитать или записать данные. {UNSURE} Скажите тому, кто его ведёт."
SERVER_DAMAGED = (
    f"Данные на сервере повреждены. {UNSURE} Скажите тому, кто его ведёт: нужна новая база из резервной копии."
)


class StoreError(ListError):
    """The store did not do what was asked."""


class Unusable(StoreError):
    """What lies in the place of the store cannot serve as one.

    A restore may put a copy there.
    """


class TooNew(Unusable):
    """A newer version of this program has made it."""

    def __init__(self) -> None:
        super().__init__("База данных создана более новой версией программы. Обновите программу и повторите.")


class Overtaken(StoreError):
    """Somebody else saved in the meantime.

    `current` is the number of the version that is current now.
    """

    def __init__(self, current: int | None) -> None:
        self.current = current
        super().__init__(
            "Пока вы смотрели списки, действующая версия стала другой: её сохранил кто-то ещё. "
            "Посмотрите, что изменится по сравнению с ней, и сохраните снова."
        )


# Primary result codes (sqlite.org/rescode.html): the lowest byte of the extended ones.
SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: CANNOT_OPEN,
    sqlite3.SQLITE_AUTH: CANNOT_OPEN,
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_NOMEM: NO_MEMORY,
}
SQLITE_UNUSABLE = {
    sqlite3.SQLITE_IOERR: BROKEN,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_ERROR: NO_TABLES,  # of statements that never change: the tables are not those they are made for
}
# SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html): a whole one, or the two signs of its class.
POSTGRESQL = {
    "08": UNREACHABLE,
    "25006": SERVER_READ_ONLY,
    "28": UNREACHABLE,
    "3D000": UNREACHABLE,
    "40": BUSY,
    "42501": SERVER_FORBIDS,
    "42P01": SERVER_NO_TABLES,
    "42703": SERVER_NO_TABLES,
    "53": SERVER_FULL,
    "55": BUSY,
    "57014": BUSY,
    "57": UNREACHABLE,
    "58": SERVER_BROKEN,
    "XX001": SERVER_DAMAGED,
    "XX002": SERVER_DAMAGED,
}
WINDOWS = {  # winerror.h; those that have an errno too are left to it
    19: errno.EROFS,  # WRITE_PROTECT
    21: errno.ENOENT,  # NOT_READY: an empty drive
    23: errno.EIO,  # CRC
    32: errno.EBUSY,  # SHARING_VIOLATION
    33: errno.EBUSY,  # LOCK_VIOLATION
    39: errno.ENOSPC,  # HANDLE_DISK_FULL
    53: errno.ENOENT,  # BAD_NETPATH
    64: errno.ENOENT,  # NETNAME_DELETED
    67: errno.ENOENT,  # BAD_NET_NAME
    112: errno.ENOSPC,  # DISK_FULL
    1117: errno.EIO,  # IO_DEVICE
}
SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: f"Диск доступен только для чтения: записать {{}} не удалось. {UNCHANGED} Выберите другой и повторите.",
    errno.EACCES: "Нет прав на {}. Разрешите читать и писать там и повторите.",
    errno.EPERM: "Нет прав на {}. Разрешите читать и писать там и повторите.",
    errno.ENOENT: "Не найдено: {}. Проверьте, что папка есть и диск подключён, и повторите.",
    errno.ENOTDIR: "Файл стоит там, где нужна папка: {}. Исправьте путь и повторите.",
    errno.EISDIR: "Папка стоит там, где нужен файл: {}. Укажите имя файла и повторите.",
    errno.EBUSY: "Занято другой программой: {}. Закройте её и повторите.",
    errno.ETXTBSY: "Занято другой программой: {}. Закройте её и повторите.",
    errno.EIO: BROKEN,
    errno.ENOMEM: NO_MEMORY,
    errno.ENAMETOOLONG: "Слишком длинное имя: {}. Укажите имя короче и повторите.",
}


@contextmanager
def as_store_errors() -> Iterator[None]:
    """Turns faults of the database or the disk into a `StoreError`.

    Whatever else is a fault of the program and goes on.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error


def fault_of(error: Exception) -> StoreError | None:
    """Returns the fault for an error of the driver or the operating system.

    None where the program itself is wrong.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, OSError):
        return _of_the_system(cause)
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    return _of_postgresql(cause)


def _of_the_system(error: OSError) -> StoreError:
    number = WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno)
    where = " и ".join(f"«{path}»" for path in (error.filename, error.filename2) if path) or "нужный файл"
    fallback = f"Система не дала выполнить действие (код {number}): {{}}. {UNSURE}"
    return StoreError(SYSTEM.get(number or 0, fallback).format(where))


def _of_sqlite(error: sqlite3.Error) -> StoreError | None:
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        # Python's own: of those it raises itself only a text that is no UTF-8 is an `OperationalError`.
        return Unusable(DAMAGED) if isinstance(error, sqlite3.OperationalError) else None
    number &= 0xFF
    if number in SQLITE_UNUSABLE:
        return Unusable(SQLITE_UNUSABLE[number])
    if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)):
        return None
    return StoreError(SQLITE.get(number, f"База данных не выполнила действие (код {number}). {UNSURE}"))


def _of_postgresql(error: object) -> StoreError | None:
    from psycopg import OperationalError  # who keeps the lists in a file does not wait for it

    state = getattr(error, "sqlstate", None)
    if state is None:  # the connection was not made or is lost: the server has had no say
        return StoreError(UNREACHABLE) if isinstance(error, OperationalError) else None
    sentence = POSTGRESQL.get(state) or POSTGRESQL.get(state[:2])
    if sentence is None and state[:2] in ("0A", "21", "22", "23", "26", "34", "42"):  # statements that are wrong
        return None
    return StoreError(sentence or f"Сервер базы данных не выполнил действие (код {state}). {UNSURE}")
