"""Comments that this program writes into copies of a person's lists, recognised when they come back."""

from __future__ import annotations

import re

AUTHOR = "Панель наставничества"  # by which our comments differ from the person's own
OURS = re.compile(rf"(?:^|\n){AUTHOR}:[^\S\n]*(?:\n|$)")


def without_ours(text: str) -> str:
    """Returns the words of a comment before ours; they stand behind a person's own."""
    ours = OURS.search(text)
    return text[: ours.start()] if ours else text
