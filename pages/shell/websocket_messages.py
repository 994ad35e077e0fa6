"""What a browser may ask of its page over the websocket: Streamlit answers more than this program needs.

Whoever has a window could else empty the caches of everybody, or be told about the folder of the program.
"""

from __future__ import annotations

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession

ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"})
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})


def refuse_other_messages() -> None:
    """Makes the server pass over what no page of this program sends. There is no setting for it."""
    handle = AppSession.handle_backmsg

    def handled(session: AppSession, message: BackMsg) -> None:
        if is_expected(message):
            handle(session, message)

    AppSession.handle_backmsg = handled  # type: ignore[assignment,method-assign]


def is_expected(message: BackMsg) -> bool:
    """Returns whether a page of this program sends such a message."""
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in ASKED
