"""`python -m access`: makes the first account, gives a new password, opens the program to a network."""

from __future__ import annotations

import sys

from access.commands import main

if __name__ == "__main__":
    sys.exit(main())
