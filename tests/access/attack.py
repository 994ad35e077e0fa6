"""What a page of somebody else knows, taken by a thief: what its widgets are called, and what could be sent for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from access.model import Role
from access.rights import Page
from data.store.backup import IN_A_BACKUP
from data.store.schema import ACCOUNTS, ACTIONS, DRAFTS
from data.store.versions import Store
from tests.access.served import Served
from tests.access.visitor import Visitor
from tests.pages.rights.canary_school import School
from tests.websocket_client import Session

# What a browser sends for a widget of a kind when it is pressed, switched or filled in.
PRESSED: dict[str, dict[str, Any]] = {
    "button": {"trigger_value": True},
    "download_button": {"trigger_value": True},
    "checkbox": {"bool_value": True},
    "text_input": {"string_value": "Ольха"},
    "text_area": {"string_value": "Ольха"},
    "number_input": {"double_value": 1},
    "date_input": {"string_array_value": {"data": ["2024/10/01"]}},
    "dataframe": {"string_value": json.dumps({"selection": {"rows": [0, 1, 2], "columns": [], "cells": []}})},
}
CHOSEN = {"selectbox": "options", "radio": "options", "multiselect": "options"}


def elements(messages: Iterable[ForwardMsg]) -> Iterator[Element]:
    """The elements that were drawn."""
    for message in messages:
        if message.delta.WhichOneof("type") == "new_element":
            yield message.delta.new_element


def widgets(messages: Iterable[ForwardMsg], option: int = 0) -> list[WidgetState]:
    """Everything that can be pressed, switched or filled in, done; of what is chosen from, this option."""
    states: dict[str, WidgetState] = {}
    for element in elements(messages):
        kind = element.WhichOneof("type")
        widget = getattr(element, kind) if kind else None
        if not getattr(widget, "id", ""):
            continue
        if kind in CHOSEN and (options := list(widget.options)):
            text = options[option % len(options)]
            states[widget.id] = (
                WidgetState(id=widget.id, string_array_value={"data": options})
                if kind == "multiselect"
                else WidgetState(id=widget.id, string_value=text)
            )
        elif kind == "button_group" and widget.options:
            texts = [one.content for one in widget.options]
            states[widget.id] = WidgetState(
                id=widget.id, string_array_value={"data": [texts[option % len(texts)]]}
            )  # fmt: skip
        elif kind in PRESSED:
            states[widget.id] = WidgetState(id=widget.id, **PRESSED[kind])
    return list(states.values())


def hashes(messages: Iterable[ForwardMsg]) -> dict[Page, str]:
    """What the pages are known by to the server, from the menu of somebody who may open the first one."""
    pages = [page for message in messages for page in message.navigation.app_pages]
    return {Page(page.url_pathname or Page.OVERVIEW): page.page_script_hash for page in pages}


def forged(
    window: Session, page_hash: str, states: Iterable[WidgetState] = (), query: str = "", name: str = ""
) -> list[ForwardMsg]:
    """What is drawn for somebody who asks for a page by hash or name, as though these widgets stood on it."""
    message = BackMsg()
    message.rerun_script.page_script_hash, message.rerun_script.page_name = page_hash, name
    message.rerun_script.query_string = query
    message.rerun_script.widget_states.widgets.extend(states)
    window.socket.send(message.SerializeToString())
    return window.received("script_finished")


def files(messages: Iterable[ForwardMsg]) -> list[str]:
    """What the files of a page are known by until their buttons are pressed."""
    found = (element.download_button.deferred_file_id for element in elements(messages))
    return [file for file in found if file]


def sent(messages: Iterable[ForwardMsg]) -> bytes:
    """Everything that came over the wire."""
    return b"\n".join(message.SerializeToString() for message in messages)


def content_of(store: Store) -> dict[str, list[Any]]:
    """What is stored, without who comes and goes."""
    with store.reading() as connection:
        rows = {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in (*IN_A_BACKUP, ACCOUNTS, DRAFTS)
        }
        done = select(ACTIONS.c.event).where(ACTIONS.c.event.not_in(["opened", "signed_in", "refused"]))
        return rows | {"done": list(connection.execute(done).scalars())}


@dataclass(frozen=True, slots=True)
class Taken:
    """What the pages of somebody else know; the files are those of the page that stands open last."""

    session: str
    hashes: dict[Page, str]
    widgets: dict[Page, list[WidgetState]]
    files: list[str]


def taken_from(window: Session) -> Taken:
    """Returns what a window knows after a walk over all pages that are open to it."""
    known = hashes(window.run())
    drawn = {page: forged(window, number) for page, number in known.items()}
    return Taken(
        window.id,
        known,
        {page: widgets(messages) for page, messages in drawn.items()},
        files(list(drawn.values())[-1]),
    )


def signed_in(served: Served, school: School, role: Role) -> Visitor:
    """Returns the browser in which somebody of a role has signed in."""
    return Visitor(served.address, {"mentoring": school.tokens[role]})
