"""The one day of a cell that gives it with an order or a note: «пр. № 5 от 30.08.2020», «31.05.2024 (в гимназию № 4)».

docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

import datetime as dt
import re

from data.parsing.cells import Context, Fault, clean, even
from data.parsing.dates import DATE_IN_TEXT, LONGEST_DAY, day_of
from data.spreadsheets.sheet import Cell

NO_DAY = re.compile(
    r"не (?:выбы(?:л[аи]?|вал[аи]?)|отчислен[аы]?|уволен[аы]?|снят[аы]?)|обучается|учится|работает|не работает"
    r"|по (?:наст(?:оящее)?\.?|н\.?) ?(?:время|вр\.?|в\.?)|н\.?/?в|с (?:1|1-го|первого) кл(?:асса)?"
)
WORD = re.compile(r"[^\s.,;:()«»\"/-]+")
COMES = r"зач\w*|прин\w*|приб\w*|поступ\w*"
LEAVES = r"выб\w*|убы\w*|отч\w*|увол\w*|снят\w*|переезд\w*|переех\w*|выпуск\w*|окончани\w*"
BESIDE_DAY = re.compile(  # any other word may deny the day or doubt it
    rf"{COMES}|{LEAVES}|приказ\w*|пр|пост\w*|протокол\w*|распоряж\w*|решени\w*|заявлени\w*|согласно|основании|путевк\w*"
    r"|от|с|со|в|из|по|на|и|г|год\w*|№?\d[\w/]*|№|[а-я]|од|лс|ос|ш|перев\w*|смен\w*|мест\w*|жительств\w*|собств\w*|желани\w*"
    r"|связи|друг\w*|наш\w*|с?ош|оош|нош|школ\w*|гимнази\w*|лице\w*|колледж\w*|техникум\w*|интернат\w*|доу|м[бак]оу|город\w*"
    r"|село?|район\w*|област\w*|класс\w*|аттестат\w*"
)
A_CLASS = (  # of this school: no other school is named behind it
    r"\d{1,2}(?!\d)(?: ?[-«\"]? ?[а-я](?![а-я])[»\"]?)?(?: кл\w*)?(?![а-я])"
    r"(?!-?[а-я]* ?(?:[а-я]+ )?(?:с?ош|школ|гимн|лице|интерн|колл))"
)
WITHIN_SCHOOL = {  # «переведён в 6Б» is no leaving, «из 6А» no coming
    True: re.compile(rf"\b(?:в|на) {A_CLASS}|\b(?:д/о|б/л|о/у)\b"),
    False: re.compile(rf"\bиз {A_CLASS}|\bперев\w* в {A_CLASS}"),
}
OF_LEAVING = re.compile(r"выб|убы|отчисл|увол|снят")
SIDES = {True: re.compile(rf"\b(?:{COMES})\b"), False: re.compile(rf"\b(?:{LEAVES})\b")}


def read_date(cell: Cell, context: Context) -> dt.date | Fault | None:
    """Returns the day of a cell, two digits of a year as 20yy.

    A day among words is read only where no word leaves open what it is of.
    """
    day = day_of(cell, zone=context.zone)
    text = even(clean(cell)).strip(" .")
    if not isinstance(day, Fault) or not isinstance(cell, str) or len(text) > 2 * LONGEST_DAY:
        return day
    if NO_DAY.fullmatch(text):
        return None
    days = DATE_IN_TEXT.findall(text)
    rest = text.replace(days[0], " ") if len(days) == 1 else "?"
    of_leaving = bool(OF_LEAVING.search(even(context.header)))
    is_other = SIDES[of_leaving].search(rest) or WITHIN_SCHOOL[of_leaving].search(rest)  # «прибыл» in one of leaving
    if is_other or not all(map(BESIDE_DAY.fullmatch, WORD.findall(rest))):
        return day
    return day_of(days[0])
