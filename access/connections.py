"""Bounds on connections: who begins to ask and never ends, or opens very many, leaves room for others.

The server itself waits for the head of a request as long as it takes, and takes any number of connections. There is no
setting for it. How long a form may take to arrive stands in `door.py`, how many windows there may be in `sockets.py`.
"""

from __future__ import annotations

from asyncio import BaseTransport
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from access.network import is_local

PATIENCE = 10.0  # seconds that a connection may stand without a request whose head has arrived
MOST_OF_ADDRESS = 256  # connections of another computer: thirty people behind one router, with eight each


def bound_connections() -> None:
    """Makes the server close connections of which nothing comes, and those of one address beyond a number."""
    server: Any = AutoHTTPProtocol
    made = server.connection_made

    def connection_made(protocol: Any, transport: BaseTransport) -> None:
        made(protocol, transport)
        if is_crowded(protocol):
            transport.close()
        else:
            protocol.loop.call_later(PATIENCE, _look, protocol, None)

    server.connection_made = connection_made


def is_crowded(protocol: Any) -> bool:
    """Returns whether an address has too many connections; not this computer's own, where a proxy stands."""
    address = _address(protocol)
    return not is_local(address) and sum(_address(one) == address for one in protocol.connections) > MOST_OF_ADDRESS


def _address(protocol: Any) -> str | None:
    return protocol.client[0] if protocol.client else None


def _look(protocol: Any, former: Any) -> None:
    """Closes a connection on which nothing has been asked since the last look, and nothing is being answered."""
    transport, request = protocol.transport, protocol.cycle
    if transport.is_closing() or transport.get_protocol() is not protocol:  # it has become a websocket
        return
    if request is former and (request is None or request.response_complete):
        transport.close()
        return
    protocol.loop.call_later(PATIENCE, _look, protocol, request)
