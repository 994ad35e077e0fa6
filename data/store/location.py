"""Where the lists are kept: a folder of the user's that survives an update of the app, or a database by URL."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "MENTORING_STORE"  # a folder, or a URL such as postgresql://user:password@server/database
DATABASE = "mentoring.sqlite"
# Folders that another program copies while we write: a copy made in the middle of a save is worthless, and the lists
# leave the computer.
SYNCHRONISED = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "яндекс.диск", "yandexdisk",
    "yandex.disk", "nextcloud", "owncloud", "облако mail", "mail.ru cloud",
)  # fmt: skip


def place() -> str:
    """The folder or the URL of the store."""
    return os.environ.get(VARIABLE) or str(platformdirs.user_data_path("mentoring-dashboard", appauthor=False))


def is_url(told: str) -> bool:
    return "://" in told


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


def prepared_folder(told: str) -> Path:
    """The folder of the store, made if need be, for its owner alone."""
    folder = Path(told)
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o700)  # that of a folder which a person has made is left as it is; the file is private anyway
    return folder


def is_in_use() -> bool:
    """Whether there is a store; asking makes none."""
    return is_url(place()) or Path(place(), DATABASE).exists()
