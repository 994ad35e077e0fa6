"""The store at a folder or URL: made where none is, refused where it is none, its schema brought up to date."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import ArgumentError

from data.store.engine import PATIENCE, connect, is_sound, sqlite_engine
from data.store.errors import DAMAGED, FROM_COPY, MISSING, StoreError, Unusable
from data.store.location import DATABASE, VARIABLE, is_trace, is_url
from data.store.migration import migrate, revision
from data.store.working_folder import new_file, prepared_folder, working

WHERE = f"В {VARIABLE} должна стоять папка или адрес «postgresql://имя:пароль@сервер/база»"
MAGIC = b"SQLite format 3\0"  # sqlite.org/fileformat.html, «the database header»


def opened(place: str) -> Engine:
    """Returns the engine of the store at a folder or URL, its schema up to date.

    Raises `StoreError`.
    """
    if is_url(place):
        engine = create_engine(_server(place), poolclass=NullPool, connect_args={"connect_timeout": PATIENCE})
        migrate(engine)
        return engine
    path = prepared_folder(place) / DATABASE
    if not os.path.lexists(path):
        _create(path)
    _check_header(path)
    engine = sqlite_engine(path)
    with connect(engine) as connection:
        if revision(connection) is None:
            raise Unusable(f"Файл «{path}» – не база этой программы. Уберите его или восстановите базу {FROM_COPY}.")
        if not is_sound(connection, "quick_check"):
            raise Unusable(DAMAGED)
    migrate(engine, path)
    return engine


def _server(place: str) -> URL:
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):  # of a port that is no number
        raise StoreError(f"{WHERE}: этот адрес не разобрать.") from None
    name = url.drivername
    if name == "sqlite":
        raise StoreError(f"{WHERE}. Базе SQLite адрес «sqlite://» не нужен: укажите её папку.")
    if len(name) == 1:
        raise StoreError(f"{WHERE}. Папка на диске пишется с одной чертой: «{name}:/папка».")
    if name not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(f"{WHERE}: базы «{name}» программа не знает.")
    return url.set(drivername="postgresql+psycopg")


def _create(path: Path) -> None:
    """Creates a database where none is or was.

    It appears whole, so that an empty file is never a store. Raises `StoreError`.
    """
    with working(str(path.parent), "Создание базы") as work:
        if os.path.lexists(path):  # another process has made it while this one waited
            return
        traces = sorted(file.name for file in path.parent.iterdir() if is_trace(file.name) and file != work)
        if traces:
            raise Unusable(
                f"Файла базы «{path}» нет, а рядом лежит «{traces[0]}». Верните файл на место или восстановите базу "
                f"{FROM_COPY}; чтобы начать заново, уберите остальное из папки."
            )
        database = work / DATABASE
        new_file(database)
        migrate(sqlite_engine(database), database)
        database.replace(path)


def _check_header(path: Path) -> None:
    """Raises `Unusable` where the file is no database.

    SQLite would throw away the journal of such a file on opening it.
    """
    if path.is_dir():
        raise Unusable(f"На месте файла базы лежит папка «{path}». Уберите её или восстановите базу {FROM_COPY}.")
    if not path.exists():  # a link to nowhere
        raise Unusable(MISSING)
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
    if not start:
        raise Unusable(
            f"Файл базы «{path}» пуст. Восстановите его {FROM_COPY}; если сохранённого не было, удалите этот файл."
        )
    if start != MAGIC:
        raise Unusable(DAMAGED)
