"""Words that tell of health, of registers or of the police: free text that has them does not leave the school unseen.

The municipal base has no column for them (domain.md, «The official bases»). A needless question costs a glance, a
missed word a child's secret: where a word may mean either it is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from data.meaning.cells import clean, even

SHORTENINGS = (
    "овз", "зпр", "зпрр", "тнр", "тмнр", "нода", "аооп", "пмпк", "дцп", "сдвг", "онр", "рас", "рда", "мсэ", "ипра",
    "соп", "пдн", "одн", "кдн", "вшу", "вшк",
)  # fmt: skip
NOT_BEFORE, NOT_AFTER = r"(?<![а-яa-z])", r"(?![а-яa-z])"
BETWEEN_LETTERS = r"[\s.\-/_·]{1,3}"
DIGITS_ALIKE = {"о": "[о0]", "з": "[з3]"}  # «0B3»
WITH_ENDINGS = frozenset({"овз", "зпр", "тнр", "аооп", "пмпк", "дцп", "кдн"})  # «КДНиЗП», «ЗПРовец»; no word begins so
STEMS = (
    r"уо", r"у/о",
    r"[oо]vz", r"z[pр]r", r"[pр][mм][pр][kк]", r"[aа][oо]{2}[pр]",  # links are in Latin; its look-alikes were changed
    r"инвалид\w*", r"ограниченн\w* возможност\w*", r"возможност\w* здоровья", r"состояни\w* здоровья",
    r"(?:по|проблем\w* (?:со|с)|групп\w*|нарушени\w*) здоровь\w*", r"заболевани\w*", r"болезн(?:ь|и|ью)",
    r"диагноз\w*", r"аутизм\w*", r"аутист\w*", r"аутич\w*", r"эпилепси\w*", r"шизофрени\w*", r"синдром\w*",
    r"дислекси\w*", r"дисграфи\w*", r"заикани\w*", r"слабослыш\w*", r"слабовид\w*", r"тугоух\w*", r"незряч\w*",
    r"психиатр\w*", r"нарколог\w*", r"психоневролог\w*", r"умственн\w* отстал\w*",
    r"интеллектуальн\w* (?:нарушени|недостаточност)\w*",
    r"задержк\w* (?:психич|речев|развити|умствен)\w*",
    r"нарушени\w* (?:слуха|зрения|речи|интеллект|развити|опорно|поведени|психик)\w*", r"опорно-двигательн\w*",
    r"особ(?:[а-я]{2}|ого|ому|ыми) (?:образовательн\w* потребност|ребен|дет)\w*", r"дефект\w*", r"коррекцион\w*",
    r"коррекци\w* (?:реч|поведен|развит|псих)\w*", r"адаптированн\w* (?:\w+ ){0,3}программ\w*",
    r"(?:вариант\w*|программ\w*|аооп|аоп)\W{0,3}[5-8]\.[1-4](?!\d)", r"психолого-медико\w*",
    r"(?:надомн|домашн)\w* обучени\w*", r"обучени\w* на дому",
    r"соц(?:иально|\.)?[\s.\-]*опасн\w*", r"опасн\w* положени\w*", r"неблагополучн\w*",
    r"персонифицированн\w* (?:\w+ ){0,2}учет\w*", r"групп\w* (?:\w+ )?риска", r"трудн\w* жизненн\w* ситуаци\w*",
    r"полици(?:я|и|ю|ей|ейск\w*)", r"милици(?:я|и|ю|ей)", r"по делам несовершеннолетн\w*", r"правонаруш\w*",
    r"судимост\w*", r"внутришкольн\w* (?:учет|контрол)\w*", r"профилактическ\w* учет\w*",
    r"на (?:[а-я]+ )?учете", r"(?:постав|став|пристав|взят|принят)\w* (?:[а-я]+ ){0,2}на (?:[а-я]+ ){0,2}учет",
    r"(?:снят|снима)\w* (?:[а-я]+ ){0,2}с (?:[а-я]+ ){0,2}учета", r"с (?:[а-я]+ )?учета снят\w*",
    r"состо(?:ит|ят|ял[аи]?|ящ\w+) (?:[а-я]+ ){0,2}(?:на )?учет\w*", r"девиантн\w*",
)  # fmt: skip
NOT_MEANT = re.compile(r"(?:обработ|защит)\w* пдн")  # «согласие на обработку ПДн»: personal data
INITIALS = re.compile(r"(?<=\w)\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?$")  # «Иванова У. О.» is a name


def _shortening(letters: str) -> str:
    """The letters together, perhaps with look-alike digits and an ending, or apart: «О.В.З.», «о в з»."""
    together = "".join(DIGITS_ALIKE.get(letter, letter) for letter in letters)
    return together + (r"\w*" if letters in WITH_ENDINGS else "") + "|" + BETWEEN_LETTERS.join(letters)


SENSITIVE = re.compile(
    NOT_BEFORE + "(?:" + "|".join((*map(_shortening, SHORTENINGS), *STEMS)) + ")" + NOT_AFTER,
)


def is_sensitive(text: str) -> bool:
    """Whether a text may tell of somebody's health or of a register."""
    written = unicodedata.normalize("NFKC", unquote(clean(text)))
    plain = "".join(letter for letter in written if unicodedata.category(letter) not in ("Mn", "Cf", "Cc"))
    return bool(SENSITIVE.search(NOT_MEANT.sub("", even(plain))))


def is_sensitive_name(name: str) -> bool:
    """The same of what stands where a name is due; initials at its end are no shortening."""
    return is_sensitive(INITIALS.sub("", clean(name)))
