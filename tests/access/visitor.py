"""Somebody with a browser's cookies who asks the running server, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlparse

from tests.waiting import DEADLINE
from tests.websocket_client import Session, session

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")

    @property
    def cookies(self) -> SimpleCookie:
        return SimpleCookie("\r\n".join(self.headers.get_all("Set-Cookie", [])))


@dataclass
class Visitor:
    """A browser; what the server sets as cookies it sends from then on."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str | bytes | None = None, **headers: str) -> Answer:
        host = urlparse(self.address).netloc
        with closing(HTTPConnection(host, timeout=DEADLINE)) as connection:
            sent = {"Host": host, "Origin": self.address, **self.cookie(), **headers}
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        for name, morsel in answer.cookies.items():
            if morsel.value:
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)
        return answer

    def cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def post(self, path: str, **fields: str) -> Answer:
        return self.ask("POST", path, urlencode(fields), **FORM)

    def sign_in(self, login: str, password: str, page: str = "") -> Answer:
        return self.post("/sign-in", login=login, password=password, page=page)

    @contextmanager
    def window(self, resumed: str = "", **headers: str) -> Iterator[Session]:
        with session(self.address, resumed, **self.cookie(), **headers) as opened:
            yield opened
