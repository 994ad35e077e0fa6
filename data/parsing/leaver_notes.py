"""Notes that somebody has left: «выбыл 12.10», «переведена в школу № 5», whatever column they stand in.

docs/domain.md, «What is a row, a list, a date in them»: who left only by a note is a warning, not a guess.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from data.parsing.cells import SPELLINGS_REMEMBERED, clean
from data.parsing.dates import DATE_IN_TEXT, day_of
from data.people_caches import people_cache

A_DAY = r"(?:с\s+)?\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?(?!\d)"
GONE = r"(?:выбыл(?:[аи]|\([аи]\))?|выбывш\w+|отчислен(?:[аы]|\(а\))?|убыл(?:[аи]|\(а\))?|забрал[аи]? документы)"
MOVED = r"(?:перевед[её]н(?:[аы]|\(а\))?|перев[её]лся|перевелась|переш[её]л|перешла|уш[её]л|ушла|переехал[аи]?|перевод)"
ELSEWHERE = (
    r"в\s+(?:друг\w+\s+|нашей\s+)?"
    r"(?:школ\w+|с?ош|оо|гимнази\w+|лице\w+|колледж\w*|техникум\w*|училищ\w*|спо|интернат\w*|корпус\w*|м[ба]оу|г\.|город\w*|друг\w+)"
)
# Who learns so is seldom in a school's count.
OUT_OF_SCHOOL = r"(?:семейн\w+ (?:образован|обучен|форм)\w*|самообразовани\w+|экстернат\w*)"
NOTHING_MORE = rf"(?=\s*(?:$|[,;.)]|{A_DAY}|приказ|пр\.|по (?:приказу|заявлению)))"
NOTE = re.compile(
    rf"(?<![\w-])(?:{GONE}(?!\w)|(?:перевед[её]н(?:[аы]|\(а\))?|перев[её]лся|перевелась){NOTHING_MORE}"
    rf"|{MOVED}\s+(?:{A_DAY}\s+)?(?:{ELSEWHERE}|на\s+{OUT_OF_SCHOOL})(?!\w))(?:\s+{A_DAY})?",
    re.IGNORECASE,
)
HERE = r"(?:больше|уже|у нас|в (?:нашей )?школе)"
WHOLE = re.compile(  # of which nothing but the whole text says so
    rf"(?:(?:{HERE} )*не (?:обучается|учится)(?: {HERE})*"
    r"|(?:уехал|переехал)[аи]?(?: в (?:друг\w+ )?(?:город|регион|стран|област)\w*)?"
    r"|умер(?:ла)?|исключ[её]н[аы]?(?: из школы)?|(?:окончил|сменил)[аи]? школу|(?:учится|обучается) в другой школе"
    rf"|(?:(?:на|форма обучения) )?{OUT_OF_SCHOOL}(?: обучения)?|экстерн"
    r"|(?:поступил[аи]?|зачислен[аы]?) в (?:\w+ )?(?:колледж|техникум|училище|корпус|спо)|документы забрал[аи]?"
    rf")(?: {A_DAY})?[ .!]*",
    re.IGNORECASE,
)
NOT_WORKING = re.compile(
    rf"(?:(?:{HERE} )*не работает(?: {HERE})*|(?:ушла|уш[её]л) на пенсию|договор расторгнут|расторгнут договор)"
    rf"(?: {A_DAY})?[ .!]*",
    re.IGNORECASE,
)
DISMISSED = re.compile(
    rf"(?<!не )(?<![\w-])(?:уволен(?:[аы]|\(а\))?|уволил(?:ся|ась)|уволивш\w+)(?!\w)(?:\s+{A_DAY})?", re.IGNORECASE
)
NOT_GONE = re.compile(
    r"\bне (?:выбы|отчисл|убы|перев)|\bверну|\bвосстановлен|\bусловно\b"
    r"|(?:переш|перев|уш|переех)\w+ (?:\S+ )?из (?:друг|школ|с?ош|гимнази|лице|г\.|город)"
    r"|\bиз (?:программы|кружка|секции|пары)",
    re.IGNORECASE,
)


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def leaver_note(text: str) -> str:
    """Returns what a text says of somebody's leaving, as it says it; nothing where it says none."""
    text = clean(text)
    match = WHOLE.fullmatch(text) or NOTE.search(text)
    return match[0] if match and not NOT_GONE.search(text) else ""


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def dismissal_note(text: str) -> str:
    """Returns what a text says of a teacher's leaving: as of a pupil's, or «уволена 31.08.2024»."""
    match = NOT_WORKING.fullmatch(clean(text)) or DISMISSED.search(clean(text))
    return match[0] if match else leaver_note(text)


def day_in_note(note: str) -> dt.date | None:
    """Returns the day that such a note tells with its year; None where it tells none, or one that no calendar has."""
    written = DATE_IN_TEXT.search(note)
    day = day_of(written[0]) if written else None
    return day if isinstance(day, dt.date) else None


def without_leaver_note(text: str) -> str:
    """Returns a text without such a note; the whole text where it says nothing else."""
    note = leaver_note(text)
    return (text.replace(note, "").strip(" ,;.()-–") or text) if note else text


NOTES_OF = {"students": leaver_note, "teachers": dismissal_note}  # by list; a pair has none
