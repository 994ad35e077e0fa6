"""A browser's side of Streamlit's websocket, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlparse

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.waiting import DEADLINE


@dataclass
class Session:
    """A connection of a page; the server names its id with the first run."""

    socket: ClientConnection
    id: str = ""

    def received(self, last: str) -> list[ForwardMsg]:
        """Messages of the server, up to the first of this type."""
        messages: list[ForwardMsg] = []
        while not messages or messages[-1].WhichOneof("type") != last:
            messages.append(ForwardMsg.FromString(self.socket.recv(DEADLINE, decode=False)))
            self.id = messages[-1].new_session.initialize.session_id or self.id
        return messages

    def start(self, query: str = "") -> None:
        """Asks for a run of the script with this query."""
        message = BackMsg()
        message.rerun_script.query_string = query
        self.socket.send(message.SerializeToString())

    def run(self, query: str = "") -> list[ForwardMsg]:
        """What the script drew with this query."""
        self.start(query)
        return self.received("script_finished")

    def click(self, button: str) -> list[ForwardMsg]:
        """What the script drew after a click on the button with this id."""
        message = BackMsg()
        message.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
        self.socket.send(message.SerializeToString())
        return self.received("script_finished")

    def open(self, page: str) -> list[ForwardMsg]:
        """What the script drew of a page, by its address."""
        message = BackMsg()
        message.rerun_script.page_name = page
        self.socket.send(message.SerializeToString())
        return self.received("script_finished")

    def download(self, file_id: str) -> BackendOperationResponse:
        """The answer to a press of the download button whose file is known by this id until it is made."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id, request.deferred_file.file_id = "request", self.id, file_id
        self.socket.send(message.SerializeToString())
        return self.received("backend_operation_response")[-1].backend_operation_response

    def download_error(self, file_id: str) -> str:
        """The words in place of the file of a download button."""
        return self.download(file_id).error_msg


@contextmanager
def session(address: str, resumed: str = "", **headers: str) -> Iterator[Session]:
    """A new session, or that with the id, as after a lost connection."""
    protocols = ["streamlit", "no-token", resumed] if resumed else ["streamlit"]
    with connect(
        f"ws://{urlparse(address).netloc}/_stcore/stream",
        origin=address,
        additional_headers=headers,
        subprotocols=protocols,
        proxy=None,
        max_size=None,
    ) as socket:
        yield Session(socket, resumed)
