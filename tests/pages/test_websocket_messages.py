"""Which messages of a browser the pages answer."""

from __future__ import annotations

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.shell.websocket_messages import is_expected


@pytest.mark.parametrize("kind", ["stop_script", "app_heartbeat"])
def test_what_pages_ask_for_is_answered(kind: str) -> None:
    assert is_expected(BackMsg(**{kind: True}))
    assert is_expected(BackMsg(backend_operation_request={"deferred_file": {"file_id": "x"}}))


@pytest.mark.parametrize(
    "message",
    [
        *({kind: True} for kind in ("clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime")),
        *({"backend_operation_request": {kind: {}}} for kind in ("install_skills", "dismiss_skills_nudge")), {},
    ],
)  # fmt: skip
def test_what_no_page_asks_for_is_passed_over(message: dict[str, object]) -> None:
    assert not is_expected(BackMsg(**message))
