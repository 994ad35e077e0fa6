"""An OpenID Connect provider on this computer: Authlib's server with a key of its own, which can be made to misbehave."""

from __future__ import annotations

import hmac
import json
import ssl
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.errors import OAuth2Error
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.jwk import RSAKey

from access.certificates import Certificate
from tests.waiting import DEADLINE

CLIENT = "mentoring"
SECRET = "still-water"
CALLBACK = "/sign-in/callback"
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
FOREIGN_KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})

Claims = dict[str, Any]
Answer = tuple[int, str | bytes, list[tuple[str, str]]]
JSON = [("Content-Type", "application/json")]


def signed(claims: Claims, key: RSAKey = KEY, **header: str) -> str:
    return jwt.encode({"alg": "RS256", "kid": "first"} | header, claims, key)


def unsigned(claims: Claims) -> str:
    return f"{_unsigned_part({'alg': 'none', 'kid': 'first'}, claims)}."


def signed_with(secret: bytes) -> Callable[[Claims], str]:
    """HS256, the secret of which may be what everybody can read at the provider: libraries refuse to make it."""

    def sign(claims: Claims) -> str:
        signed_part = _unsigned_part({"alg": "HS256", "kid": "first"}, claims)
        return f"{signed_part}.{_encoded(hmac.digest(secret, signed_part.encode(), 'sha256'))}"

    return sign


def _unsigned_part(*parts: Claims) -> str:
    return ".".join(_encoded(json.dumps(part).encode()) for part in parts)


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


@dataclass
class Provider:
    """What the provider does now; a test changes it."""

    port: int
    scheme: str = "http"
    person: Claims = field(default_factory=dict)  # who is signed in at the provider
    changed: Callable[[Claims], Claims] = dict  # of what a token says
    signs: Callable[[Claims], str] = signed
    metadata: Claims = field(default_factory=dict)  # beside the right ones, or in their place
    answers: dict[str, Answer] = field(default_factory=dict)  # by path, in place of the right ones
    asked: list[str] = field(default_factory=list)  # the paths
    codes: dict[str, Code] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"{self.scheme}://localhost:{self.port}/realm"

    def discovery(self) -> Claims:
        addresses = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in addresses.items()}


@dataclass
class Client(ClientMixin):
    client_id: str = CLIENT

    def get_client_id(self) -> str:
        return self.client_id

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return urlsplit(redirect_uri).path == CALLBACK

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code that was given out, for one token."""

    code: str
    redirect_uri: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    user: Claims
    scope: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class Request(OAuth2Request):
    """A request as the server under Authlib has it."""

    def __init__(self, method: str, uri: str, fields: dict[str, str], headers: Any) -> None:
        super().__init__(method, uri, headers=headers)
        self.payload = BasicOAuth2Payload(fields)

    @property
    def args(self) -> dict[str, str]:
        return self.payload.data

    @property
    def form(self) -> dict[str, str]:
        return self.payload.data


class Server(AuthorizationServer):
    def query_client(self, client_id: str) -> Client | None:
        return Client() if client_id == CLIENT else None

    def save_token(self, token: Claims, request: Request) -> None: ...

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None: ...

    def create_oauth2_request(self, request: Request) -> Request:
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Answer:
        return status, json.dumps(body) if isinstance(body, dict) else body, headers


def _server(provider: Provider) -> Server:
    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, request: Request) -> None:
            data = request.payload.data
            kept = {name: data[name] for name in ("redirect_uri", "nonce", "code_challenge", "code_challenge_method")}
            provider.codes[code] = Code(code=code, user=request.user, scope=data["scope"], **kept)

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> Claims:
            return authorization_code.user

    class IdToken(OpenIDCode):
        def exists_nonce(self, nonce: str, request: Request) -> bool:
            return any(code.nonce == nonce for code in provider.codes.values())

        def get_client_claims(self, client: Client) -> Claims:
            return {"iss": provider.issuer}

        def resolve_client_private_key(self, client: Client) -> RSAKey:
            return KEY

        def generate_user_info(self, user: Claims, scope: str) -> UserInfo:
            return UserInfo(user)

        def encode_id_token(self, token: Claims, request: Request) -> str:
            right = jwt.decode(super().encode_id_token(token, request), KEY).claims
            return provider.signs(provider.changed(right))

    server = Server()
    server.register_token_generator("default", BearerTokenGenerator(lambda *_, **__: "x" * 42))
    server.register_grant(Grant, [IdToken(require_nonce=True), CodeChallenge(required=True)])
    return server


def _right(provider: Provider, server: Server, path: str, request: Request) -> Answer:
    if path == "/.well-known/openid-configuration":
        return 200, json.dumps(provider.discovery() | provider.metadata), JSON
    if path == "/keys":
        return 200, json.dumps({"keys": [KEY.as_dict(private=False)]}), JSON
    if path == "/token":
        return server.create_token_response(request)
    try:
        grant = server.get_consent_grant(request, provider.person or None)
    except OAuth2Error as error:
        return 400, str(error), []
    return server.create_authorization_response(request, grant_user=provider.person or None, grant=grant)


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    server = _server(provider)

    class Handler(BaseHTTPRequestHandler):
        timeout = DEADLINE
        wbufsize = -1  # one packet an answer

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode())))

        def _answer(self, form: dict[str, str]) -> None:
            address = urlsplit(self.path)
            path = address.path.removeprefix("/realm")
            provider.asked.append(path)
            request = Request(
                self.command, f"{provider.issuer}{path}", dict(parse_qsl(address.query)) | form, self.headers
            )
            status, content, headers = provider.answers.get(path) or _right(provider, server, path, request)
            body = content.encode() if isinstance(content, str) else content
            self.send_response(status)
            for name, value in [*headers, ("Content-Length", str(len(body)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    return Handler


@contextmanager
def running_provider(certificate: Certificate | None = None) -> Iterator[Provider]:
    """Yields a provider that answers on this computer, over TLS where it has a certificate."""
    with ThreadingHTTPServer(("localhost", 0), BaseHTTPRequestHandler) as listening:
        provider = Provider(listening.server_address[1], "https" if certificate else "http")
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate.certificate, certificate.key)
            listening.socket = tls.wrap_socket(listening.socket, server_side=True)
        listening.RequestHandlerClass = _handler(provider)
        listening.daemon_threads = True
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield provider
        finally:
            listening.shutdown()
            thread.join(DEADLINE)
