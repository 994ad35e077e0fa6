"""Faults of the store: the cause comes from numbers, and nothing is promised that they do not say."""

from __future__ import annotations

import errno
import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from data.store.errors import UNCHANGED, UNSURE, StoreError, Unusable, as_store_errors

MISLEADING = "disk is full, readonly, permission denied, database is locked, file is not a database"


def sqlite(code: int, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    error = kind(MISLEADING)
    error.sqlite_errorcode = code
    return error


def postgresql(state: str) -> psycopg.Error:
    return psycopg.errors.lookup(state)(MISLEADING)


def windows(code: int, number: int) -> OSError:
    error = OSError(number, MISLEADING, "D:/копия.sqlite")
    error.winerror = code
    return error


def raised(error: Exception) -> Exception:
    """What comes out of `as_store_errors` where the error goes in; one of the server's comes by way of SQLAlchemy."""
    if isinstance(error, psycopg.Error):
        error = DBAPIError("SELECT 1", None, error)
    with pytest.raises(Exception) as caught, as_store_errors():
        raise error
    return caught.value


NAMED = {
    "full": (sqlite(sqlite3.SQLITE_FULL), "На диске нет места"),
    "read-only": (sqlite(sqlite3.SQLITE_READONLY), "только для чтения"),
    "read-only, extended": (sqlite(sqlite3.SQLITE_READONLY_DBMOVED), "только для чтения"),
    "busy": (sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), "занята другой программой"),
    "does not open": (sqlite(sqlite3.SQLITE_CANTOPEN), "не открывается"),
    "broken disk": (OSError(errno.EIO, MISLEADING), "Диск не смог"),
    "no memory": (sqlite(sqlite3.SQLITE_NOMEM), "Не хватило памяти"),
    "unknown of SQLite": (sqlite(99), "код 99"),
    "wrapped": (DBAPIError("SELECT 1", None, sqlite(sqlite3.SQLITE_FULL)), "На диске нет места"),
    "no space": (OSError(errno.ENOSPC, MISLEADING), "На диске нет места"),
    "no right": (PermissionError(errno.EACCES, MISLEADING, "/копия"), "Нет прав на «/копия»"),
    "no folder": (FileNotFoundError(errno.ENOENT, MISLEADING, "/нет"), "Не найдено: «/нет»"),
    "a file for a folder": (NotADirectoryError(errno.ENOTDIR, MISLEADING, "/файл"), "нужна папка: «/файл»"),
    "a folder for a file": (IsADirectoryError(errno.EISDIR, MISLEADING, "/папка"), "нужен файл: «/папка»"),
    "read-only disk": (OSError(errno.EROFS, MISLEADING, "/копия"), "только для чтения"),
    "two names": (OSError(errno.EXDEV, MISLEADING, "/а", None, "/б"), f"код {errno.EXDEV}): «/а» и «/б»"),
    "no name": (OSError(errno.EACCES, MISLEADING), "Нет прав на нужный файл"),
    "open in Windows": (windows(32, errno.EACCES), "Занято другой программой: «D:/копия.sqlite»"),
    "full in Windows": (windows(112, errno.ENOSPC), "На диске нет места"),
    "no drive in Windows": (windows(21, errno.EACCES), "Не найдено"),
    "write-protected in Windows": (windows(19, errno.EACCES), "только для чтения"),
    "server full": (postgresql("53100"), "кончилось место"),
    "server read-only": (postgresql("25006"), "только читает"),
    "no right on the server": (postgresql("42501"), "не даёт прав"),
    "server locked": (postgresql("55P03"), "занята другой программой"),
    "server stops": (postgresql("57P01"), "не отвечает"),
    "server without tables": (postgresql("42P01"), "На сервере нет нужных таблиц"),
    "server damaged": (postgresql("XX001"), "на сервере повреждены"),
    "server's disk": (postgresql("58030"), "не смог прочитать или записать"),
    "unknown of the server": (postgresql("XX000"), "код XX000"),
    "no server": (psycopg.OperationalError(MISLEADING), "не отвечает"),
}


@pytest.mark.parametrize("case", NAMED)
def test_a_fault_is_named_by_its_number_whatever_its_words(case):
    error, sign = NAMED[case]
    fault = raised(error)
    assert type(fault) is StoreError
    assert sign in str(fault)
    assert "{}" not in str(fault)


@pytest.mark.parametrize(
    "error",
    [
        sqlite(sqlite3.SQLITE_CORRUPT),
        sqlite(sqlite3.SQLITE_NOTADB),
        sqlite(sqlite3.SQLITE_CORRUPT_INDEX),
        sqlite(sqlite3.SQLITE_ERROR),
        sqlite3.OperationalError("Could not decode to UTF-8"),
    ],
)
def test_what_a_restore_would_mend_is_unusable_and_says_so(error):
    fault = raised(error)
    assert isinstance(fault, Unusable)
    assert "python -m data restore" in str(fault)


@pytest.mark.parametrize(
    "case", ["broken disk", "unknown of SQLite", "no server", "server stops", "server's disk", "two names"]
)
def test_where_the_number_does_not_say_that_nothing_was_saved_the_sentence_does_not_either(case):
    assert UNCHANGED not in (sentence := str(raised(NAMED[case][0])))
    assert UNSURE in sentence


def test_a_disk_that_does_not_give_the_database_back_is_one_too_and_what_was_saved_is_not_known():
    fault = raised(sqlite(sqlite3.SQLITE_IOERR_FSYNC))
    assert isinstance(fault, Unusable)
    assert str(fault).startswith("Диск не смог")
    assert UNSURE in str(fault)
    assert UNCHANGED not in str(fault)


@pytest.mark.parametrize(
    "error",
    [
        sqlite(sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.IntegrityError),
        sqlite3.ProgrammingError("Cannot operate on a closed database."),
        psycopg.errors.UniqueViolation("duplicate"),
        psycopg.errors.SyntaxError("syntax"),
        psycopg.InterfaceError("the connection is closed"),
        KeyError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_fault_of_the_program_goes_on_as_it_is(error):
    caught = raised(error)
    assert (caught.orig if isinstance(caught, DBAPIError) else caught) is error
