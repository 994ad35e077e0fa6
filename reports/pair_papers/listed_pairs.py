"""The pairs whose papers are signed, as the papers tell of them: of which class or position, on what terms, how old."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from data.periods import full_years
from data.roster import Roster
from data.russian import date_text
from data.vocabulary import FORMS, MODES
from metrics.indicators import Declarations
from metrics.pairs.pair_rows import PairPhase, PairRow, PairSide, pair_rows

ADULT = 18
PUPIL, TEACHER, OUTSIDE = "обучающийся", "педагог", "место работы или учёбы: ______________"
POSITION = re.compile(
    r"учител|педагог|преподават|директор|завуч|психолог|логопед|дефектолог|воспитат|методист|библиотек|тренер|мастер"
    r"|советник|тьютор|заведующ|руководит|организатор|вожат|ассистент|инструктор|лаборант|секретар",
    re.IGNORECASE,
)


def pairs_to_sign(roster: Roster, on: dt.date, declarations: Declarations) -> list[PairRow]:
    """Returns the pairs that are in force on a day or begin after it: an order comes before them. The last first."""
    signed = [
        pair for pair in pair_rows(roster, on, declarations) if pair.phase in (PairPhase.IN_FORCE, PairPhase.AHEAD)
    ]
    return sorted(signed, key=lambda pair: (-pair.start.toordinal(), pair.mentor.name, pair.mentee.name))


def latest(pairs: Sequence[PairRow]) -> list[PairRow]:
    """Returns the pairs that began on the last day on which one began."""
    last = max((pair.start for pair in pairs), default=None)
    return [pair for pair in pairs if pair.start == last]


def title_of(pair: PairRow) -> str:
    return f"{pair.mentor.name} → {pair.mentee.name}, с {date_text(pair.start)}"


def terms_of(pair: PairRow) -> str:
    """Returns form, mode and term of a pair, as far as they are known."""
    form = f"форма «{FORMS[pair.form]}»" if pair.form else ""
    mode = f"режим {MODES[pair.mode]}" if pair.mode else ""
    return ", ".join(part for part in (form, mode, term_of(pair)) if part)


def term_of(pair: PairRow) -> str:
    """Returns «с 02.09.2024 по 31.05.2025»."""
    until = f"по {date_text(pair.end)}" if pair.end else "до завершения программы"
    return f"с {date_text(pair.start)} {until}"


def words_of(side: PairSide) -> str:
    """Returns the class of a pupil, the position of a teacher, the workplace of somebody else."""
    person = side.person
    if person is None:
        return side.workplace or OUTSIDE
    if person.is_student:
        return f"{person.class_name} класс" if person.class_name else PUPIL
    if not person.position:
        return TEACHER
    return person.position if POSITION.search(person.position) else f"{TEACHER}, {person.position}"


def is_pupil(side: PairSide) -> bool:
    return side.person is not None and side.person.is_student


def age_of(side: PairSide, on: dt.date) -> int | None:
    """Returns the full years of a side on a day, by the latest day that may be its birthday."""
    birth = side.person and side.person.birth_latest
    return full_years(birth, on) if birth else None
