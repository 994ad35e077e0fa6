"""Values of a session as typed attributes: each is named, and a widget takes its key from it."""

from __future__ import annotations

from types import EllipsisType
from typing import Any, ClassVar, Generic, Protocol, TypeVar, overload

import streamlit as st

T = TypeVar("T")


class Attachment(Protocol):
    """A file that was put into a form."""

    name: str
    size: int

    def getvalue(self) -> bytes: ...


class Value(Generic[T]):
    """One value of a session, named as its attribute.

    Without a default reading it before it is set is an error.
    """

    def __init__(self, default: T | EllipsisType = ...) -> None:
        self.default = default

    def __set_name__(self, owner: type[Values], name: str) -> None:
        self.name = name.rstrip("_")  # of a Python keyword: class_

    @overload
    def __get__(self, values: None, owner: type[Values]) -> Value[T]: ...
    @overload
    def __get__(self, values: Values, owner: type[Values]) -> T: ...
    def __get__(self, values: Values | None, owner: type[Values]) -> Value[T] | T:
        if values is None:
            return self
        key = values.key(self)
        value: T = st.session_state[key] if self.default is ... else st.session_state.get(key, self.default)
        return value

    def __set__(self, values: Values, value: T) -> None:
        st.session_state[values.key(self)] = value

    def __delete__(self, values: Values) -> None:
        st.session_state.pop(values.key(self), None)


class Values:
    """Values of a session that belong together.

    Those of a form that stands several times have the form's scope.
    """

    prefix: ClassVar[str] = ""

    def __init__(self, *scope: object) -> None:
        self.scope = scope

    def key(self, value: Value[Any]) -> str:
        """Returns the key of a value, and so of the widget that fills it in."""
        return "_".join(map(str, filter(None, (self.prefix, value.name, *self.scope))))

    def has(self, value: Value[Any]) -> bool:
        """Returns whether the value was set, be it to None."""
        return self.key(value) in st.session_state
