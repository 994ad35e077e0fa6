"""What can become of a store's file: each way of damaging it, by name."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from data.store.location import DATABASE
from data.store.versions import Store
from tests.data.store.saved import STUDENTS, to_save

LONG = "".join(
    f"    Л-{number} | Мята Полынь {'я' * number} | 2011 | 7А | |\n" for number in range(4, 99)
)  # some pages


def zeroed_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def random_pages(path: Path) -> None:
    """Every second page from the third on becomes noise."""
    noise = Random(9)
    with path.open("r+b") as file:
        for start in range(2 * 4096, path.stat().st_size, 2 * 4096):
            file.seek(start)
            file.write(noise.randbytes(4096))


def truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_to_ten_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10])


def text_file(path: Path) -> None:
    path.write_text("Список обучающихся\n" * 200, encoding="utf-8")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def database_of_another_program(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE music (title TEXT)")


def newer_program(path: Path) -> None:
    change(path, "UPDATE alembic_version SET version_num = '9999'")


def no_tables(path: Path) -> None:
    change(path, "DROP TABLE lists")


def text_that_is_no_text(path: Path) -> None:
    change(path, "UPDATE lists SET content = CAST(x'ffff' AS TEXT)")


def changed_list(path: Path) -> None:
    change(path, "UPDATE lists SET content = replace(content, 'Осока', 'Осина')")


def journal_of_another(path: Path) -> None:
    """An older copy was put over the file by hand, and the journal of the former one left beside it."""
    elsewhere, store = Store(str(path.parent / "other")), Store(str(path.parent))
    elsewhere.save(to_save(STUDENTS + LONG, note="другая"), None)
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM versions").fetchall()  # keeps the journal from being taken in
        store.save(to_save(STUDENTS + LONG), store.current_id())
        journal = Path(f"{path}-wal").read_bytes()
    (path.parent / "other" / DATABASE).replace(path)
    Path(f"{path}-wal").write_bytes(journal)
    shutil.rmtree(path.parent / "other")


def vanished(path: Path) -> None:
    """The file is gone; a copy that a migration has made is still there."""
    path.replace(path.with_name("mentoring-20240901-120000.sqlite"))


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


WAYS: dict[str, tuple[Callable[[Path], None], str]] = {  # how, and what the sentence must name
    "zeroed header": (zeroed_header, "повреждён"),
    "random pages": (random_pages, "повреждён"),
    "truncated": (truncated, "повреждён"),
    "cut to ten bytes": (cut_to_ten_bytes, "повреждён"),
    "text file": (text_file, "повреждён"),
    "empty file": (empty_file, "пуст"),
    "folder": (folder, "лежит папка"),
    "another program's": (database_of_another_program, "не база этой программы"),
    "newer program's": (newer_program, "более новой версией"),
    "no tables": (no_tables, "нет нужных таблиц"),
    "no text": (text_that_is_no_text, "повреждён"),
    "changed list": (changed_list, "контрольной суммой"),
    "journal of another": (journal_of_another, "повреждён"),
    "vanished": (vanished, "рядом лежит"),
}


def damage(place: str | Path, way: str) -> str:
    """Damages the store in a way; returns what the sentence about it must name."""
    how, sign = WAYS[way]
    how(Path(place, DATABASE))
    return sign
