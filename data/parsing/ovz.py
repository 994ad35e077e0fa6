"""ОВЗ by what means ОВЗ, and by nothing else: health is not guessed (docs/domain.md, «Who counts», «ОВЗ»)."""

from __future__ import annotations

import datetime as dt
import re

from data.parsing.cells import Context, Fault, clean, even, formula_error
from data.parsing.dates import DATE_IN_TEXT, MONTH, day_of
from data.parsing.flags import YES, yes_or_no
from data.parsing.time_spans import Span, months_in, span_of
from data.parsing.words_beside_registers import is_yet_to_come
from data.periods import SCHOOL_YEAR_STARTS, months_later
from data.spreadsheets.sheet import Cell

UNCLEAR = Fault("bad_flag", "непонятно, есть ли ОВЗ")
BETWEEN_PARTS = re.compile(r"[,;/()\n+]|\s(?:и|а также)\s|\s-\s")
PROGRAMME_CODE = r"[1-8]\.[1-4](?:\.[1-4])?"  # of an adapted programme
DAY = r"(?:от\s)?\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?:\s?г\.?)?"
NUMBER = r"(?:[№n]\s?)?\d{1,6}(?:[-/]\d{1,4})*(?:-?[а-я])?"
DOUBT = re.compile(
    r"\?|уточн|наверн|\bвозможно\b|вероятн|может|под вопрос|неизвестн|ожида|жде[тм]|направл|планир|подозрен|на рассмотр"
    r"|заявлен|предварит|\bпредв\b|предполож|оформл|проход[ия]т|обследу|консультац"
    r"|(?:^|[(,;] ?)(?:на|в|к|для) [тц]?пмпк\b"
)
WAS = re.compile(
    r"\bбыл[аои]?\b|\bранее\b|\bпрежде\b|\bбывш|\bснят|\bотмен|\bистек|\bпрекращ|\bзакончил"
    r"|\bотказ|\bв прошл|\bперев[ео]д\w* на\b|\bдо \d{1,2}(?:-?го)? кл"
)
UNTIL = re.compile(
    r"(?:\b(?:до|по) |(?<=[./]\d{4}) ?- ?)"
    rf"(\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})|(?:\d{{1,2}}[./]|{MONTH}\.? )?(?:19|20)\d\d)(?![./]?\d)"
)
IN_YEAR = re.compile(r"\bв ((?:19|20)\d\d)\b")
YEARS = re.compile(r"(?<![№\d./-])(?<!№ )20\d\d ?[-/] ?(?:20)?(\d\d)(?![-./]?\d)")
LASTING = re.compile(  # «ПМПК от 01.09.2019 на 2 года»
    r"\b(?:на|срок\w*(?: действия)?:?(?: на)?|действ\w+) (?:(\d|один|одного|два|две|двух|три|трех|четыре|пять)\s?)?"
    r"(год\w*|лет|мес\w*)"
)
A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
A_SPELLING = re.compile(r"\b(у)/(о)\b", re.IGNORECASE)  # no two words
DENIAL = (
    r"нет|не (?:имеет(?:ся)?|является|состоит|относится|нуждается|требуется|выявлен[оаы]?|установлен[оаы]?"
    r"|подтвержден[оаы]?|был[оаи]?|овз)|без|отсутству[юе]т|отказ(?:ал\w*|ано)?|снят[аоы]?"
)
DENIED = (
    r"ребенка?|обучающ\w+|статус[ао]?м?|с|со|в|на|о|от|овз|пмпк|аооп|заключени[яе]|особенност\w+|ограничени\w+|учет\w*"
)
NO = re.compile(
    rf"(?:(?:овз|аооп|статуса?|пмпк)(?: ?[:-] ?| ))?(?:{DENIAL})(?: (?:{DENIED}|{DAY}))*"
    r"|(?:практически )?здоров[аы]?|норм[аы]|норма развития|(?:по )?ооп(?: (?:ноо|ооо|соо))?|(?:ноо|ооо|соо)"
    r"|(?:основная )?(?:обще)?образовательная(?: программа)?"
    r"|общеобразовательн(?:ый|ая|ое)(?: (?:класс|программа|обучение))?"
)
YES_WORD = re.compile(
    r"овз|аооп|аоп|пмпк|тпмпк|цпмпк|зпр|тнр|онр|ффнр?|фнр|рас|нода|дцп|уо|ууо|иу|ин|тмнр|смнр|снр|ки|снд"
    r"|аутизм\w*|аутист\w*|аутич\w*|умственн\w+|слеп\w+|слабовид\w+|незряч\w+|глух\w+|позднооглох\w+|слабослыш\w+|тугоух\w+"
    r"|рда|наруш\w+|задержк\w+|отстал\w+|недоразвит\w+|имплант\w+|дизартри\w+|алали\w+|заикани\w+|дисграфи\w+|дислекси\w+"
    r"|адаптированн\w+|коррекционн\w+"
)
BESIDE = re.compile(  # words that say nothing of their own beside the ones above
    r"да|есть|имеет(?:ся)?|состоит|статус|стат|ребенок|дети|обуч|обучающ\w+|учащ\w+|ученик\w*|с|со|по|для|при|от|до|в|на|№|г|год\w*"
    r"|закл|закл-е|заключ\w*|решени\w+|протокол\w*|справк\w+|подтвержден\w*|выдан\w*|действу\w+|срок\w*|бессрочн\w+"
    r"|вар|вариант\w*|вид\w*|тип\w*|класс\w*|групп\w+|степен\w+|уров\w+|форм\w+|программ\w+|обучени\w+|образовани\w+"
    r"|основн\w+|общеобразовательн\w+|образовательн\w+|ноо|ооо|соо|до|начальн\w+|общ\w+|основной"
    r"|легк\w+|умеренн\w+|тяжел\w+|глубок\w+|выраженн\w+|сложн\w+|множественн\w+|стойк\w+|систем\w+|первичн\w+|вторичн\w+"
    r"|психическ\w+|психо-?речев\w+|речев\w+|речи|развити\w+|интеллект\w*|слух\w*|зрени\w+|опорно-?двигательн\w+|аппарат\w*"
    r"|расстройств\w+|аутистическ\w+|спектр\w*|кохлеарн\w+|письм\w+|чтени\w+|звукопроизношени\w+|дефект\w*|поведени\w+"
    r"|эмоционально-?волев\w+|сфер\w+|функци\w+|ограниченн\w+|возможност\w+|здоровь\w+"
    r"|инвалид\w*|ребенок-инвалид|детск\w+|ранн\w+|дома|домашн\w+|надомн\w+|индивидуальн\w+|инклюзивн\w+|i{1,3}|iv|vi{0,3}"
)
KIND = re.compile(r"(?:i{1,3}|iv|vi{0,3}|[1-8])(?:\s?-?й)?\sвид[а]?")  # of a special school: VII is ЗПР
SPELT_OUT = re.compile(r"ограниченн\w+ возможност\w+ здоровь\w+")
WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|№")
A_DIGIT = re.compile(r"\d")  # a code of something, no number of a conclusion
A_DAY_OR_NUMBER = re.compile(rf"(?:{NUMBER}|{DAY}|{NUMBER}\s{DAY})")


