"""The store's own working folder.

Copies in the making, and what an ended process has left of them. Whoever makes a copy works in `mentoring.working`
beside the store, under a lock that the system takes back from an ended process. What that process meant to do is noted
there before it is done, so that the next start can undo it.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from data.store.errors import StoreError, as_store_errors
from data.store.location import DATABASE, JOURNALS, VARIABLE, WORKING, home, user_folder

PATIENCE = 20  # seconds that a copy waits for another
LOCK = "mentoring.lock"
# Notes in the working folder, a file each.
WHAT = "what"  # what is being done, in Russian, for the sentence of the next start
PART = "part"  # the path of a file outside the folder that is being written
FORMER = "former"  # the name under which the former database is put aside
BESIDE = ("-journal", *JOURNALS)


def prepared_folder(place: str) -> Path:
    """Returns the folder of the store, made if need be, for its owner alone.

    Raises `StoreError`.
    """
    folder = Path(place)
    writable_name(folder)
    if folder.is_dir():
        return folder
    if os.path.lexists(folder):
        raise StoreError(f"Там, где нужна папка для базы, стоит файл: «{folder}». Укажите папку в {VARIABLE}.")
    # The folders above a chosen one are not made: they are missing where a disk is not there, or a letter is wrong.
    if folder != user_folder() and not folder.parent.is_dir():
        raise StoreError(
            f"Нет папки «{folder.parent}», в которой хранится база. Подключите диск, создайте папку или исправьте "
            f"{VARIABLE} и повторите."
        )
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # a folder that a person has made is left as it is; the file is private anyway
    return folder


def writable_name(path: Path) -> str:
    """Returns the whole path as the store can hold it.

    Raises `StoreError` where its bytes are no text.
    """
    text = str(path.resolve())
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode(errors="replace").decode()
        raise StoreError(f"В имени «{shown}» есть байты, которые не читаются как буквы. Переименуйте его.") from None
    return text


@contextmanager
def working(place: str, what: str) -> Iterator[Path]:
    """Opens a folder for copies in the making, for one process at a time.

    It is readable by its owner alone and gone afterwards. `what` names the work for the sentence of the next start,
    should this process be ended. Raises `StoreError`.
    """
    folder = prepared_folder(str(home(place)))
    lock = FileLock(folder / LOCK, mode=0o600)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise StoreError(
            "Другая программа как раз копирует или восстанавливает базу. Дождитесь её и повторите."
        ) from None
    try:
        _recovered(folder)
        work = folder / WORKING
        work.mkdir(mode=0o700)
        try:
            note(work, WHAT, what)
            yield work
        finally:
            shutil.rmtree(work)
    finally:
        lock.release()


def note(work: Path, name: str, text: str) -> None:
    """Writes down what is about to be done, whole and on the disk, before it begins."""
    draft = work / f"{name}.draft"
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(work / name)


@contextmanager
def appearing_whole(path: Path, work: Path) -> Iterator[Path]:
    """Opens a file that takes its place when it is whole.

    It is gone when it is not. It is readable by its owner alone.
    """
    part = path.with_name(f"mentoring-{token_hex(4)}.part")
    note(work, PART, writable_name(part))
    try:
        new_file(part)
        yield part
        part.replace(path)
    finally:
        _remove(part)


def new_file(path: Path) -> None:
    """Creates an empty file for its owner alone.

    Raises `FileExistsError` where there is one.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def free_name(path: Path) -> Path:
    """Returns a free name for a copy beside the database, by the moment.

    For whoever has the lock.
    """
    moment = f"{dt.datetime.now():%Y%m%d-%H%M%S}"
    for number in count():
        free = path.with_name(f"{path.stem}-{moment}{f'-{number}' if number else ''}{path.suffix}")
        if not any(os.path.lexists(f"{free}{end}") for end in ("", *BESIDE)):
            break
    return free


def put_aside(live: Path, former: Path) -> None:
    """Moves the database and its journals to another name, or nothing of it.

    The database goes first: where it is missing, all is to be put back.
    """
    if os.path.lexists(live):
        live.replace(former)
    try:
        for end in JOURNALS:
            if os.path.lexists(f"{live}{end}"):
                Path(f"{live}{end}").replace(f"{former}{end}")
    except BaseException:
        put_back(live, former)
        raise


def put_back(live: Path, former: Path) -> None:
    """Undoes `put_aside`, whatever of it was done.

    The database goes last, so that an undoing cut short is done again.
    """
    if os.path.lexists(live):  # another database was put in, its journals with it
        _remove(live)
    for end in (*reversed(JOURNALS), ""):
        if os.path.lexists(f"{former}{end}"):
            Path(f"{former}{end}").replace(f"{live}{end}")


def recovered(place: str) -> list[str]:
    """Sweeps what an ended process has left, and undoes a restore cut short.

    Returns a sentence about it, once. Raises `StoreError`.
    """
    folder = home(place)
    with as_store_errors():
        if not (folder / WORKING).is_dir():
            return []
        lock = FileLock(folder / LOCK, mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout:  # it is being made
            return []
        try:
            return _recovered(folder)
        finally:
            lock.release()


def unfinished(place: str) -> list[Path]:
    """Returns the copies in the making and those that an ended process has left."""
    work = home(place) / WORKING
    if not work.is_dir():
        return []
    part = _noted(work, PART)
    return [*work.rglob("*.sqlite"), *([Path(part)] if part and Path(part).exists() else [])]


def _recovered(folder: Path) -> list[str]:
    work = folder / WORKING
    if not work.is_dir():
        return []
    sentence = f"{_noted(work, WHAT) or 'Копирование базы'} в прошлый раз прервалось, временные файлы удалены."
    if part := _noted(work, PART):
        _remove(Path(part))
    if name := _noted(work, FORMER):
        live, former = folder / DATABASE, folder / name
        if not os.path.lexists(live):
            put_back(live, former)
            sentence += " Прежние файлы базы возвращены на место."
        elif former.exists():
            sentence += f" Данные из копии уже на месте, прежние – в файле «{former}»."
    shutil.rmtree(work)
    return [f"{sentence} Проверьте данные и при надобности повторите."]


def _noted(work: Path, name: str) -> str:
    path = work / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _remove(path: Path) -> None:
    """Deletes a database file and its journals."""
    for end in ("", *BESIDE):
        Path(f"{path}{end}").unlink(missing_ok=True)
