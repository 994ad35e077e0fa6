"""Where the conclusions of a monitoring are kept: in the store, those of the demonstration in the session alone."""

from __future__ import annotations

from access.rights import Action
from data.store.conclusions import Conclusions, conclusions_of, discard_conclusions, save_conclusions
from data.store.versions import Store
from pages.state import actions, stored
from pages.state.state import state
from reports.monitoring.paper import Reader
from reports.request import ReportRequest


def known_conclusions(request: ReportRequest, reader: Reader) -> Conclusions | None:
    """Returns what a person concluded for a reader on the day of the report."""
    store = _store(request)
    if store is None:
        return state.shown_conclusions.get(_key(request, reader))
    return conclusions_of(store, reader.value, request.on)


@actions.reporting_refusal
def keep(request: ReportRequest, reader: Reader, conclusions: Conclusions) -> None:
    """Keeps what a person concluded in place of what stood there."""
    if _store(request) is None:
        state.shown_conclusions = {**state.shown_conclusions, _key(request, reader): conclusions}
    else:
        save_conclusions(stored.store(Action.DECIDE_REPORTS), reader.value, request.on, conclusions)


@actions.reporting_refusal
def forget(request: ReportRequest, reader: Reader) -> None:
    """Takes back what a person concluded."""
    if _store(request) is None:
        shown = state.shown_conclusions
        state.shown_conclusions = {key: kept for key, kept in shown.items() if key != _key(request, reader)}
    else:
        discard_conclusions(stored.store(Action.DECIDE_REPORTS), reader.value, request.on)


def _store(request: ReportRequest) -> Store | None:
    return None if request.source.is_demonstration else request.store


def _key(request: ReportRequest, reader: Reader) -> str:
    return f"{reader.value} {request.on.isoformat()}"
