"""Decisions keyed by structure, findings without sentences to be read back: those stored before are carried over.

Until now a decision held the words that the page showed, and which namesake was meant only as such words. This is the
last time that they are read.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from data.hashing import canonical, sha256
from data.parsing import name_key

revision = "0005"
down_revision = "0004"

REMEMBERED = sa.table(
    "remembered",
    sa.column("kind", sa.String),
    sa.column("key", sa.String),
    sa.column("said_at", sa.DateTime),
    sa.column("content", sa.Text),
)
VERSIONS = sa.table(
    "versions",
    sa.column("id", sa.Integer),
    sa.column("saved_at", sa.DateTime),
    sa.column("saved_by", sa.String),
    sa.column("note", sa.Text),
    sa.column("as_of", sa.Date),
    sa.column("as_of_source", sa.String),
    sa.column("files", sa.Text),
    sa.column("counts", sa.Text),
    sa.column("left_out", sa.Text),
    sa.column("findings", sa.Text),
    sa.column("digest", sa.String),
    sa.column("based_on", sa.Integer),
    sa.column("copy_of", sa.Integer),
    sa.column("sha256", sa.String),
)
LISTS = sa.table("lists", sa.column("version", sa.Integer), sa.column("name", sa.String), sa.column("content", sa.Text))
NAMESAKE = re.compile(
    r"(?P<list>обучающийся|педагог)(?:, (?P<class>.+?))??"
    r"(?:, (?P<birth>\d\d\.\d\d\.\d{4}|\d{4}))?(?:, № (?P<number>.+))?"
)
TABLES = {"обучающийся": "students", "педагог": "teachers"}
PAIR_FIELDS = ("mentor", "mentee", "form", "mode", "start", "end")  # what fields of a pair begin with


def upgrade() -> None:
    connection = op.get_bind()
    _carry_over_decisions(connection)
    for version in connection.execute(sa.select(VERSIONS)).all():
        _carry_over_findings(connection, version._asdict())


def _carry_over_decisions(connection: sa.Connection) -> None:
    chosen = REMEMBERED.c.kind.in_(("choice", "same", "different", "meant"))
    rows = connection.execute(sa.select(REMEMBERED).where(chosen).order_by(REMEMBERED.c.said_at)).all()
    decisions: dict[tuple[str, str], tuple[dt.datetime, str]] = {}  # of two about the same the later one stays
    for row in rows:
        if carried := CARRIED_OVER[row.kind](json.loads(row.content)):
            identity, content = carried
            decisions[row.kind, sha256(*identity)] = (row.said_at, canonical(content))
    connection.execute(sa.delete(REMEMBERED).where(chosen))
    for (kind, key), (said_at, text) in decisions.items():
        connection.execute(sa.insert(REMEMBERED).values(kind=kind, key=key, said_at=said_at, content=text))


Carried = tuple[tuple[str, ...], dict[str, Any]]  # identity and content


def _choice(old: Mapping[str, Any]) -> Carried:
    return (old["headers"], old["sheet"]), dict(old)


def _same(old: Mapping[str, Any]) -> Carried:
    written, listed = _parted(old["shown"], " – это ", old["written"], old["listed"])
    return (old["written"],), {"written": written, "listed": listed}


def _different(old: Mapping[str, Any]) -> Carried:
    name = old["shown"].removesuffix(" – разные люди")
    return (old["name"], old["born"]), {"name": name, "birth": old["born"] or None}


def _meant(old: Mapping[str, Any]) -> Carried | None:
    """Which namesake; nothing where the words do not tell him, and the page will ask again."""
    if not (namesake := NAMESAKE.fullmatch(old["which"])):
        return None
    side, *keys, start = old["pair"].split(" | ")
    mentor_key, mentee_key = keys[0], " | ".join(keys[1:])
    words = old["shown"].removesuffix(f": это {old['which']}")
    pairs = (_parted(rest, " – ", mentor_key, mentee_key) for _, rest in _splits(words, " в паре "))
    mentor, mentee = next((pair for pair in pairs if pair != (mentor_key, mentee_key)), (mentor_key, mentee_key))
    person = _namesake(namesake) | {"name": mentor if side == "mentor" else mentee}
    pair = {"mentor": mentor, "mentee": mentee, "start": start or None}
    return (side, mentor_key, mentee_key, start), {"side": side, "pair": pair, "person": person}


CARRIED_OVER: dict[str, Callable[[Mapping[str, Any]], Carried | None]] = {
    "choice": _choice,
    "same": _same,
    "different": _different,
    "meant": _meant,
}


def _splits(text: str, separator: str) -> Iterator[tuple[str, str]]:
    """The text parted at each place where the separator stands."""
    for place in (found.start() for found in re.finditer(re.escape(separator), text)):
        yield text[:place], text[place + len(separator) :]


def _parted(text: str, separator: str, first: str, second: str) -> tuple[str, str]:
    """Two names as they were written, known by how they are compared; these keys where no place parts them so."""
    parts = (
        (left, right)
        for left, right in _splits(text, separator)
        if (name_key(left), name_key(right)) == (first, second)
    )
    return next(parts, (first, second))


def _namesake(words: re.Match[str]) -> dict[str, str | None]:
    """«обучающийся, 6Б, 29.07.2014», «педагог, № П-1» → what tells the namesake from the others."""
    birth = words["birth"] or ""
    first = last = None
    if len(birth) == 4:
        first, last = f"{birth}-01-01", f"{birth}-12-31"
    elif birth:
        first = last = dt.datetime.strptime(birth, "%d.%m.%Y").date().isoformat()
    number = words["number"].casefold() if words["number"] else None
    return {
        "table": TABLES[words["list"]], "number": number, "class_name": words["class"],
        "birth": first, "birth_latest": last,
    }  # fmt: skip


def _carry_over_findings(connection: sa.Connection, version: Mapping[str, Any]) -> None:
    """A version whose hash does not agree keeps it: it must not pass for a sound one."""
    rows = connection.execute(sa.select(LISTS.c.name, LISTS.c.content).where(LISTS.c.version == version["id"]))
    lists = {row.name: row.content for row in rows}
    is_sound = _row_hash(version, lists) == version["sha256"]
    try:
        findings = [_finding(old) for old in json.loads(version["findings"])]
    except (ValueError, KeyError, TypeError, AttributeError):
        if is_sound:
            raise
        findings = []  # damaged beyond reading; the store must open all the same to name it
    values = {**version, "findings": canonical(findings)}
    if is_sound:
        values["sha256"] = _row_hash(values, lists)
    connection.execute(sa.update(VERSIONS).where(VERSIONS.c.id == version["id"]).values(values))


def _row_hash(values: Mapping[str, Any], lists: Mapping[str, str]) -> str:
    """The hash over everything a version held at this revision."""
    texts = {column.name: str(values[column.name]) for column in VERSIONS.columns if column.name != "sha256"}
    return sha256(canonical(texts), canonical(dict(lists)))


def _finding(old: Mapping[str, Any]) -> dict[str, Any]:
    """The sentence without its place, and whose row it is in one part or two."""
    keys = ("code", "file", "sheet", "row", "cell", "field", "value")
    person, *mentee = (old["person"] or "").split(" – ", 1)
    field = old["field"] or ""
    is_pair = field.startswith(PAIR_FIELDS) or (not field and mentee)
    whose = {"person": old["person"], "mentor": None, "mentee": None}
    if is_pair and old["person"]:
        whose = {"person": None, "mentor": person, "mentee": mentee[0] if mentee else None}
    where = old.get("where", "")
    text = old["message"].removeprefix(f"{where}: ") if where else old["message"]
    return {key: old[key] for key in keys} | whose | {"text": text}