def read_ovz(cell: Cell, context: Context) -> bool | Fault | None:
    """Returns whether a cell of an ОВЗ column says ОВЗ; None where nothing stands, a fault where it says neither.

    A yes, a code of an adapted programme, a group of ПМПК's, the number or the day of a conclusion mean ОВЗ.
    """
    answer = yes_or_no(cell)
    if not isinstance(answer, Fault):
        return answer
    if isinstance(cell, dt.date):
        day = day_of(cell)
        return UNCLEAR if isinstance(day, dt.date) and day > context.as_of else True
    if fault := formula_error("bad_flag", cell):
        return fault
    text = even(clean(cell)).strip(" .!")
    if A_DAY_OR_NUMBER.fullmatch(text):
        return UNCLEAR if A_DIGIT.fullmatch(text) or is_of_another_time(text, context.as_of) else True
    meaning = ovz_of(text)
    return UNCLEAR if meaning is None or is_of_another_time(text, context.as_of) else meaning


def is_of_another_time(text: str, as_of: dt.date) -> bool:
    """Returns whether what a text made plain says has run out by the date of the data, or is yet to come."""
    if _is_past(text, as_of):
        return True
    since = UNTIL.sub(" ", text)
    days = map(day_of, DATE_IN_TEXT.findall(since))
    return is_yet_to_come(since, as_of) or any(isinstance(day, dt.date) and day > as_of for day in days)


