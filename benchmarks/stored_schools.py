"""Stores of schools in the states that a screen can show."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import suppress
from pathlib import Path

import openpyxl

from access import accounts, sessions
from access.journal import Event, record
from access.model import Role
from data import demo
from data.loading import load
from data.roadmap.model import sample
from data.roadmap.records import begin
from data.saving import saving
from data.store.location import DATABASE
from data.store.settings import save_settings
from data.store.versions import Store
from metrics.indicators import declared
from metrics.settings import as_content

WHO = "Заместитель директора"
SCHOOL = "МБОУ «Школа под липами»"
NAMED = {"school": SCHOOL, "director": "Липов Л. Л.", "responsible": "Клёнова К. К."}
LOGIN, TEACHER, PASSWORD = "липов", "ясенев-рябинин", "синий мост над рекой"
FEWER = 12  # pairs that the second version lacks


def nothing_saved(_folder: Path) -> None:
    """Leaves the folder empty: the demonstration school is shown."""


def first_lists(folder: Path) -> None:
    """Saves the first lists of a school that has named itself."""
    store = _named(folder)
    store.save(saving(load([(demo.PATH.name, demo.PATH.read_bytes())]), [], WHO, "первая загрузка"), None)


def second_version(folder: Path) -> None:
    """Saves two versions, a quarter apart; pairs are missing in the second."""
    first_lists(folder)
    store = Store(str(folder))
    later = load([("Списки на 31.03.2025.xlsx", _later_lists())], as_of=dt.date(2025, 3, 31))
    store.save(saving(later, [], WHO, "третья четверть"), store.current_id())


def several_people(folder: Path) -> None:
    """Saves two versions, and accounts of every role, one of them locked and one with a long name."""
    second_version(folder)
    store = Store(str(folder))
    head = accounts.create_first(store, LOGIN, "Липов Лавр Львович", PASSWORD)
    for login, name, role, classes in (
        ("клёнова.к.к", "Клёнова Калина Кирилловна", Role.COORDINATOR, ()),
        (TEACHER, "Ясенев-Рябинин Святополк Вениаминович", Role.CLASS_TEACHER, ("4А", "5Б", "9В", "10А")),
        ("рябинина", "Рябинина Роза", Role.MENTOR, ()),
        ("осина", "Осина Ольга Олеговна", Role.VIEWER, ()),
    ):
        made, _ = accounts.create(store, login, name, role, classes=classes, by=head.name)
        if role is not Role.VIEWER:
            accounts.choose_password(store, made, None, PASSWORD)
            sessions.open_session(store, made.id, "192.0.2.17")
        record(store, head, Event.ACCOUNT_MADE, str(made.id))
        record(store, made, Event.OPENED, "overview")
    accounts.lock(store, made.id)
    record(store, head, Event.ACCOUNT_LOCKED, str(made.id))


def only_pupils(folder: Path) -> None:
    """Saves a list of pupils and nothing else: there is nothing to count."""
    store = _named(folder)
    book = openpyxl.load_workbook(io.BytesIO(demo.PATH.read_bytes()))
    for title in book.sheetnames[1:]:
        book.remove(book[title])
    store.save(saving(load([("Обучающиеся.xlsx", _bytes(book))]), [], WHO, ""), None)


def damaged(folder: Path) -> None:
    """Saves lists and destroys the file of the store."""
    first_lists(folder)
    zero(folder)


def zero(folder: Path) -> None:
    """Overwrites the files of a store with zeros; a journal may go meanwhile, with the last who used it."""
    for path in folder.glob(f"{DATABASE}*"):
        with suppress(FileNotFoundError), path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))


def _named(folder: Path) -> Store:
    store = Store(str(folder))
    named = declared().settings.model_copy(update=NAMED)
    save_settings(store, as_content(named), WHO)
    begin(store, sample(SCHOOL, dt.date(2024, 9, 1)), WHO, "образец")
    return store


def _later_lists() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(demo.PATH.read_bytes()))
    pairs = book.worksheets[-1]
    pairs.delete_rows(pairs.max_row - FEWER + 1, FEWER)
    return _bytes(book)


def _bytes(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
