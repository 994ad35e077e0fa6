"""From dropped files to a saved version in a real Chromium: presses and seconds.

As a person takes that road.

`python -m benchmarks.presses FOLDER_OR_FILE…` takes each upload into an empty store of its own; a folder is one upload
of several files. What is typed is the names of the person and the school; the drop itself is no press.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from benchmarks.server import chromium, opened, settle, the_app

WHO, SCHOOL = "Заместитель директора", "Школа под липами"
NAME_OF_SCHOOL = "Название школы, как в отчётах"
UNANSWERED = "[role=radiogroup]:not(:has([aria-checked=true])) [data-variant=pills]"
DAY = re.compile(r"^(сегодня, )?\d\d\.\d\d\.\d{4}$")


@dataclass(slots=True)
class Upload:
    """An upload on its way: the page, and what was pressed so far."""

    page: Page
    pressed: list[str]

    def press(self, button: Locator) -> None:
        self.pressed.append(" ".join(button.inner_text().split("\n")[-1].split()))
        button.click()
        settle(self.page)

    def name(self) -> None:
        """Types who saves.

        The field stands in sight in every step.
        """
        field = self.page.get_by_placeholder("Кто вы")
        field.fill(WHO)
        field.blur()
        settle(self.page)


def asks_for_school(page: Page) -> bool:
    """Returns whether the form of the first save is open."""
    return page.get_by_label(NAME_OF_SCHOOL).count() > 0


def name_school(page: Page) -> None:
    """Types the name of the school where the first save asks for it."""
    field = page.get_by_label(NAME_OF_SCHOOL)
    if field.count() and not field.input_value():
        field.fill(SCHOOL)
        field.blur()
        settle(page)


def presses_of(page: Page, files: list[Path]) -> list[str]:
    """Returns what was pressed to save the files.

    All that is proposed or asked is settled on the way.
    """
    upload = Upload(page, [])
    page.locator('input[type="file"]').set_input_files([str(file) for file in files])
    page.get_by_placeholder("Кто вы").wait_for()
    settle(page)
    upload.name()
    while not upload.pressed or not upload.pressed[-1].startswith("Сохранить"):
        upload.press(_next(upload))
    page.get_by_text("Сохранена версия").first.wait_for()
    return upload.pressed


def _next(upload: Upload) -> Locator:
    """Returns what a person presses next.

    A proposal, a day, an answer, a whole kind; then the next step, or save.
    """
    main = upload.page.get_by_test_id("stMain")
    is_undated = main.get_by_text("В файлах нет даты").count() > 0
    steps = (
        main.get_by_role("button", name="Применить"),
        *([main.get_by_role("button", name=DAY)] if is_undated else []),
        main.locator(UNANSWERED),
        main.get_by_role("button", name="Принять"),
        *([] if asks_for_school(upload.page) else [upload.page.get_by_role("button", name="Дальше", exact=True)]),
    )
    for buttons in steps:
        for button in buttons.all():
            if button.is_visible() and button.is_enabled():
                return button
    name_school(upload.page)
    return upload.page.get_by_role("button", name="Сохранить").last


def main(places: list[str]) -> None:
    """Prints a line for each upload."""
    for place in map(Path, places):
        files = sorted(place.iterdir()) if place.is_dir() else [place]
        with tempfile.TemporaryDirectory() as folder, the_app(Path(folder)) as server, chromium() as browser:
            page = opened(browser, f"{server.address}/uploads")
            start = time.perf_counter()
            pressed = presses_of(page, files)
            seconds = time.perf_counter() - start
        print(f"{place.name}: {len(pressed)} presses, {seconds:.1f} s: {' · '.join(pressed)}")


if __name__ == "__main__":
    main(sys.argv[1:])
