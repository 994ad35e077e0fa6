"""The place of the store: a folder of the user's, or a database by URL.

The folder survives an update of the app.
"""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path

import platformdirs

VARIABLE = "MENTORING_STORE"  # a folder, or a URL such as postgresql://user:password@server/database
DATABASE = "mentoring.sqlite"
JOURNALS = ("-wal", "-shm")  # the files of SQLite beside a database, which is not whole without them or with others
WORKING = "mentoring.working"  # the folder beside the store for copies in the making
COPIES = "mentoring-*.sqlite"  # what a restore or a migration has put aside
# Folders that another program copies while we write: a copy made in the middle of a save is worthless, and the lists
# leave the computer.
SYNCHRONISED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "яндекс.диск",
    "yandexdisk",
    "yandex.disk",
    "nextcloud",
    "owncloud",
    "облако mail",
    "mail.ru cloud",
)


def place() -> str:
    """Returns the folder or the URL of the store."""
    return os.environ.get(VARIABLE) or str(user_folder())


def user_folder() -> Path:
    """Returns the user's own folder for data of this program."""
    return platformdirs.user_data_path("mentoring-dashboard", appauthor=False)


def is_url(place: str) -> bool:
    """Returns whether the store is a database by URL, not a folder."""
    return "://" in place


def home(place: str) -> Path:
    """Returns the folder for what lies beside the store.

    Of a database by URL, the user's own.
    """
    return user_folder() if is_url(place) else Path(place)


def cloud_warning(place: str) -> str:
    """Returns a sentence for a folder inside a synchronised cloud folder.

    An empty text for any other.
    """
    if is_url(place):
        return ""
    for part in Path(place).resolve().parts:
        if part.lower().startswith(SYNCHRONISED):
            return (
                f"Списки хранятся в папке «{part}», которую копирует в интернет другая программа: персональные данные "
                f"уходят с компьютера, а база может испортиться. Укажите другую папку в переменной {VARIABLE}."
            )
    return ""


def is_in_use() -> bool:
    """Returns whether there is a store, a trace of one, or no way to know; creates nothing."""
    if is_url(place()):
        return True
    folder = Path(place())
    try:
        return any(is_trace(name) for name in os.listdir(folder))  # noqa: PTH208  # asked in every run: names alone
    except FileNotFoundError:
        return folder != user_folder() and not os.path.isdir(folder.parent)  # noqa: PTH112  # raises nothing
    except OSError:  # opening it names the cause
        return True


def is_trace(name: str) -> bool:
    """Returns whether a file of this name shows that a store is or was in its folder."""
    return name.startswith((DATABASE, WORKING)) or fnmatch(name, COPIES)
