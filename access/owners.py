"""Whose page of this process is whose: nobody takes up another's.

A page is a session of Streamlit's, whose id a browser names when it comes back or uploads. It is bound to the sign-in
under which it came about.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST = 10_000  # that are remembered, the oldest forgotten first

_lock = Lock()
_pages: OrderedDict[str, str] = OrderedDict()


def bind_page(page: str, session: str) -> bool:
    """Binds a page to the sign-in that first shows it; returns whether it is that of this one."""
    with _lock:
        owner = _pages.setdefault(page, session)
        _pages.move_to_end(page)
        if len(_pages) > MOST:
            _pages.popitem(last=False)
        return owner == session


def is_page_of(page: str, session: str) -> bool:
    """Returns whether a page was shown under this sign-in."""
    return _pages.get(page) == session


def owner_of(page: str) -> str | None:
    """Returns the sign-in that shows a page; None where accounts are off."""
    return _pages.get(page)
