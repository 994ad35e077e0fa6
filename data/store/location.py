"""Where the lists are kept: a folder of the user's that survives an update of the app, or a database by URL."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path

import platformdirs

VARIABLE = "MENTORING_STORE"  # a folder, or a URL such as postgresql://user:password@server/database
DATABASE = "mentoring.sqlite"
JOURNALS = ("-wal", "-shm")  # what SQLite keeps beside a database: without it, or with that of another, it is not whole
WORKING = "mentoring.working"  # the folder beside the store for copies in the making
COPIES = "mentoring-*.sqlite"  # what a restore or a migration has put aside
# Folders that another program copies while we write: a copy made in the middle of a save is worthless, and the lists
# leave the computer.
SYNCHRONISED = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "яндекс.диск", "yandexdisk",
    "yandex.disk", "nextcloud", "owncloud", "облако mail", "mail.ru cloud",
)  # fmt: skip


def place() -> str:
    """The folder or the URL of the store."""
    return os.environ.get(VARIABLE) or str(user_folder())


def user_folder() -> Path:
    """The user's own folder for data of this program."""
    return platformdirs.user_data_path("mentoring-dashboard", appauthor=False)


def is_url(told: str) -> bool:
    return "://" in told


def home(told: str) -> Path:
    """The folder for what lies beside the store; of a database by URL, the user's own."""
    return user_folder() if is_url(told) else Path(told)


def cloud_warning(told: str) -> str:
    """A sentence for a folder inside a synchronised cloud folder; nothing for any other."""
    if is_url(told):
        return ""
    for part in Path(told).resolve().parts:
        if part.lower().startswith(SYNCHRONISED):
            return (
                f"Списки хранятся в папке «{part}», которую копирует в интернет другая программа: персональные данные "
                f"уходят с компьютера, а база может испортиться. Укажите другую папку в переменной {VARIABLE}."
            )
    return ""


def is_in_use() -> bool:
    """Whether there is a store, a trace of one, or no telling; asking makes none."""
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
    """Whether a file of this name tells that a store is or was in its folder."""
    return name.startswith((DATABASE, WORKING)) or fnmatch(name, COPIES)
