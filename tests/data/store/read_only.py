"""`python -m tests.data.read_only FOLDER`: saves before, while and after the folder or the file may not be written."""

from __future__ import annotations

import sys
from pathlib import Path

from data.store.errors import StoreError
from data.store.location import DATABASE
from data.store.versions import Store
from tests.data.store.saved import PAIRS, STUDENTS, to_save, without

SIGNS = {"только для чтения": "readonly", "Нет прав": "no rights"}


def main(folder: Path) -> None:
    first, second = to_save(), to_save(without(STUDENTS, "Осока"), pairs=without(PAIRS, "Осока"))
    based_on = Store(str(folder)).save(first, None)[0].identity
    print("saved")
    for path, mode in ((folder, 0o500), (folder / DATABASE, 0o400), (folder, 0o000), (folder, 0o700)):
        before = path.stat().st_mode
        path.chmod(mode)
        try:
            Store(str(folder)).save(second, based_on)
            print("saved")
        except StoreError as error:
            print(next((word for sign, word in SIGNS.items() if sign in str(error)), error))
        path.chmod(before)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
