"""Words that tell of health, of registers or of the police: free text that has them does not leave the school unseen.

The municipal base has no column for them (docs/domain.md, «The official bases»). A needless question costs a glance, a
missed word a child's secret: where a word may mean either it is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote

from data.parsing.cells import clean, even

SHORTENINGS = (
    "овз", "зпр", "зпрр", "зрр", "тнр", "тмнр", "нода", "аоп", "аооп", "пмпк", "тпмпк", "цпмпк", "ппк", "дцп", "сдвг",
    "онр", "снр", "ффн", "ффнр", "опфр", "ммд", "рас", "рда", "мсэ", "мсэк", "ипра", "вич", "соп", "тжс", "пдн", "одн",
    "кдн", "вшу", "вшк", "цвснп",
)  # fmt: skip
NOT_BEFORE, NOT_AFTER = r"(?<![а-яa-z])", r"(?![а-яa-z])"
BETWEEN_LETTERS = r"[\s.\-/_·]{1,3}"
DIGITS_ALIKE = {"о": "[о0]", "з": "[з3]"}  # «0B3»
WITH_ENDINGS = frozenset(  # «КДНиЗП», «ЗПРовец»; no word begins so
    {"овз", "зпр", "тнр", "аоп", "аооп", "пмпк", "тпмпк", "цпмпк", "дцп", "кдн", "тжс"}
)
VARIANT = r"(?<!\d)[1-8]\s?[.,]\s?[1-4](?![.,]?\d)"  # of a programme for ОВЗ: «5.2» is one of speech disorders
ROMAN = r"(?:v[iіпш]{0,3}|у[iіпш]{1,3}|[iіпш]{1,3}v?)"  # also as a keyboard without Latin letters has it: «VШ»
ENDING = r"[\s\-]*(?:(?:го|ого|й|ый|ой|его|ий)[\s\-]*)?"
KIND = r"вид(?:а|у|ом|е)?(?! (?:спорт|деятельност|искусств|транспорт))"  # «школа VIII вида»
STEMS = (
    r"уо", r"у/о",
    r"[oо]vz", r"z[pр]r", r"[tтcс]?[pр][mм][pр][kк]", r"[aа][oо]{1,2}[pр]",  # links are Latin, its look-alikes changed
    r"инвалид\w*", r"ограниченн\w* возможност\w*", r"возможност\w* здоровья", r"состояни\w* здоровья",
    r"(?:по|проблем\w* (?:со|с)|групп\w*|нарушени\w*) здоровь\w*", r"заболевани\w*", r"болезн(?:ь|и|ью)",
    r"диагноз\w*", r"аутизм\w*", r"аутист\w*", r"аутич\w*", r"эпилепси\w*", r"шизофрени\w*", r"синдром\w*",
    r"дислекси\w*", r"дисграфи\w*", r"заика\w*", r"слабослыш\w*", r"слабовид\w*", r"тугоух\w*", r"незряч\w*",
    r"психиатр\w*", r"нарколог\w*", r"психоневролог\w*", r"умственн\w* отстал\w*",
    r"интеллектуальн\w* (?:нарушени|недостаточност)\w*",
    r"задержк\w* (?:психич|речев|развити|умствен)\w*",
    r"нарушени\w* (?:слуха|зрения|речи|интеллект|развити|опорно|поведени|психик)\w*", r"опорно-двигательн\w*",
    r"особ(?:[а-я]{2}|ого|ому|ыми) (?:образовательн\w* потребност|ребен|дет)\w*",
    r"особенн(?:[ыо][а-я]{1,2}|ая|ую) (?:реб|дет)\w*",
    r"особенност\w* (?:в )?(?:[а-я\-]+ ){0,2}(?:развити|здоровь)\w*",
    r"(?:дет|ребен|подрост|обучающ|учени|мальчик|девочк|девушк|юнош|сын|доч)\w* с особенност\w*",
    r"дефект\w*", r"коррекцион\w*",
    r"коррекци\w* (?:реч|поведен|развит|псих)\w*", r"адаптированн\w* (?:\w+ ){0,3}программ\w*",
    rf"(?:по|вар|вариант\w*|программ\w*|аооп|аоп|фгос|обуча\w*|учится)\W{{0,3}}{VARIANT}",
    rf"{VARIANT}[\s\-]*вариант\w*",
    rf"{ROMAN}{ENDING}{KIND}", rf"(?<!\d)(?:[15-8]|[2-4](?! ?вида)){ENDING}{KIND}",
    rf"(?:перв|втор|трет|четверт|пят|шест|седьм|восьм)(?:ый|ой|ий|ого|ьего|ому|ьему|ым|ьим|ом|ьем) {KIND}",
    r"психолого-медико\w*",
    r"(?:надомн|домашн)\w* обучени\w*", r"обучени\w* на дому",
    r"соц(?:иально|\.)?[\s.\-]*опасн\w*", r"опасн\w* положени\w*", r"неблагополучн\w*",
    r"персонифицированн\w* (?:\w+ ){0,2}учет\w*", r"групп\w* (?:\w+ )?риска", r"трудн\w* жизненн\w* ситуаци\w*",
    r"полици(?:я|и|ю|ей|ейск\w*)", r"милици(?:я|и|ю|ей)", r"по делам несовершеннолетн\w*", r"правонаруш\w*",
    r"(?:не)?судим(?:[аы]|ы[а-я]{1,2}|ого|ому|ост\w*)?",
    r"осужден(?:а|ы|н\w+)?", r"условн\w* (?:срок|осужд|наказан)\w*", r"уголовн\w*", r"приговор(?:ен|ил)\w*",
    r"(?:у|с|со|от|к) (?:[а-я]+ )?инспектор\w*", r"участков(?:ый|ого|ому|ым|ом)",
    r"на (?:особ\w+ |строг\w+ |школьн\w+ )?контроле", r"(?:в|из) (?:[а-я]+ ){0,3}банк\w* данных",
    r"(?:муниципальн|районн|городск|областн|краев|республиканск|региональн|един)\w* банк\w* данных",
    r"банк\w* данных (?:[а-я]+ ){0,3}(?:семь|семей|дет|несовершеннолетн)\w*",
    r"внутришкольн\w* (?:учет|контрол)\w*", r"профилактическ\w* учет\w*",
    r"на (?:[а-я\-]+ )?учет[еу]?", r"на (?:[а-я]+ ){0,2}учет (?:[а-я]+ ){0,2}(?:постав|став|взят|принят|попал)\w*",
    r"(?:постав|став|пристав|взят|принят)\w* (?:[а-я]+ ){0,2}на (?:[а-я]+ ){0,2}учет",
    r"(?:снят|снима)\w* (?:[а-я]+ ){0,2}с (?:[а-я]+ ){0,2}учета", r"с (?:[а-я]+ )?учета снят\w*",
    r"состо(?:ит|ят|ял[аи]?|ящ\w+) (?:[а-я]+ ){0,2}(?:на )?учет\w*", r"девиантн\w*",
)  # fmt: skip
NOT_MEANT = re.compile(  # nothing else of the text is let through with these words
    "|".join(
        (
            r"(?:обработ|защит)\w* пдн",  # «согласие на обработку ПДн»: personal data
            r"(?<!\w)отдел(?:а|у|ом|е)? уо(?!\w)", r"(?<!\w)уо администраци\w*",  # управление образования
            r"проект(?:а|у|ом|е)? [«\"„“]полиция(?!\w)",  # a title
            r"синдром\w* (?:самозван|отлични)\w*",  # no diagnosis
            r"(?:волонтер|доброволец|добровольц)\w* (?:[а-я]+ )?в дом(?:е|ах) инвалидов(?!\w)",
        )
    )
)  # fmt: skip
INITIALS = re.compile(r"(?<=\w)\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?$")  # «Иванова У. О.» is a name


def _shortening(letters: str) -> str:
    """Returns the letters together, perhaps with look-alike digits and an ending, or apart: «О.В.З.», «о в з»."""
    together = "".join(DIGITS_ALIKE.get(letter, letter) for letter in letters)
    return together + (r"\w*" if letters in WITH_ENDINGS else "") + "|" + BETWEEN_LETTERS.join(letters)


SENSITIVE = re.compile(
    NOT_BEFORE + "(?:" + "|".join((*map(_shortening, SHORTENINGS), *STEMS)) + ")" + NOT_AFTER,
)


def is_sensitive(text: str, words: Sequence[str] = ()) -> bool:
    """Returns whether a text may tell of health or of a register, or holds one of the further `words` (patterns)."""
    written = unicodedata.normalize("NFKC", unquote(clean(text)))
    plain = "".join(letter for letter in written if unicodedata.category(letter) not in ("Mn", "Cf", "Cc"))
    found = even(plain)
    if any(re.search(f"{NOT_BEFORE}(?:{word}){NOT_AFTER}", found) for word in words):
        return True
    return bool(SENSITIVE.search(NOT_MEANT.sub(" ", found)))


def is_sensitive_name(name: str, words: Sequence[str] = ()) -> bool:
    """Returns the same of what stands where a name is due; initials at its end are no shortening."""
    return is_sensitive(INITIALS.sub("", clean(name)), words)
