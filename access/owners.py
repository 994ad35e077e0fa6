"""Whose page of this process is whose, and who may fetch which file: nobody takes up or fetches another's.

A page is a session of Streamlit's, whose id a browser names when it comes back or uploads; a file has an address by
its content. Both are bound to the sign-in under which they came about.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST = 10_000  # of either that are remembered, the oldest forgotten first

_lock = Lock()
_pages: OrderedDict[str, str] = OrderedDict()
_files: OrderedDict[tuple[str, str], None] = OrderedDict()


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


def bind_file(file: str, page: str) -> None:
    """Lets a file be fetched under the sign-in of the page that made it."""
    with _lock:
        session = _pages.get(page)
        if session is not None:
            _files[file, session] = None
            _files.move_to_end((file, session))
            if len(_files) > MOST:
                _files.popitem(last=False)


def is_file_of(file: str, session: str) -> bool:
    """Returns whether a page of this sign-in made a file."""
    return (file, session) in _files
