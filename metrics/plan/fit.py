"""How well a mentor suits a mentee: a hint in points, and its reasons in words. Never a forecast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.parsing.sensitive_words import is_sensitive
from data.people_caches import people_cache
from data.periods import full_years
from data.russian import PAIRS, YEARS, plural
from metrics.people import Person
from metrics.plan.pool import Pool

USUAL_APART = (2, 4)  # grades between pupils at which an older one is near enough and still looked up to
EXPERIENCED = 60  # months of teaching after which a colleague is shown to others
USUAL_MENTOR = 8  # grade from which pupils are usually asked to mentor
SHORTEST_WORD = 4  # letters; shorter words («как», «для») say nothing
STEM = 6  # letters that two forms of a word have in common at least, or all but the ending of a shorter one
ENDING = 2
POINTS = {
    "request": 12,
    "subject": 10,
    "interests": 6,
    "age": 5,
    "apart": 6,
    "unmentored": 4,
    "experience": 3,
    "time": 1,
}
WORD = re.compile(r"[а-яa-z]+")
NUMBERS = re.compile(r"\d+")
GRADES = ("параллель", "параллели", "параллелей")
USELESS = (  # beginnings of words that many texts have in common and that say nothing of what
    "учител", "преподавател", "педагог", "помощ", "подготовк", "развити", "умени", "навык", "язык", "класс", "предмет",
    "работ", "школ", "участи", "дополнительн", "образовани", "заместител", "директор",
)  # fmt: skip

Points = NDArray[np.int64]


class Fit:
    """The points of all pairs of a pool; a row a mentor, a column a mentee."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._common = {
            name: _Common(pool.people, mentor, mentee)
            for name, mentor, mentee in (
                ("request", _offers, lambda person: person.texts.get("request", "")),
                ("interests", _interests, _interests),
                ("subject", _subject, _subject),
            )
        }
        self.points = self._all_points()

    @property
    def knows(self) -> str:
        """What of the lists the fit was made from, in words."""
        titles = {
            "request": "запросу",
            "competences": "компетенциям",
            "interests": "интересам",
            "desired_age": "желаемому возрасту",
            "time_resource": "ресурсу времени",
        }
        known = [title for key, title in titles.items() if any(key in person.texts for person in self._pool.people)]
        if not known:
            return "Подбор знает только возраст, класс и должность: запросов, компетенций и интересов в списках нет."
        return f"Подбор сделан по возрасту, классу, должности и по тому, что есть в списках: {', '.join(known)}."

    def reasons(self, mentor: int, mentee: int) -> tuple[str, ...]:
        """Returns in words what speaks for a pair, the weightiest first."""
        return tuple(self._words(self._pool.people[mentor], self._pool.people[mentee], mentor, mentee))

    def _words(self, mentor: Person, mentee: Person, at: int, to: int) -> Iterator[str]:
        for name, words in (
            ("request", "запрос и компетенции"),
            ("subject", "общий предмет"),
            ("interests", "общие интересы"),
        ):
            if name == "subject" and (mentor.is_student or mentee.is_student):
                continue
            if common := self._common[name].words(at, to):
                yield f"{words}: {mentor.position if name == 'subject' else ', '.join(common)}"
        if mentor.is_student and mentee.is_student and mentor.grade and mentee.grade:
            apart = mentor.grade - mentee.grade
            yield f"старше на {apart} {plural(apart, *GRADES)}" if apart > 0 else "одна параллель"
        if mentee.is_student and _suits_age(mentor, mentee, self._pool) > 0:
            yield "возраст, который желает наставник"
        if not mentor.is_student and not mentee.is_student and (mentor.experience or 0) >= EXPERIENCED:
            years = (mentor.experience or 0) // 12
            yield f"стаж {years} {plural(years, *YEARS)}"
        if not self._pool.mentored[to]:
            yield "наставника в школе ещё нет"
        if load := int(self._pool.load[at]):
            yield f"у наставника сейчас {load} {plural(load, *PAIRS)}"
        if (time := mentor.texts.get("time_resource")) and not is_sensitive(time):
            yield f"ресурс времени: {time}"

    def _all_points(self) -> Points:
        pool = self._pool
        student = pool.is_student
        pupils = student[:, None] & student[None, :]
        teachers = ~student[:, None] & ~student[None, :]
        points = POINTS["request"] * self._common["request"].found.astype(np.int64)
        points += POINTS["interests"] * self._common["interests"].found
        points += POINTS["subject"] * (self._common["subject"].found & teachers)
        points += np.where(pupils, self._apart_points(), 0)
        points += self._age_points()
        experienced = np.array([(person.experience or 0) >= EXPERIENCED for person in pool.people], dtype=np.bool_)
        timed = np.array(["time_resource" in person.texts for person in pool.people], dtype=np.bool_)
        points += POINTS["experience"] * (experienced[:, None] & teachers)
        points += POINTS["unmentored"] * (pool.mentored == 0)[None, :]
        points += POINTS["time"] * timed[:, None]
        return np.asarray(points - pool.load[:, None])

    def _apart_points(self) -> Points:
        """Returns most at a usual distance of grades and for mentors of the usual grades, less the further away."""
        grade = np.array([person.grade or 0 for person in self._pool.people], dtype=np.int64)
        apart = grade[:, None] - grade[None, :]
        young = np.maximum(USUAL_MENTOR - grade, 0)[:, None]
        low, high = USUAL_APART
        away = np.maximum(low - apart, 0) + np.maximum(apart - high, 0)
        return np.where((grade > 0)[:, None] & (grade > 0)[None, :], POINTS["apart"] - 2 * away - young, 0)

    def _age_points(self) -> Any:
        people = self._pool.people
        points = np.zeros((len(people), len(people)), dtype=np.int64)
        for at, mentor in enumerate(people):
            if "desired_age" in mentor.texts:
                points[at] = [POINTS["age"] * _suits_age(mentor, mentee, self._pool) for mentee in people]
        return points


