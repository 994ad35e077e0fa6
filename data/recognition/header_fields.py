"""Texts of a header → the fields of a table: by known titles, then by their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from data.contracts import TABLES, fields
from data.contracts.pairs import BOTH
from data.parsing import even, header_key
from data.people_caches import people_cache
from data.recognition.header_lines import is_of_others
from data.recognition.header_variants import of_latest_year, without_plan
from data.vocabulary import REGISTERS, SIDES

HEADERS_REMEMBERED = 4096
SHORTEST_STEM = 3  # letters of a word that is cut short: «уч.» may be anything
LONGEST_MATCHED = 60  # characters of a header that is understood by its words; a longer one is a sentence
OWN_WEIGHT, SHARED_WEIGHT, HINT_WEIGHT = 4, 2, 1  # a header of one table alone says more than a shared one
COUNT_HEADERS = frozenset({"№", "№ п/п", "№ пп", "п/п", "n", "n п/п", "номер", "№ в классе", "пп", "номер п/п"})
MANY_COLUMN_KINDS = frozenset(
    {"ovz", "presence", "register", "registers", "categories"}
)  # several such columns say one thing together
PARTS = {  # a required field that other columns may compose, the first of them at least
    "name": ("surname", "given_name", "patronymic"),
    "class_name": ("grade", "letter"),
}
INSTEAD = {  # a required field → the one that gives it as well
    "mentor": "mentor_number",
    "mentee": "mentee_number",
    "start": "term",
}
PART_OF_NAME = re.compile(  # of one side of a pair, in columns of its own
    r"(?:фамилия|имя|отчество)(?:[ ,и]+(?:имя|отчество))? (?:наставника|наставляемого|подопечного)"
    r"|(?:наставник|наставляемый|подопечный) (?:фамилия|имя|отчество)(?:[ ,и]+(?:имя|отчество))?"
)
NUMBER_OF_COLUMN = re.compile(r" ?(?:№ ?)?\(?\d\)?$|^\d ?(?:-?[йя] )?(?=[^\W\d])")
END_OF_TERM = re.compile(r"(.+) (с|по|до)")  # «Срок действия» over «с» and «по»
BIRTH_TOO = re.compile(r"\bрожд|\bд/р\b|\bгр$")
DAYS = frozenset({"start", "end"})  # of a pair, of which a school may keep the plan and the fact
Columns = dict[str, list[int]]


def carrying(columns: Mapping[str, list[int]], key: str) -> list[int]:
    """Returns the columns that carry a field: its own, else those of its parts, else those of the number."""
    parts = PARTS.get(key, ())
    if key not in columns and key in INSTEAD:
        return columns.get(INSTEAD[key], [])
    if key in columns or not parts or parts[0] not in columns:
        return columns.get(key, [])
    return [column for part in parts for column in columns.get(part, [])]


@cache
def known_headers(table: str) -> dict[str, str]:
    """Returns every spelling of a header → the field it stands for; the first field to claim a spelling keeps it."""
    fields_by_header: dict[str, str] = {}
    for key, spec in fields(table).items():
        for alias in spec.aliases:
            fields_by_header.setdefault(header_key(alias), key)
    return fields_by_header


@cache
def owners() -> dict[str, int]:
    """Returns every spelling → how many tables know it."""
    owners: dict[str, int] = {}
    for table in TABLES:
        for spelling in known_headers(table):
            owners[spelling] = owners.get(spelling, 0) + 1
    return owners


@people_cache
@lru_cache(HEADERS_REMEMBERED)
def _spellings(text: str) -> tuple[str, ...]:
    """Returns a header as it is compared: whole, then without what stands in brackets, then up to a comma."""
    if is_of_others(text):
        return ()
    variants = (text, re.sub(r"\(.*?\)", "", text), re.sub(r"[,(].*", "", text, flags=re.DOTALL))
    return tuple(dict.fromkeys(header_key(variant) for variant in variants))


def spelling_within(text: str) -> str:
    """Returns what stands in the brackets of a header as it is compared: «Состоит на учёте (СОП)» says of which."""
    match = re.search(r"\(([^()]*)\)", text)
    return header_key(match[1]) if match else ""


def _field_of(table: str, text: str) -> tuple[str, str] | None:
    """Returns the field that a header stands for, and the spelling that says so."""
    known = known_headers(table)
    if table == "pairs" and (part := PART_OF_NAME.fullmatch(header_key(text))):
        return ("mentee" if "наставляем" in part[0] or "подопечн" in part[0] else "mentor"), part[0]
    if table == "pairs" and known.get(plain := without_number(text)) in SIDES:
        return known[plain], plain
    if (end := END_OF_TERM.fullmatch(header_key(text))) and known.get(end[1]) == "term":
        return ("start" if end[2] == "с" else "end"), end[0]
    for place, spelling in enumerate(_spellings(text)):
        key = known.get(spelling)
        if key and not (place and fields(table)[key].kind == "name_part"):  # «Фамилия, имя родителя»
            within = known.get(spelling_within(text), "") if key == "registers" else ""
            return (within if within in REGISTERS else key), spelling
    if table == "pairs" and (key := known.get(plain := without_plan(text))) in DAYS:
        return key, plain
    return _abbreviated(table, text)


def without_number(text: str) -> str:
    """Returns a header as it is compared, without its number: «Наставляемый № 2», «2-й наставляемый»."""
    return NUMBER_OF_COLUMN.sub("", header_key(text))


@people_cache
@lru_cache(HEADERS_REMEMBERED)
def _abbreviated(table: str, text: str) -> tuple[str, str] | None:
    """Returns the field whose title a header cuts short («Паралл.», «Дата нач.»), where all such titles are of one.

    The spelling is that of the title.
    """
    words = even(text).split()
    stems = [word.removesuffix(".") for word in words]
    if stems == words or is_of_others(text) or any(len(stem) < SHORTEST_STEM for stem in stems):
        return None
    found = {
        spelling: key
        for spelling, key in known_headers(table).items()
        if len(titles := spelling.split()) == len(stems)
        and not {",", "/"} & set(spelling)  # no list of words
        and all(
            title.startswith(stem) if stem != word else title == stem
            for title, stem, word in zip(titles, stems, words, strict=True)
        )
    }
    return next(((key, spelling) for spelling, key in found.items()), None) if len(set(found.values())) == 1 else None


def _is_part(table: str, key: str, spelling: str) -> bool:
    """Returns whether a header is of a part of a name: several such columns are one name."""
    return table == "pairs" and bool(PART_OF_NAME.fullmatch(spelling)) and fields(table)[key].kind == "name"


class HeaderMatch(NamedTuple):
    """The columns of a table by header, and how surely they are of this table; see `Header`."""

    columns: Columns
    score: int
    rivals: Columns
    by_words: dict[int, str]


def match_header(table: str, offered: Mapping[int, Sequence[str]]) -> HeaderMatch:
    """Matches the texts of a header with the fields of a table.

    Each column offers one or more texts, the likeliest first; all first offers are heard before any second one, and
    known titles before words.
    """
    columns: Columns = {}
    rivals: Columns = {}
    score = 0
    offered = offered if table == "pairs" else of_latest_year(offered)
    taken: set[int] = set()
    for rank in range(max(map(len, offered.values()), default=0)):
        for column, texts in offered.items():
            if column in taken or rank >= len(texts) or not (field := _field_of(table, texts[rank])):
                continue
            key, spelling = field
            if key not in columns:
                score += OWN_WEIGHT if owners().get(spelling, 1) == 1 else SHARED_WEIGHT
            elif fields(table)[key].kind not in MANY_COLUMN_KINDS and not _is_part(table, key, spelling):
                if rank == 0:
                    rivals.setdefault(key, []).append(column)
                continue
            columns.setdefault(key, []).append(column)
            taken.add(column)
    both = _both_sides(offered) if table == "pairs" and not {"mentor", "mentee"} & columns.keys() else None
    if both is not None:
        columns |= {"mentor": [both], "mentee": [both]}
        taken.add(both)
    by_words = _match_by_words(table, columns, offered, taken)
    score += HINT_WEIGHT * len(by_words)
    if both is not None:
        by_words[both] = "mentor"
    if _holds_births(columns, offered):
        columns["birth"] = list(columns["name"])
    return HeaderMatch(columns, score, rivals, by_words)


def _match_by_words(
    table: str, columns: Columns, offered: Mapping[int, Sequence[str]], taken: Collection[int]
) -> dict[int, str]:
    """Gives the columns whose headers tell a field by their words to the fields that no title gives."""
    by_words: dict[int, str] = {}
    for column, texts in offered.items():
        key = None if column in taken else next(filter(None, (field_by_words(table, text) for text in texts)), None)
        if key and not carrying(columns, key):
            columns[key] = [column]
            by_words[column] = key
    return by_words


def _both_sides(offered: Mapping[int, Sequence[str]]) -> int | None:
    """Returns the column whose cells name both of a pair: «Наставническая пара»."""
    return next((column for column, texts in offered.items() if BOTH.search(header_key(texts[0]))), None)


def _holds_births(columns: Columns, offered: Mapping[int, Sequence[str]]) -> bool:
    """Returns whether the names stand with the births in one cell: «Ф.И.О., дата рождения»."""
    names = columns.get("name", [])
    return "birth" not in columns and len(names) == 1 and bool(BIRTH_TOO.search(header_key(offered[names[0]][0])))


@people_cache
@lru_cache(HEADERS_REMEMBERED)
def field_by_words(table: str, text: str) -> str | None:
    """Returns the first field of a table whose words stand in a header; None for what is of others, and for titles."""
    spelling = header_key(text)
    is_title = len(spelling) > LONGEST_MATCHED or re.search(r"\d", spelling)
    if is_title or is_of_others(text) or spelling in COUNT_HEADERS:
        return None
    return next((key for key, spec in fields(table).items() if spec.words and re.search(spec.words, spelling)), None)
