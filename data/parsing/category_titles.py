"""Titles of lists → the category of everybody in them: «Список обучающихся с ОВЗ», «Учащиеся, состоящие на учёте ВШУ».

docs/domain.md, «Who counts», «A separate list of a category»: a title that is not plain gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.parsing.cells import Fault, clean, even
from data.parsing.registers import registers_in

SEVERAL = "registers"  # of more registers than one, or of one that the title does not name
RISK_GROUP = "risk_group"

CHILD = (
    r"\b(?:обучающ|учащ|учени[кц]|школьник|ребен|ребят|несовершеннолетн|воспитанник|лицеист|гимназист|кадет|подростк)\w*"
    r"|\b(?:дет(?:и|ей|ям|ях|ьми)|лиц)\b"
)
LIMITED = r"(?:овз|ограниченн\w+ возможност\w+ здоровь\w+)"
PROGRAMME = r"(?:аооп|адаптированн\w+)"
COMMISSION = re.compile(r"\bпмпк\b|психолого-?\s?медико-?\s?педагогическ\w+ комисси\w*")  # no commission of minors
OVZ = re.compile(
    rf"(?:{CHILD}).*\b(?:с|имеющ\w+(?: статус\w*)?) {LIMITED}\b|(?:{CHILD}).*\bпо {PROGRAMME}"
    rf"|^(?:(?:список|списки|реестр|перечень|база|банк данных) )?(?:(?:{CHILD}) )?(?:с )?{LIMITED}$"
)
ON_A_REGISTER = re.compile(
    rf"(?:{CHILD}).*\b(?:состоящ|поставленн|стоящ|находящ)\w+.*\b(?:учет|контрол)|(?:{CHILD}).*\bна .*\bучет"
)
OF_REGISTER = r"(?:вш[ук]|пдн|оду?н|кдн(?: ?и ?зп)?|соп)"
BARE = re.compile(
    r"(?:(?:список|списки|реестр|перечень|на|учет[ае]?|банк данных|в|с) )*"
    rf"{OF_REGISTER}(?:(?:, ?| и |/ ?){OF_REGISTER})*(?: (?:учет|список|на \S+))?"
    rf"|(?:состоящ\w+ )?(?:на )?персонифицированн\w+ учет\w*(?: (?:{CHILD}))?"
)
TIME = re.compile(
    r"(?:\b(?:на|за|по состоянию на) )?\b(?:\d{1,2}\.\d{1,2}\.)?(?:20)?\d\d(?:[-/](?:20)?\d\d)?\s?"
    r"(?:уч\w*\.? ?)?(?:год\w*|г)?\.?$"
)
IN_DANGER = re.compile(rf"(?:{CHILD}).*(?:\bсоп\b|персонифицир|социально[\s-]+опасн)")
OF_RISK_GROUP = re.compile(rf"(?:(?:{CHILD}).*\b|^)групп[аыуе] риска\b")
NAMES_CHILDREN = re.compile(rf"{CHILD}|\bинвалид|\b{LIMITED}\b|\bучет")
OTHERS = re.compile(r"инвалид|одарен|опек|сирот|многодет|мало(?:обеспеч|имущ)|мигрант")  # another category, or more
OF_CATEGORY = re.compile(
    rf"\b(?:{LIMITED}|{PROGRAMME}|{OF_REGISTER})\b|\bучет|персонифицир|опасн\w+ полож|групп\w+ риска"
)
NOT_PLAIN = re.compile(  # of some of them, of those who are no more or not yet in it, of what a list of all tells too
    rf"\bдля (?:\w+ )?(?:{CHILD})|в том числе|в т\.? ?ч\b|кроме|\bбез\b|\bне\b|\bнет\b|\bснят|\bуказан|отмет"
    r"|отмеч|\bдр\.|\bпрочи|\bиные|\bиных|\bвозможно\b|кандидат|претендент|ожидающ|направл|охвач|участв|занят"
    r"|занима|посеща|получа|на дому|прожива|нужда|выпускн|\b(?:гиа|огэ|егэ)\b|лагер|кружк|питани|наставни|наставляем"
    r"|закрепл|сопровожд|подлеж|прибы|выбы|отчисл|\d\s?-\s?\d+\s?(?:-?х )?кл|начальн\w+ (?:класс|школ|звен)"
    r"|мальчик|девоч|юнош|девуш"
)


def category_of_title(texts: Iterable[str]) -> str | None:
    """Returns the field of a pupil that the title of a list, from its lines, sets for everybody in it.

    None where it names none, and an empty text where it names more, others or denies it.
    """
    lines = [text for line in texts if (text := even(clean(line)).strip(" .:,"))]
    categories = {category for text in (*lines, " ".join(lines)) if (category := _category(text)) is not None}
    return (categories.pop() if len(categories) == 1 else "") if categories else None


def category_of_section(text: str) -> str | None:
    """Returns the same of a line within a list, which may be somebody's name: «Сиротина Анна» speaks of no category."""
    category = category_of_title([text])
    return category if category or NAMES_CHILDREN.search(even(clean(text))) else None


def _category(text: str) -> str | None:
    """Returns the field of the category that a text made plain names."""
    text = TIME.sub("", COMMISSION.sub(" ", text)).strip(" .:,-")
    named = registers_in(text)
    registers = set() if named is None or isinstance(named, Fault) else set(named.since)
    is_named = {
        "ovz": bool(OVZ.search(text)),
        SEVERAL: bool(ON_A_REGISTER.search(text) or BARE.fullmatch(text) or IN_DANGER.search(text)),
        RISK_GROUP: bool(OF_RISK_GROUP.search(text)) and not registers,
    }
    if OTHERS.search(text) or (NOT_PLAIN.search(text) and OF_CATEGORY.search(text)):
        return ""
    if not any(is_named.values()):
        return None
    if sum(is_named.values()) > 1 or (is_named["ovz"] and registers):
        return ""
    if is_named[SEVERAL]:
        return registers.pop() if len(registers) == 1 else SEVERAL
    return "ovz" if is_named["ovz"] else RISK_GROUP
