"""Files that were made for somebody to take away, each for a minute under an address that nobody can guess.

They are handed out by a route of their own, which asks anew for whom the file is and whether that account may take such
a file away. To anybody else there is nothing, as under an address that never was.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response

from access.routes import CLOSED, DOWNLOAD

if TYPE_CHECKING:
    from access.sessions import SignedIn

LASTS = 60.0  # seconds: the page fetches a file as soon as it is made, and once more to save it
MOST = 256 * 1024 * 1024  # bytes of all of them; the oldest go


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away; `key` is that of the sign-in for which it was made, None where accounts are off."""

    kind: str
    name: str
    mime: str
    content: bytes = field(repr=False)
    key: str | None


class Downloads:
    """The files that can be fetched now."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._files: OrderedDict[str, tuple[float, File]] = OrderedDict()

    def keep(self, file: File) -> str:
        """Keeps a file to be fetched and returns its address."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._files[token] = (self._clock(), file)
            self._forget()
        return DOWNLOAD + token

    def file(self, address: str) -> File | None:
        """Returns the file at an address; None where there is none, or none any more."""
        with self._lock:
            self._forget()
            _, file = self._files.get(address.removeprefix(DOWNLOAD), (0.0, None))
        return file

    def _forget(self) -> None:
        while self._files and self._clock() - next(iter(self._files.values()))[0] > LASTS:
            self._files.popitem(last=False)
        while len(self._files) > 1 and sum(len(file.content) for _, file in self._files.values()) > MOST:
            self._files.popitem(last=False)


DOWNLOADS = Downloads()


def handed_out(address: str, signed_in: SignedIn | None) -> Response:
    """Returns the file at an address to whom it was made for; `signed_in` is None where accounts are off."""
    from access.rights import may_take  # the start does not wait for the contracts of the lists

    file, account = DOWNLOADS.file(address), signed_in.account if signed_in else None
    if file is None or file.key != (signed_in.key if signed_in else None) or not may_take(account, file.kind):
        return PlainTextResponse(CLOSED, 404)
    disposition = f"attachment; filename*=utf-8''{quote(file.name, safe='')}"
    return Response(file.content, media_type=file.mime, headers={"Content-Disposition": disposition})
