"""Words beside a register: that leave it open, that deny it, that another person is meant, that it is yet to come.

docs/domain.md, «Who counts», «At risk»: of the data bank itself only words that are known leave nothing open.
"""

from __future__ import annotations

import datetime as dt
import re

from data.parsing.dates import DATE_IN_TEXT, MONTH, day_of, month_named

UNTIL = re.compile(rf"\b(?:до|по) (?={DATE_IN_TEXT.pattern})")
REMOVED = re.compile(r"\b(?:снят(?!и)|исключен|выведен)")
ALL_REMOVED = re.compile(
    r"^\s*(?:пдн|вш[ук]|кдн(?: ?и ?зп)?|одн|соп) (?:снят(?!и)|исключен|выведен)|\bсняты\b"
)  # «СОП/ПДН снят»: of one of them or of all
ENTERED = re.compile(r"\b(?:поставлен|состоит|стоит|сейчас|теперь|переведен)")
IS_NO = re.compile(
    r"(?:(?:[:-]|\b) ?(?:нет|отсутствует|не (?:состоит|стоит|числится|находится|имеется))|(?<=[а-я]) ?[:-]? ?0)[ .)]*$"
)  # «СОП: нет»
WAS = re.compile(  # «была, снята 01.09.2023», and nothing behind it
    rf"(?:был[аи]?|(?:со)?стоял[аи]?)(?: на учете)?[, ]+снят[аы]?(?: с учета)?(?: (?:{DATE_IN_TEXT.pattern}))?[ .г]*"
)
NOT_OFF = r"\bне (?:снят|исключ|вывед|закрыт|прекращ)|\bснят[иь]"  # somebody who is still on it, or may be
NOT_KNOWN = (
    r"\bне (?:подтвер|установл|определ|знаю|ясн|понятн|уверен|извест|решен)"
    r"|\bнет (?:сведен|информац|данных|ответа|решен)"
)
LEFT_OPEN = re.compile(  # it was so, it may be, somebody thinks of it, or it lasted from a year to another
    r"\?|\bбыл[аи]?\b|\bранее\b|\bпрежде\b|\bбывш|\b(?:со)?стоял|\bсним|\bснял|\bпрекращ|\bзакрыт|\bзаверш|\bистек|\bокончен"
    r"|\bкандидат|\bпланир|\bрассм|\bвопрос|\bвозможн|\bвероятн|\bуточн|\bожида|\bнаправл|\bподготов|\bготов|\bходатайств"
    r"|\bпредлож|\b(?:до|по|в) (?:19|20)\d\d|(?<![№\d/-])(?<!№ )\b20\d\d ?[-/] ?(?:20)?\d\d\b|-$"
    r"|\bотказ|\bотмен|\bаннулир|\bошиб|\bприостан|\bбуд[еу]т\b|\bвыш(?:ел|ла|ли)\b|\bреабилит|\bпрошл|\bпрежн|\bпровер[кя]"
    rf"|\u2192|[=-]>|{NOT_OFF}|{NOT_KNOWN}"
)
NO_IN_DOUBT = re.compile(
    r"\?|\bда\b|\bотказ|\bбуд[еу]т\b|\bпланир|\bуточн|\bвозможн|\bвероятн|\bожида|\bошиб|\bрассм"
    rf"|{NOT_OFF}|{NOT_KNOWN}"
)
OF_FAMILY = re.compile(
    r"\b(?:мат(?:ь|ери)|мам[аыу]|от(?:ец|ца|чим)|пап[аыу]|родител\w*|брат\w*|сестр\w*|опекун\w*|бабушк\w*|дедушк\w*|мачех\w*)\b"
)
LONE_DOUBT = re.compile(  # «вероятно, СОП»
    r"вероятно|возможно|предположительно|наверное|под вопросом|уточн\w*|ранее|раньше|прежде|был[аио]?|бывш\w*|планир\w*"
    r"|не подтвержд\w*|\?+"
)
A_NUMBER = re.compile(r"№ ?[\w/-]+")
REASON = re.compile(r"\bза .*$")  # «за драку»
SINCE_TIME = re.compile(rf"\b(?:с|со|от) (?:{MONTH}\.? |\d{{1,2}}[./])?(?:19|20)\d\d\b")
NUMERIC_MONTH = re.compile(r"(?<![\d./])(\d{1,2})[./]((?:19|20)\d\d)(?![./\d])")
A_TIME = re.compile(
    rf"\b(?:(?=[а-я]{{3}})({MONTH})\b\.?(?: ?((?:19|20)\d\d)\b)?|(?<![\d./-])((?:19|20)\d\d)\b(?![./-]\d))"
)
WORD = re.compile(r"[^\W\d_]+")
KNOWN = re.compile(  # beside the data bank; any other word may deny it or doubt it
    r"соп|персонифиц\w*|социальн\w*|соц|опасн\w*|положени\w*|учет\w*|банк\w*|данных|муниципальн\w*|городск\w*|районн\w*|един\w*"
    r"|(?:со)?стоит|числится|находит\w*|находящ\w*|состоящ\w*|поставлен\w*|внесен\w*|включен\w*|признан\w*|имеет\w*|да|есть"
    r"|в|на|с|со|от|по|как|и|из|г|год[а-я]*|наст|настоящ\w*|время|вр|семь\w*|семей\w*|ребен\w*|дет\w*|несовершеннолетн\w*"
    r"|обучающ\w*|учащ\w*|учени\w*|групп\w*|категори\w*|статус\w*|вид\w*|пост\w*|приказ\w*|пр|прот\w*|распоряж\w*|решени\w*"
    r"|кдн\w*|зп|комисс\w*|вш[ук]|пдн|одн|овз|инвалид\w*|причин\w*|основани\w*|пропуск\w*|прогул\w*|драк\w*|краж\w*"
    r"|\w*наруш\w*|преступл\w*|алкогол\w*|ненадлежащ\w*|исполнени\w*|обязанност\w*|воспитани\w*|жесток\w*|обращени\w*"
    r"|многодетн\w*|малоимущ\w*|малообеспеч\w*|неполн\w*|полн\w*|неблагополучн\w*|асоциальн\w*|опек\w*|приемн\w*|сирот\w*"
)


def is_yet_to_come(text: str, as_of: dt.date) -> bool:
    """Returns whether a text made plain names a month or a year after a day («с сентября 2025»), or of no year."""
    plain = DATE_IN_TEXT.sub(" ", A_NUMBER.sub(" ", text))
    if any((int(year), int(month)) > (as_of.year, as_of.month) for month, year in NUMERIC_MONTH.findall(plain)):
        return True
    for month, of_year, year in A_TIME.findall(plain):
        if month and not of_year:
            return True
        if (int(of_year or year), month_named(month) if month else 1) > (as_of.year, as_of.month):
            return True
    return False


def is_removed_later(text: str, as_of: dt.date) -> bool:
    """Returns whether a text made plain tells a removal and a day after another: «СОП, снят 01.06.2025»."""
    days = map(day_of, DATE_IN_TEXT.findall(text)) if REMOVED.search(text) else ()
    return any(isinstance(day, dt.date) and day > as_of for day in days)


def has_unknown_words(text: str) -> bool:
    """Returns whether words or numbers beside the data bank are none that leave nothing open."""
    plain = SINCE_TIME.sub(" ", DATE_IN_TEXT.sub(" ", A_NUMBER.sub(" ", REASON.sub(" ", text))))
    plain = re.sub(r"[ :-]1[ .)]*$", " ", plain)  # «СОП – 1»
    return any(map(str.isdigit, plain)) or not all(map(KNOWN.fullmatch, WORD.findall(plain)))
