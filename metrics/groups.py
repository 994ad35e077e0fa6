"""The declaration of a group of people: its column, its words, what is special."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from data.contracts import fields
from data.parsing.sensitive_words import is_sensitive
from data.vocabulary import REGISTERS

People = Literal["students", "teachers"]
Rule = Literal["column", "registers", "young_specialists"]


class Declared(BaseModel):
    """A part of `indicators.toml`: unknown keys are faults, and nothing changes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Group(Declared):
    """A category of people on the day of a report.

    `rule` says how it is read from `column`: by the column alone, together with the registers that the settings count
    beside it, or, where a list has no such column, from experience and age as the settings bound them.

    A group is special unless it says otherwise: who belongs to it is shown only when asked for, and free text that may
    reveal it (`words` are regular expressions beside those of `data.parsing.sensitive_words`) is held back.
    """

    people: People
    column: str
    rule: Rule = "column"
    title: str  # in filters and above columns: «ОВЗ»
    described: str  # after whose it is: «обучающиеся, с отметкой об ОВЗ»
    absent: str  # why a person does not count: «нет отметки об ОВЗ»
    lacking: str = ""  # in the genitive, what a list has not: «столбца «ОВЗ»», which is also named where it is lacking
    note: str = ""  # a sentence for «Порядок расчёта»
    special: bool = True
    words: tuple[str, ...] = ()

    @field_validator("words")
    @classmethod
    def _patterns(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            try:
                re.compile(word)
            except re.error as error:
                raise ValueError(f"no regular expression: {word}") from error
        return words

    @model_validator(mode="after")
    def _fits_the_contract(self) -> Self:
        spec = fields(self.people).get(self.column)
        if spec is None:
            raise ValueError(f"the list {self.people} has no column {self.column}")
        if not spec.judged:
            raise ValueError(f"the absence of {self.column} would be taken for a no: its contract has to judge it")
        if spec.special != self.special:
            raise ValueError(f"the group and the contract of {self.column} differ in whether it is special")
        if self.special and not is_sensitive(self.title, self.words):
            raise ValueError(f"free text could tell of «{self.title}»: give it `words`")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the list that can show who belongs to the group."""
        also: dict[Rule, tuple[str, ...]] = {
            "column": (),
            "registers": REGISTERS,
            "young_specialists": ("experience", "birth"),
        }
        return tuple(dict.fromkeys((self.column, *also[self.rule])))
