"""The language of a Word template: places, repeats, compares, chooses values.

It reaches nothing else.

A whitelist of Jinja: what is not named here is refused before anything runs. Values are texts, numbers, lists and
dicts; a dot reaches the keys of a dict and what a loop knows of itself. No call but a short `range`.
"""

from __future__ import annotations

import html
import re
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from data.word_package import WordFileRefused

ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem),
    *(nodes.Slice, nodes.List, nodes.Tuple, nodes.For, nodes.If, nodes.CondExpr, nodes.Assign, nodes.Call),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test, nodes.Keyword),
    *(nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos),
)
# None of them takes a width or a count, calls anything by its name or lets markup through.
FILTERS = {
    *("default", "d", "length", "count", "upper", "lower", "capitalize", "trim"),
    *("join", "first", "last", "replace", "sort", "reverse"),
}
TESTS = {
    *("defined", "undefined", "none", "string", "number", "odd", "even", "in"),
    *("eq", "equalto", "==", "ne", "!=", "lt", "lessthan", "<", "le", "<=", "gt", "greaterthan", ">", "ge", ">="),
}
LOOP = {
    *("index", "index0", "revindex", "revindex0", "first", "last", "length"),
    *("depth", "depth0", "previtem", "nextitem"),
}
MOST_TURNS = 1_000  # of a `range`; no school has so many classes
LARGEST = 10**9  # factor of a multiplication
NO_CALLS = "вставка вызывает функцию, а может только показывать, повторять и сравнивать"
NEAR = 70  # characters of the template's text that a refusal quotes


class Unknown(StrictUndefined):
    """A name without a value; the message of the exception is the name alone."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class Language(SandboxedEnvironment):
    """Jinja cut down to what a template needs.

    `source` is the text that is being filled in.
    """

    intercepted_binops = frozenset({"*", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Unknown, finalize=_shown)
        self.globals = {"range": _range}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.source = ""
        self.names: set[str] = set()  # that the tags ask for

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Everything that is ever compiled passes here, from the document's properties to its footnotes.
        self.source = source
        template = super()._parse(source, name, filename)
        for node in template.find_all(nodes.Node):
            try:
                _refuse_node(node)
            except WordFileRefused as refused:
                raise WordFileRefused(f"{refused}{near(source, node.lineno)}") from None
        self.names |= {node.name for node in template.find_all(nodes.Name) if node.ctx == "load"}
        return template

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, (dict, list, str)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass  # an unknown name, as below
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        return obj is _range

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        # A text times a number, or a text that formats one, makes a text of any length.
        if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
            raise WordFileRefused(f"вставка считает «{operator}» не с числами")
        if abs(left) > LARGEST or abs(right) > LARGEST:
            raise WordFileRefused("вставка умножает слишком большие числа")
        return super().call_binop(context, operator, left, right)


def _shown(value: Any) -> Any:
    """Returns the value of a tag that may go into the document.

    Raises `Refused` for others.
    """
    if not isinstance(value, (str, int, float, Unknown)):
        raise WordFileRefused("вставка показывает список или строку таблицы целиком, а не одно значение")
    return value


def _range(*bounds: int) -> range:
    try:
        turns = range(*bounds)
        if len(turns) <= MOST_TURNS:
            return turns
    except OverflowError:
        pass  # longer than any
    raise WordFileRefused(f"«range» повторяет больше {MOST_TURNS} раз")


def _refuse_node(node: nodes.Node) -> None:
    """Raises `Refused`, without the place, for what the language has not."""
    if isinstance(node, nodes.Call):
        if not isinstance(node.node, nodes.Name) or node.node.name != "range":
            raise WordFileRefused(NO_CALLS)
    elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise WordFileRefused(f"вставка с «|{node.name}», а такого преобразования в шаблоне нет")
    elif isinstance(node, nodes.Test) and node.name not in TESTS:
        raise WordFileRefused(f"вставка с «is {node.name}», а такой проверки в шаблоне нет")
    elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise WordFileRefused(f"вставка обращается к «{node.attr}» внутри программы")
    elif type(node) not in ALLOWED:
        raise WordFileRefused("вставка с командой или действием, которых в шаблоне нет")


def near(source: str, line: int | None) -> str:
    """Returns « (рядом с «…»)» with the words at a line of a template.

    They begin at its first tag; nothing where there are none.
    """
    lines = source.split("\n")
    text = words_of(lines[line - 1]) if line and line <= len(lines) else ""
    tag = re.search(r"\{[{%]", text)
    text = text[max(0, tag.start() - NEAR // 3) :] if tag else text
    return beside(text if len(text) <= NEAR else f"{text[:NEAR]}…")


def beside(words: str) -> str:
    return f" (рядом с «{words}»)" if words else ""


def words_of(xml: str) -> str:
    """Returns what a person reads in a piece of a document.

    The piece may begin or end within an element's name.
    """
    return " ".join(html.unescape(re.sub(r"^[^<>]*>|<[^<>]*(>|$)", "", xml)).split())
