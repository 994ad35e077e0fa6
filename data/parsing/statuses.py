"""What the status of a pair says: that it works, that it is over, that it never was.

docs/domain.md, «Matching pairs to people»; a word that says none of it is asked about.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from data.parsing.cells import SPELLINGS_REMEMBERED, clean, even, is_nothing
from data.parsing.classes import class_of
from data.parsing.dates import DATE_IN_TEXT, day_of
from data.parsing.forms import ROLE_WORDS
from data.parsing.ovz import ovz_of
from data.parsing.registers import registers_in
from data.parsing.words_of_names import POSITION
from data.people_caches import people_cache

WORKS, IS_OVER, NEVER_WAS = "действует", "завершена", "отменена"  # as a person chooses them
OF_SCHOOLING = (
    r"(?! (?:в(?:ы|у)|институт|университет|академи|колледж|техникум|училищ|школ|обучени|учеб|\d+ ?кл|\d+-?\w* кл))"
)
CALLED_OFF = re.compile(r"(?<!не )\b(?:отмен|аннулир)|\bне состоя(?:л\w*с[ья]|вш\w*ся|тся)\b")
OF_SOMETHING_ELSE = re.compile(  # «встречи отменены», «отменено решение о расторжении»: the pair may go on
    r"\b(?:встреч|заняти|мероприят|урок|экзамен|огэ|егэ|поездк|консультац|собрани|конкурс|олимпиад|каникул|карантин|решени"
    r"|расторж|прекращени|продолж|возобнов|снова|вновь)|отмен\w* .*\bотмен"
)
DOUBT = re.compile(r"\?|\b(?:возможн|вероятн|скорее|предполож|под вопрос|уточн)")
NOT_NOW = re.compile(
    r"\bбуд[еу]т (?:созд|сформир|откры|нача|закреп|утвержд|заключ|работа|действ)|\bбыл[аи]? (?:активн|действ)"
)
OVER = re.compile(
    rf"(?<!не )\b(?:(?:за(?:верш|конч)|оконч|прекра[тщ])(?:(?:ен|ил)\w*)?\b{OF_SCHOOLING}"
    r"|прерван|расторг|расторж|распал[аи]?сь|закрыт|реализован|выполнен|выбыл|отчислен)"
    r"|\bне (?:работает|действует|активн)"
)
WORKING = re.compile(
    r"(?<!не )\b(?:действу|действ\b|активн|работа(?:ет|ют|ющ)|в работе|продолжа|продлен|пролонгир|текущ|открыт|начат"
    r"|создан|сформирован|утвержден|заключен|закреплен|реализу|идет|в процессе|сопровожда"
    r"|не (?:за(?:верш|конч)|оконч|расторг|прекра[тщ]|отмен))"
)
EXTENDED = re.compile(rf"(?<!не )\b(?:продл|пролонгир)\w* (?:(?!не )\w+ )?(?:до|по) ({DATE_IN_TEXT.pattern})")
NOT_YET = re.compile(  # it is wished, planned or denied
    r"\?|\b(?:план|прос[ияь]|просьб|хо[чт]|жела|возможн|можно|может|нужно|надо|необходимо|рассм|вопрос|уточн|заявлен|ходатайств"
    r"|предл|отказ|без)|\bне (?:был|буд|ста)|\b(?:продлить|пролонгировать)\b"
)
REFUSED = re.compile(r"(?<!не )\bотказ(?:ал(?:ся|ась))?\b(?! от (?!наставни|участия|программ|пары))")
INTERRUPTED = re.compile(
    r"\bне (?:приступ|нач(?:ал|ат))|\bприостан|\bна паузе|\bдекрет|\bакад\w*\.? отпуск|\bдлительн\w* больничн"
    r"|\b(?:смен[аи]|замен[аеи])\w* наставни|\bнаставник\w* (?:сменен|сменил|заменен|заменил)|\bдругой наставник"
    r"|\bс \d{1,2}[./]\d{1,2}[./]\d{2,4} ?(?:г\.?)? ?[-:]? ?(?:[а-я]{3,} [а-я]\.|наставник)"
)
ANSWERS = {"да": WORKS, "+": WORKS, "есть": WORKS}
PERSON_WORDS = frozenset(
    {*ROLE_WORDS, "наставник", "наставляемый", "родитель", "выпускник", "выпускница", "одноклассник", "одноклассница"}
)


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def status_of(text: str) -> str | None:
    """Returns what the status of a pair says, as `WORKS`, `IS_OVER` or `NEVER_WAS`; None where it says none of them."""
    written = even(clean(text)).strip(' .!«»"()')
    if DOUBT.search(written) or NOT_NOW.search(written):
        return None
    if CALLED_OFF.search(written):
        return NEVER_WAS
    if OVER.search(written):
        return IS_OVER
    return WORKS if WORKING.search(written) else ANSWERS.get(written)


def is_of_something_else(text: str) -> bool:
    """Returns whether a text speaks of meetings or a decision, which may be called off while the pair goes on."""
    return bool(OF_SOMETHING_ELSE.search(even(clean(text))))


def leaves_open(text: str) -> bool:
    """Returns whether a text says what leaves open if the pair works: somebody declined, is away, was replaced."""
    return bool(REFUSED.search(even(clean(text))) or INTERRUPTED.search(even(clean(text))))


def extended_to(text: str) -> dt.date | None:
    """Returns the last day that a status gives a pair anew: «продлена до 31.05.2025»; None where it gives none."""
    written = even(clean(text))
    is_said = len(DATE_IN_TEXT.findall(written)) == 1 and not NOT_YET.search(written)
    match = EXTENDED.search(written) if is_said else None
    day = day_of(match[1]) if match else None
    return day if isinstance(day, dt.date) else None


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def cannot_be_status(text: str) -> bool:
    """Returns whether a text is a class, a position or a category of somebody, a day or a number."""
    written = even(clean(text)).strip(" .")
    school_class = class_of(text)
    if is_nothing(written):
        return False
    if (school_class and school_class.grade) or not any(letter.isalpha() for letter in written):
        return written not in ANSWERS
    is_category = ovz_of(written) is not None or registers_in(written) is not None
    words = [word.strip(".,") for word in written.split()]
    return is_category or written in PERSON_WORDS or any(map(POSITION.fullmatch, words))
