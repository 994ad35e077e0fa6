"""The authorization code flow of OpenID Connect, with PKCE, up to a verified ID token.

Nothing of a provider's is remembered between sign-ins. Requests go to the configured issuer, to the hosts named beside
it, and nowhere else, bounded in time and in what they bring.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx2
from anyio import CapacityLimiter
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from access.oidc_provider import Provider

PATIENCE = 10.0  # seconds for all that a sign-in asks the provider in one step, waiting for others included
AT_ONCE = 8  # steps of sign-ins that ask the provider
LARGEST = 256 * 1024  # bytes of an answer; keys of a dozen certificates take some 20 KiB
LEEWAY = 60  # seconds that the clocks may differ
ALGORITHMS = ("RS256", "PS256", "ES256")  # public keys alone: what this program knows could sign nothing
SCOPE = "openid email"
DISCOVERY = "/.well-known/openid-configuration"
# What libraries raise over an answer that is no answer.
GARBAGE = (
    JoseError, AuthlibBaseError, httpx2.InvalidURL,
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip

log = logging.getLogger(__name__)


class NoAnswerError(Exception):
    """The provider did not answer in time, or with something else than was asked for."""


class NotVouchedError(Exception):
    """The provider vouches for nobody, or by a token that does not hold."""


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in that has gone to the provider: what comes back must fit it."""

    callback: str
    page: str  # of this program, to go on to
    token_endpoint: str
    jwks_uri: str
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)


async def start(provider: Provider, callback: str, page: str) -> tuple[str, Started]:
    """Returns the address at which the provider asks who it is, and what to keep until it answers.

    Raises `NoAnswerError`.
    """
    async with _asking(provider, callback) as client:
        try:
            metadata = await _json(client, provider.issuer.rstrip("/") + DISCOVERY)
            if metadata["issuer"] != provider.issuer:
                raise ValueError("another issuer")
            endpoint = _known(metadata["authorization_endpoint"], _is_issuers, provider)
            tokens, keys = (_known(metadata[name], _is_at, provider) for name in ("token_endpoint", "jwks_uri"))
            started = Started(callback, page, tokens, keys)
            address, _ = client.create_authorization_url(
                endpoint, state=started.state, nonce=started.nonce, code_verifier=started.verifier
            )
        except GARBAGE as fault:
            raise _told(NoAnswerError, fault) from None
    return str(address), started


async def claims_of(provider: Provider, started: Started, code: str) -> dict[str, Any]:
    """Returns what the provider says of the person for whom it has given a code, its signature and bounds checked.

    Raises `NoAnswerError` and `NotVouchedError`.
    """
    async with _asking(provider, started.callback) as client:
        try:
            token = await client.fetch_token(started.token_endpoint, code=code, code_verifier=started.verifier)
            keys = KeySet.import_key_set(await _json(client, started.jwks_uri))
            return _verified(provider, started, token, keys)
        except GARBAGE as fault:
            raise _told(NotVouchedError, fault) from None


def _verified(provider: Provider, started: Started, token: Any, keys: KeySet) -> dict[str, Any]:
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    signed = jwt.decode(token["id_token"], keys, registry=registry)
    expected = {"iss": provider.issuer, "aud": provider.client_id}
    claims = CodeIDToken(
        signed.claims,
        signed.header,
        {name: {"essential": True, "value": value} for name, value in expected.items()},
        {"nonce": started.nonce, "client_id": provider.client_id, "access_token": token.get("access_token")},
    )
    claims.validate(leeway=LEEWAY)
    return dict(claims)


@asynccontextmanager
async def _asking(provider: Provider, callback: str) -> AsyncIterator[AsyncOAuth2Client]:
    """Yields a client of the provider; whatever of the network fails within is `NoAnswerError`."""
    client = AsyncOAuth2Client(
        provider.client_id,
        provider.client_secret,
        scope=SCOPE,
        redirect_uri=callback,
        code_challenge_method="S256",
        transport=_OnlyTheProvider(provider),
        headers={"Accept-Encoding": "identity"},
        timeout=PATIENCE,
        trust_env=False,  # no proxy, no .netrc
    )
    try:
        async with asyncio.timeout(PATIENCE), _at_once(), client:
            yield client
    except (httpx2.HTTPError, OSError) as fault:  # that time is up is one of them
        raise _told(NoAnswerError, fault) from None


@cache
def _at_once() -> CapacityLimiter:
    return CapacityLimiter(AT_ONCE)


async def _json(client: AsyncOAuth2Client, address: str) -> Any:
    response = await client.request("GET", address, withhold_token=True)
    response.raise_for_status()
    return response.json()


def _known(address: object, is_known: Callable[[Provider, httpx2.URL], bool], provider: Provider) -> str:
    """Returns an endpoint. Raises `ValueError` for one elsewhere."""
    if not isinstance(address, str) or not is_known(provider, httpx2.URL(address)):
        raise ValueError("an endpoint elsewhere")
    return address


def _is_at(provider: Provider, address: httpx2.URL) -> bool:
    """Returns whether an address is at the issuer or at one of the hosts named beside it."""
    is_named = address.scheme == "https" and address.port is None and address.host in provider.hosts
    return is_named or _is_issuers(provider, address)


def _is_issuers(provider: Provider, address: httpx2.URL) -> bool:
    """Returns whether an address is at the issuer: people are sent nowhere else."""
    issuer = httpx2.URL(provider.issuer)
    return (address.scheme, address.host, address.port) == (issuer.scheme, issuer.host, issuer.port)


class _OnlyTheProvider(httpx2.AsyncHTTPTransport):
    """Asks the issuer and the named hosts alone; gives an answer's status and bounded content: nothing leads away."""

    def __init__(self, provider: Provider) -> None:
        super().__init__()
        self.provider = provider

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if not _is_at(self.provider, request.url):
            raise httpx2.UnsupportedProtocol("an address elsewhere")
        response = await super().handle_async_request(request)
        content = b""
        try:
            async for part in response.aiter_raw():
                content += part
                if len(content) > LARGEST:
                    raise httpx2.ReadError("an answer too large")
        finally:
            await response.aclose()
        return httpx2.Response(response.status_code, content=content, request=request)


def _told(kind: type[Exception], fault: BaseException) -> Exception:
    """Returns the error to raise in place of another, whose kind alone is logged: its text may hold a person."""
    log.warning("sign-in by OpenID Connect: %s, %s", kind.__name__, type(fault).__name__)
    return kind()
