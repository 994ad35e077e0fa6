"""`python -m benchmarks [SECTION…]` prints a table of times and sizes.

It judges none of them.

Sections: lists (file → results), shares (beside the same by hand), plan (new pairs, beside a bare solve), store (save,
open, compare, corrected copy), reports (each of them made), accounts (beside none, thirty people at once), screen
(filter → drawn, cold start), versions (the screen over many of them) and memory (sessions of a server). Without a name
all are run. The last three need Chromium.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from benchmarks.timing import Figure, table

SECTIONS = ("lists", "shares", "plan", "store", "reports", "accounts", "screen", "versions", "memory")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    sections = parser.parse_args().sections or SECTIONS
    if unknown := set(sections) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    for section in sections:
        # Each section imports only what it measures: a browser driver would weigh on the times of the others.
        for figure in importlib.import_module(f"benchmarks.{section}").figures():
            figures.append(figure)
            print(f"{figure.case}: {figure.what}: {figure.value}", file=sys.stderr)
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
