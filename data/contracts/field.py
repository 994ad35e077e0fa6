"""How a field and a rule of a contract are written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

Day = Series["datetime64[us]"]  # type: ignore[name-defined]  # the name of a dtype
Text = Series[str]
Flag = Series[bool]
Whole = Series[pd.Int64Dtype]
Columns = Mapping[str, Any]  # the columns of a table that a rule over whole rows looks at: a frame or as much
TWO_WORDS = re.compile(r"[ .][^ .]")  # «Осинкин Я.», «Осинкин.Я»

# Kinds that say of a person whether something holds.
MARKS = frozenset({"flag", "ovz", "presence", "register", "registers"})

# Kinds whose cells tell who somebody is and what a pair is like, and of nobody's health or registers.
ORDINARY_KINDS = frozenset(
    {"number", "name", "name_part", "birth", "class", "grade", "letter", "experience", "form", "mode"}
    | {"start", "end", "term"}
)


def field(
    title: str, kind: str, *aliases: str, hint: str = "", required: bool = False,
    special: bool | None = None, judged: bool | None = None, signs: str = "", words: str = "",
) -> Any:  # fmt: skip
    """Returns a field of a list; `title` itself is the first alias.

    What is `special` (health, registers) leaves the program only when asked for; so does every field of whose kind
    nobody knows better and that does not say it is not. Of a `judged` field absence is not a no: where only some sheets
    carry it, none does; a mark is judged unless it says otherwise, other fields are not. `signs` (a pattern) in the
    header or the cells of a column that nobody knows say that it may be this field. `words` (a pattern) in a header
    that is no alias say that it is this field, where its cells can be read so.
    """
    metadata = {
        "kind": kind, "aliases": (title, *aliases), "required": required,
        "special": kind not in ORDINARY_KINDS if special is None else special,
        "judged": kind in MARKS if judged is None else judged, "signs": signs, "words": words,
    }  # fmt: skip
    return pa.Field(nullable=True, title=title, description=hint, metadata=metadata)


def rule(code: str, of: str) -> Callable[[Callable[..., Any]], Any]:
    """Returns a rule over whole rows, blamed on one field of the row."""
    return pa.dataframe_check(error=f"{code}:{of}", ignore_na=False)


def filled(code: str, *fields: str) -> Callable[[Callable[..., Any]], Any]:
    """Returns a rule that each of the fields holds a value."""
    return pa.check(*fields, error=code, ignore_na=False)


def in_order(frame: Columns, first: str, last: str) -> Any:
    """Returns rows whose second date is not before the first; an absent date breaks no order."""
    if first not in frame or last not in frame:
        return True
    return ~(frame[last] < frame[first])


def not_later(frame: Columns, column: str) -> Any:
    """Returns rows whose date is not after the date of the data."""
    if column not in frame:
        return True
    return ~(frame[column] > frame["as_of"])


class PersonContract(pa.DataFrameModel):
    """What pupils and teachers have in common."""

    class Config:
        name = "person"

    surname: Text | None = field("Фамилия", "name_part")
    given_name: Text | None = field(
        "Имя", "name_part", "Имя отчество", "Имя, отчество", "Имя и отчество", "Имя-отчество", "И.О.", "Имя/отчество",
        "Имя, отчество (при наличии)", "Имя отчество (при наличии)",
    )  # fmt: skip
    patronymic: Text | None = field("Отчество", "name_part", "Отчество (при наличии)", "Отчество (если есть)", "Отч.")
    # Of whoever left, where a list of leavers lacks marks that the others have: only from then on nothing is hidden.
    marks_known_from: Day | None = field("Отметки известны с", "date", special=False)
    duplicate_number: Whole = pa.Field(nullable=True)
    duplicate_person: Whole = pa.Field(nullable=True)
    likely_same_person: Whole = pa.Field(nullable=True)

    @filled("empty_required", "name")
    @classmethod
    def named(cls, names: Any) -> Any:
        return pd.notna(names)

    @pa.check("name", error="short_name")
    @classmethod
    def has_given_name(cls, names: Any) -> Any:
        return pd.Series([not name or bool(TWO_WORDS.search(name)) for name in names], dtype=bool)

    @pa.check("duplicate_number", error="duplicate_number:number", ignore_na=False)
    @classmethod
    def number_is_unique(cls, first: Any) -> Any:
        return pd.isna(first)

    @pa.check("duplicate_person", error="duplicate_person:name", ignore_na=False)
    @classmethod
    def person_is_unique(cls, first: Any) -> Any:
        return pd.isna(first)

    @pa.check("likely_same_person", error="likely_same_person:name", ignore_na=False)
    @classmethod
    def nobody_is_alike(cls, first: Any) -> Any:
        return pd.isna(first)

    @rule("future_date", "birth")
    @classmethod
    def born_by_now(cls, frame: Columns) -> Any:
        return not_later(frame, "birth")

    @rule("future_date", "left_on")
    @classmethod
    def left_by_now(cls, frame: Columns) -> Any:
        return not_later(frame, "left_on")
