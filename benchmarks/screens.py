"""Pictures of every page in every state, and which of two sets of them differ.

`python -m benchmarks.screens FOLDER [STATE…]` keeps them as `STATE-PAGE-WIDTH-THEME.png`, each page in its whole
height; `python -m benchmarks.screens --compare OLD NEW` names the pictures whose layout is another one, those that came
and those that are gone. What stands on a page depends on the day: compare sets of the same one.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, Page

from benchmarks import stored_schools
from benchmarks.server import ROOT, chromium, come_in, new_context, settle, the_app
from metrics.indicators import declared

WIDTHS = {1366: 768, 1920: 1080, 390: 844}  # px: the screens of a laptop, a desk and a phone
THEMES = ("light", "dark")
STILL = 400  # milliseconds in which figures and tables are drawn
TALLEST = 12_000  # px that a picture may have; longer pages have something wrong with them
MOVED = 48  # of 255: so much must a blurred point have changed to count as another layout
STEPS = ("1 Файлы", "2 Что распознано", "3 Замечания", "4 Что изменится", "5 Сохранить")
FAULTY = ROOT / "tests" / "samples" / "rosters_hard" / "ten_faults.xlsx"
REPORTS = (
    "Мониторинг",
    "Страница директору",
    "Публикация",
    "Муниципальная база",
    "Показатели с людьми",
    "Дорожная карта",
    "Журнал",
)
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("", {}),
    **{f"indicator{share.number}": ("indicator", {"number": share.heading}) for share in declared().indicators},
    "method": ("method", {}),
    "pairs": ("pairs", {}),
    "matching": ("matching", {}),
    "person": ("person", {}),
    "uploads": ("uploads", {}),
    "versions": ("versions", {}),
    "roadmap": ("roadmap", {}),
    **{f"documents{number}": ("documents", {"report": title}) for number, title in enumerate(REPORTS, 1)},
    "settings": ("settings", {}),
    "accounts": ("accounts", {}),
    "journal": ("journal", {}),
}
OF_FIGURES = ("overview", "indicator1", "indicator2")


@dataclass(frozen=True, slots=True)
class State:
    """What is stored, what the address adds, which pages show it, what is dropped there, whether one signs in."""

    store: Callable[[Path], None]
    pages: tuple[str, ...] = tuple(PAGES)
    address: tuple[tuple[str, str], ...] = ()
    dropped: Path | None = None
    signs_in: bool = False


STATES = {
    "demonstration": State(stored_schools.nothing_saved),
    "first": State(stored_schools.first_lists),
    "second": State(stored_schools.second_version),
    "filtered": State(stored_schools.nothing_saved, OF_FIGURES, (("category", "ОВЗ"), ("mode", "очный"))),
    "nobody": State(stored_schools.nothing_saved, OF_FIGURES, (("category", "ОВЗ"), ("class", "4 параллель"))),
    "shown": State(stored_schools.nothing_saved, (*OF_FIGURES, "pairs", "documents1"), (("show", "true"),)),
    "empty": State(stored_schools.only_pupils),
    "faults": State(stored_schools.second_version, ("uploads",), dropped=FAULTY),
    "several": State(stored_schools.several_people, ("overview", "accounts", "journal"), signs_in=True),
    "damaged": State(stored_schools.damaged, ("overview", "uploads", "documents1")),
}


def keep(folder: Path, names: list[str]) -> None:
    """Takes the pictures of these states."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name in names:
            state = STATES[name]
            with tempfile.TemporaryDirectory() as stored:
                state.store(Path(stored))
                with the_app(Path(stored)) as server:
                    for theme in THEMES:
                        for shown, page in _pages(browser, server.address, state, theme):
                            _keep_widths(page, folder, f"{name}-{shown}", theme)


def _pages(browser: Browser, address: str, state: State, theme: str) -> Iterator[tuple[str, Page]]:
    context = new_context(browser, color_scheme="dark" if theme == "dark" else "light")
    page = context.new_page()
    if state.signs_in:
        come_in(page, address, stored_schools.LOGIN, stored_schools.PASSWORD)
    for name in state.pages:
        path, query = PAGES[name]
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{address}/{path}?{urlencode([*query.items(), *state.address])}")
        _rest(page)
        if state.dropped:
            page.locator('input[type="file"]').set_input_files(str(state.dropped))
            page.get_by_role("radiogroup", name="Шаг").wait_for()
            for number, title in enumerate(STEPS, 1):
                page.get_by_role("radiogroup", name="Шаг").get_by_role("radio", name=title).click()
                _rest(page)
                yield f"{name}-step{number}", page
            continue
        tabs = page.get_by_role("tab").all() if path == "method" else []
        for number, tab in enumerate(tabs, 1):
            tab.click()
            yield f"{name}-tab{number}", page
        if not tabs:
            yield name, page
    context.close()


def _rest(page: Page) -> None:
    """Waits until the script has run and the figures are drawn."""
    settle(page)
    page.wait_for_timeout(STILL)


def _keep_widths(page: Page, folder: Path, name: str, theme: str) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(STILL)
        tall = page.get_by_role("main").evaluate("main => main.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST)})
        page.wait_for_timeout(STILL)
        page.screenshot(path=folder / f"{name}-{width}-{theme}.png")


def differences(old: Path, new: Path) -> list[str]:
    """Returns a line for each picture that came, is gone or has another layout."""
    before, after = ({path.name for path in folder.glob("*.png")} for folder in (old, new))
    lines = [f"gone: {name}" for name in sorted(before - after)] + [f"new: {name}" for name in sorted(after - before)]
    for name in sorted(before & after):
        if change := _change(old / name, new / name):
            lines.append(f"{name}: {change}")
    return lines


def _change(old: Path, new: Path) -> str:
    """Returns in words how the layout of two pictures differs, nothing where it does not."""
    with Image.open(old) as before, Image.open(new) as after:
        if before.size != after.size:
            return f"{before.size[0]} × {before.size[1]} px → {after.size[0]} × {after.size[1]} px"
        blurred = (picture.convert("L").filter(ImageFilter.BoxBlur(2)) for picture in (before, after))
        moved = ImageChops.difference(*blurred).point(lambda value: 255 if value > MOVED else 0).getbbox()
    return f"differs from {moved[0]}, {moved[1]} to {moved[2]}, {moved[3]} px" if moved else ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screens")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("OLD", "NEW"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("states", nargs="*", metavar="STATE", help=", ".join(STATES))
    arguments = parser.parse_args()
    if arguments.compare:
        print("\n".join(differences(*arguments.compare)) or "no layout has changed")
    elif arguments.folder is None or set(arguments.states) - set(STATES):
        parser.error(f"name a folder, and states among {', '.join(STATES)}")
    else:
        keep(arguments.folder, arguments.states or list(STATES))


if __name__ == "__main__":
    main()
