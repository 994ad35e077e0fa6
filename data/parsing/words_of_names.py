"""Words that may be of a name: surnames and initials; and those of positions and organisations, which are none."""

from __future__ import annotations

import re
from functools import lru_cache

from data.parsing.cells import AN_APOSTROPHE, SPELLINGS_REMEMBERED, even
from data.parsing.names import name_key
from data.people_caches import people_cache

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*\.?")
INITIAL = re.compile(r"[^\W\d_]\.?")
PARTICLES = frozenset({"оглы", "оглу", "кызы", "гызы", "угли", "улы", "кизи", "заде", "фон", "ван", "де", "ибн", "бек"})
POSITION = re.compile(  # whole words: «Педагогова», «Молодцов» and «Мастеров» are surnames
    r"учител(?:ь|я|ьница)|педагога?|преподавател(?:ь|ьница)|воспитател(?:ь|ьница)|директора?|заместитель|зам|завуч|классн(?:ый|ая|ого)"
    r"|кл|рук|руководител(?:ь|я)|психолог|логопед|дефектолог|социальный|соц|соцпедагог|педпсихолог|тьютор|методист|библиотекарь|вожат(?:ый|ая)|советник"
    r"|организатор|мастер|тренер|инструктор|студент(?:ка|а|ки)?|обучающ(?:ийся|аяся|егося|ейся)|учащ(?:ийся|аяся|егося|ейся)"
    r"|учени(?:к|ка|ца|цы)|уч|наставник|наставляем(?:ый|ая)|педагог-[а-я]+|старш(?:ий|ая)|молод(?:ой|ая)|специалист|по|увр|вр"
    r"|начальных|классов|русского|языка|литературы|математики|физики|химии|биологии|истории|обществознания|географии|информатики"
    r"|физкультуры|физической|культуры|музыки|технологии|изо|обж|английского|иностранного|выпускни(?:к|ца)|сотрудник|инженер"
    r"|работник|работодател(?:ь|я)|вуза?|колледжа?|предприяти[ея]|ип|ооо"
)
ORGANISATION = re.compile(  # where somebody works or studies, behind the name: «Громов Пётр, ООО «Рассвет»»
    r"[«\"“]|\b(?:[озп]?ао|ооо|нко|мчс|г[бк]у|мб[оу]у|мбоу|фг[бк]оу|(?:завод|банк|центр|театр|отдел|комбинат|университет|институт"
    r"|колледж|техникум|холдинг)[ае]?|(?:фабрик|фирм|школ|больниц|поликлиник|библиотек)[аыие]|(?:компани|академи|организаци"
    r"|администраци|полици|корпораци)[яи]|(?:училищ|агентств)[еоа]|(?:предприяти|управлени)[ея]|(?:лице|музе)[йяе]"
    r"|(?:сов|кол)хоза?)\b",
    re.IGNORECASE,
)
FEWEST_LETTERS = 2  # of a surname


def is_surname(word: str) -> bool:
    plain = word.strip(".")
    return (
        len(plain) >= FEWEST_LETTERS
        and (plain.isupper() or not plain[-1].isupper())  # «ВоГУ» is no surname
        and has_capital(plain)
        and not is_position(even(plain))
        and not word.endswith(".")
    )


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def is_position(word: str) -> bool:
    """Returns whether a word, as it is compared, is one of a position."""
    return bool(POSITION.fullmatch(word.strip(".")))


def belongs_to_name(word: str, capital: bool, inside: bool) -> bool:
    plain = word.strip(".")
    if is_position(even(plain)) and not (word.endswith(".") and len(plain) == 1):
        return False
    if len(plain) == 1:
        return plain.isupper() or word.endswith(".")
    return has_capital(plain) or not capital or (inside and even(plain) in PARTICLES)


def has_capital(word: str) -> bool:
    """Returns whether a word is written as a name: «Иванов», «д'Артаньян»."""
    return word[0].isupper() or ("'" in AN_APOSTROPHE.sub("'", word) and not word.islower())


def adjoin(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Returns whether only blanks stand between two words."""
    return not text[first.end() : second.start()].strip(" .")


def name_words(name: str) -> tuple[str, ...]:
    """Returns the words of a name as they are compared, initials as letters: «Иванова А. П.» → (иванова, а, п)."""
    plain = name_key(name)
    return tuple(plain.replace(".", " ").split())