def _is_past(text: str, as_of: dt.date) -> bool:
    """Returns whether a text made plain says until when, and the date of the data is not before: «ЗПР до 2023»."""
    for told in UNTIL.findall(text):
        span = None if told.isdecimal() else span_of(told, Context(as_of))
        if int(told) <= as_of.year if told.isdecimal() else isinstance(span, Span) and span.first <= as_of:
            return True
    if (last := _last_day(text)) and last < as_of:
        return True
    if any(int(year) < as_of.year for year in IN_YEAR.findall(text)):
        return True
    school_year_ends = as_of.year + ((as_of.month, as_of.day) >= SCHOOL_YEAR_STARTS)
    return any(2000 + int(year) < school_year_ends for year in YEARS.findall(text))


def _last_day(text: str) -> dt.date | None:
    """Returns the day on which what a text says runs out by the length that it tells beside its only day or year."""
    length, days, years = LASTING.search(text), DATE_IN_TEXT.findall(text), A_YEAR.findall(text)
    since = day_of(days[0]) if len(days) == 1 else None
    if not days and len(years) == 1:
        since = dt.date(int(years[0]), 12, 31)
    if not length or not isinstance(since, dt.date):
        return None
    return months_later(since, months_in(length[1] or "", length[2]))


def ovz_of(text: str) -> bool | Fault | None:
    """Returns what a text made plain says of ОВЗ; None where it does not speak of it."""
    text = A_SPELLING.sub(r"\1\2", text)
    if DOUBT.search(text):
        return UNCLEAR if speaks_of_ovz(text) else None
    if NO.fullmatch(text):
        return False
    parts = [part.strip(" .-") for part in BETWEEN_PARTS.split(text) if part.strip(" .-")]
    meanings = {part: _of_part(part) for part in parts}
    answers = set(meanings.values()) - {None}
    unread = any(meaning is None and speaks_of_ovz(part) for part, meaning in meanings.items())
    is_denied_yes = False in answers and not YES.isdisjoint(meanings)  # «да/нет», «да (снят)»
    if unread or is_denied_yes or len(answers) > 1 or (True in answers and WAS.search(text)):
        return UNCLEAR
    return answers.pop() if answers else None


def _of_part(part: str) -> bool | None:
    """Returns what one part of a text says of ОВЗ; None where it is of something else or not understood."""
    if NO.fullmatch(part):
        return False
    rest = re.sub(rf"{DAY}|{PROGRAMME_CODE}|[№n]\s?\d[\w/-]*|\d+", " ", SPELT_OUT.sub("овз", part))
    words = [word.strip(".") for word in WORDS.findall(rest)]
    if any(not (YES_WORD.fullmatch(word) or BESIDE.fullmatch(word)) for word in words):
        return None
    if any(YES_WORD.fullmatch(word) for word in words):
        return True
    return True if re.search(rf"(?<!\d)(?<!\d\.){PROGRAMME_CODE}(?![\d.])", part) or KIND.fullmatch(part) else None


def speaks_of_ovz(text: str) -> bool:
    """Returns whether a text made plain mentions ОВЗ or a word that means it."""
    return any(YES_WORD.fullmatch(word) for word in WORDS.findall(SPELT_OUT.sub("овз", text)))