class _Common:
    """Words that a text of one side and a text of another have in common."""

    def __init__(
        self, people: Sequence[Person], mentor: Callable[[Person], str], mentee: Callable[[Person], str]
    ) -> None:
        self._given, self._wished = ([_stems(text(person)) for person in people] for text in (mentor, mentee))
        stems = sorted(set().union(*self._given) & set().union(*self._wished)) if people else []
        place = {stem: at for at, stem in enumerate(stems)}
        given, wished = (np.zeros((len(people), len(stems)), dtype=np.float32) for _ in range(2))
        for table, rows in ((given, self._given), (wished, self._wished)):
            for row, words in enumerate(rows):
                table[row, [place[stem] for stem in words if stem in place]] = 1
        self.found = (given @ wished.T) > 0

    def words(self, mentor: int, mentee: int) -> list[str]:
        """Returns the words that are common, as the mentor's text has them."""
        given, wished = self._given[mentor], self._wished[mentee]
        return [word for stem, word in given.items() if stem in wished]


def _offers(person: Person) -> str:
    return "; ".join(filter(None, (person.texts.get("competences"), _subject(person))))


def _interests(person: Person) -> str:
    return person.texts.get("interests", "")


def _subject(person: Person) -> str:
    return "" if person.is_student else person.position or ""


def _stems(text: str) -> dict[str, str]:
    """Returns the words of a text by what they have in common in any form; none that tell of health or registers."""
    words = [word for word in WORD.findall(text.casefold().replace("ё", "е")) if len(word) >= SHORTEST_WORD]
    usable = [word for word in words if not word.startswith(USELESS) and not _is_sensitive(word)]
    return {word[: min(STEM, max(len(word) - ENDING, SHORTEST_WORD - 1))]: word for word in usable}


@people_cache
@lru_cache(maxsize=10_000)
def _is_sensitive(word: str) -> bool:
    return is_sensitive(word)


def _suits_age(mentor: Person, mentee: Person, pool: Pool) -> int:
    """Returns 1 where the mentee is of the age that the mentor wishes, -1 where not, 0 where that is not known."""
    bounds = [int(number) for number in NUMBERS.findall(mentor.texts.get("desired_age", ""))]
    if not mentee.is_student or mentee.birth is None or not bounds or len(bounds) > 2:
        return 0
    return 1 if min(bounds) <= full_years(mentee.birth, pool.on) <= max(bounds) else -1
