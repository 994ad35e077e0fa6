"""The pages by which one comes in and goes: server-rendered, without a script, and all that a stranger may see."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from access import cookies, sessions
from access.oidc_provider import Provider, configured
from access.passwords import SHORTEST
from access.routes import CALLBACK, CLOSED, PAGE, PASSWORD, PROVIDER, SIGN_IN, SIGN_OUT
from access.sessions import SignedIn
from access.signing_in import TooMany, WayIn, change_password, sign_in, sign_in_vouched, sign_out
from access.turned_on import store
from data.findings import ListError
from data.russian import counted

LONGEST_FORM = 4096  # bytes
PATIENCE = 10  # seconds that a form may take to arrive
AT_ONCE = 2  # passwords are looked at; each takes 64 MiB
WRONG = "Имя или пароль не подходят. Проверьте раскладку и заглавные буквы."
NOT_VOUCHED = "Войти через {} не получилось. Попробуйте ещё раз или войдите по имени и паролю."
NO_ANSWER = "Вход через {} сейчас не отвечает. Войдите по имени и паролю или попробуйте позже."
UNREADABLE = "Форма пришла не целиком. Вернитесь назад и отправьте её снова."


@cache
def _at_once() -> CapacityLimiter:
    return CapacityLimiter(AT_ONCE)


async def answer(request: Request, signed_in: SignedIn | None) -> Response:
    """Returns the page at the door that is asked for, or what follows from its form."""
    path = request.url.path
    if path in (PROVIDER, CALLBACK):
        provider = configured()
        if provider is None:
            return PlainTextResponse(CLOSED, 404)
        return await (_sent if path == PROVIDER else _come_back)(request, provider, signed_in)
    if signed_in is None and path != SIGN_IN:
        return RedirectResponse(SIGN_IN, 303)
    if request.method != "POST":
        return _shown(path, request, signed_in)
    form = await _form(request)
    if form is None:
        return PlainTextResponse(UNREADABLE, 400)
    if path == SIGN_IN:
        return await _signed_in(request, form, signed_in)
    assert signed_in is not None
    if path == PASSWORD:
        return await _password_changed(request, form, signed_in)
    await to_thread.run_sync(sign_out, store(), signed_in)
    return _gone(request)


def _shown(path: str, request: Request, signed_in: SignedIn | None) -> Response:
    if signed_in is None:
        return _sign_in(back=_back(request.query_params.get("page", "")))
    if path == SIGN_IN:
        return RedirectResponse(PASSWORD if signed_in.account.must_change_password else "/", 303)
    if path == PASSWORD:
        return _password(signed_in)
    return _page("sign-out", "Выход", SIGN_OUT, name=signed_in.account.name)


async def _signed_in(request: Request, form: Mapping[str, str], former: SignedIn | None) -> Response:
    back = _back(form.get("page", ""))
    login = form.get("login", "")
    way_in = await to_thread.run_sync(
        sign_in,
        store(),
        login,
        form.get("password", ""),
        _address(request),
        cookies.token(request.scope, cookies.DEVICE),
        limiter=_at_once(),
    )
    return await _followed(request, way_in, former, back, WRONG, login)


async def _sent(request: Request, provider: Provider, _former: SignedIn | None) -> Response:
    """Sends a browser to the provider."""
    from access import oidc_flow  # who has no provider does not wait for its modules
    from access.oidc_pending import PENDING

    form = await _form(request)
    if form is None:
        return PlainTextResponse(UNREADABLE, 400)
    back, callback = _back(form.get("page", "")), str(request.url.replace(path=CALLBACK, query=""))
    try:
        address, started = await oidc_flow.start(provider, callback, back)
    except oidc_flow.NoAnswerError:
        return _sign_in(503, wrong=NO_ANSWER.format(provider.name), back=back)
    response = RedirectResponse(address, 303)
    cookies.put(response, request.scope, cookies.PENDING, PENDING.keep(started, _address(request)))
    return response


async def _come_back(request: Request, provider: Provider, former: SignedIn | None) -> Response:
    """Answers a browser that comes from the provider, whatever it brings; once."""
    response = await _vouched(request, provider, former)
    cookies.drop(response, request.scope, cookies.PENDING)
    return response


async def _vouched(request: Request, provider: Provider, former: SignedIn | None) -> Response:
    from access import oidc_flow
    from access.oidc_pending import PENDING

    given, token = request.query_params, cookies.token(request.scope, cookies.PENDING)
    started = PENDING.take(token, given.get("state", ""))
    wrong = NOT_VOUCHED.format(provider.name)
    if started is None or not given.get("code"):
        return _sign_in(401, wrong=wrong)
    try:
        claims = await oidc_flow.claims_of(provider, started, given["code"])
    except oidc_flow.NotVouchedError:
        return _sign_in(401, wrong=wrong, back=started.page)
    except oidc_flow.NoAnswerError:
        return _sign_in(503, wrong=NO_ANSWER.format(provider.name), back=started.page)
    device = cookies.token(request.scope, cookies.DEVICE)
    way_in = await to_thread.run_sync(
        sign_in_vouched, store(), provider.login_of(claims), _address(request), device
    )  # fmt: skip
    return await _followed(request, way_in, former, started.page, wrong)


async def _followed(
    request: Request, way_in: WayIn | TooMany | None, former: SignedIn | None, back: str, wrong: str, login: str = ""
) -> Response:
    """Returns what follows from a sign-in: the page to go on to, or the way in with a sentence."""
    if isinstance(way_in, TooMany):
        response = _sign_in(429, wrong=_too_many(way_in), back=back, login=login)
        response.headers["Retry-After"] = str(math.ceil(way_in.wait.total_seconds()))
        return response
    if way_in is None:
        return _sign_in(401, wrong=wrong, back=back, login=login)
    if former is not None:  # a browser has one session at a time
        await to_thread.run_sync(sessions.end, store(), former.session.token_hash)
    return _let_in(request, way_in, PASSWORD if way_in.account.must_change_password else f"/{back}")


async def _password_changed(request: Request, form: Mapping[str, str], signed_in: SignedIn) -> Response:
    password = form.get("password", "")
    if password != form.get("again", ""):
        return _password(signed_in, "Пароли в двух полях разные. Впишите новый пароль дважды.")
    try:
        way_in = await to_thread.run_sync(
            change_password,
            store(),
            signed_in.account,
            form.get("former"),
            password,
            _address(request),
            cookies.token(request.scope, cookies.DEVICE),
            limiter=_at_once(),
        )
    except ListError as refusal:
        return _password(signed_in, str(refusal))
    if isinstance(way_in, TooMany):
        return _password(signed_in, _too_many(way_in))
    return _let_in(request, way_in, "/")


def _let_in(request: Request, way_in: WayIn, to: str) -> Response:
    response = RedirectResponse(to, 303)
    cookies.put(response, request.scope, cookies.SESSION, way_in.session)
    cookies.put(response, request.scope, cookies.DEVICE, way_in.device)
    return response


def _too_many(refused: TooMany) -> str:
    minutes = math.ceil(refused.wait.total_seconds() / 60)
    return f"Слишком много неудачных попыток. Подождите {counted(minutes, 'минуту', 'минуты', 'минут')}."


def _gone(request: Request) -> Response:
    response = RedirectResponse(SIGN_IN, 303)
    cookies.drop(response, request.scope, cookies.SESSION)
    return response


def _sign_in(status: int = 200, **words: Any) -> Response:
    provider = configured()
    if provider:
        words |= {"provider": provider.name, "to_provider": PROVIDER}
    return _page("sign-in", "Вход", SIGN_IN, status, **words)


def _password(signed_in: SignedIn, wrong: str = "") -> Response:
    account = signed_in.account
    words = {"first": account.must_change_password, "login": account.login, "shortest": SHORTEST, "wrong": wrong}
    return _page("password", "Смена пароля", PASSWORD, 422 if wrong else 200, sign_out=SIGN_OUT, **words)


def _page(page: str, title: str, action: str, status: int = 200, **words: Any) -> Response:
    return HTMLResponse(_template().render(page=page, title=title, action=action, **words), status)


@cache
def _template() -> Any:
    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("door.html")


async def _form(request: Request) -> dict[str, str] | None:
    """Returns the fields of a form; None where it is too long, comes too slowly or is no form."""
    content = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in request.stream():
                content += part
                if len(content) > LONGEST_FORM:
                    return None
        return dict(parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=10))
    except (TimeoutError, ValueError):
        return None


def _back(page: str) -> str:
    """Returns a page of this program to go on to, the first one for anything else."""
    return page if PAGE.fullmatch(page) else ""


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
