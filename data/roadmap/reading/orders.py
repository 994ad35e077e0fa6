"""The order that adopted a roadmap, by the words above its table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.parsing.cells import clean, even

DAY = r"[«\"“]?\d{1,2}[»\"”]?[ .]*(?:\d{1,2}|[а-яё]+)[ .]*\d{4}"
NUMBER = r"№ ?(?P<{}>[\w/.-]*\d(?:[\w/.-]*\w)?)"
ORDER = re.compile(
    rf"от (?P<day>{DAY})(?: ?г(?:ода|\.)?)?,? ?{NUMBER.format('after')}"
    rf"|{NUMBER.format('before')},? от (?P<last>{DAY})",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"протокол|минпрос|министер|министр|департамент|управлени|комитет|президент|правительств|распоряжени|закон"
)


def order_in(texts: Iterable[str]) -> str:
    """Returns «Приказ от 28.08.2026 № 141-ОД»; nothing where none is named, or several are.

    Minutes of a council and the orders of authorities are none of the school's.
    """
    orders = set()
    previous = ""
    for line in (clean(line) for text in texts for line in text.splitlines()):
        about = even(f"{previous} {line}")
        match = ORDER.search(line)
        if match and not OF_OTHERS.search(about):
            orders.add(f"Приказ от {clean(match['day'] or match['last'])} № {match['after'] or match['before']}")
        previous = line if not match else ""
    return orders.pop() if len(orders) == 1 else ""
