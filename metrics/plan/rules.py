"""Who may not be paired with whom, each rule once: for all pairs together, and in words for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, reduce
from operator import or_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.new_pairs import PersonId
from data.periods import latest_birth
from data.russian import PAIRS, date_text, plural
from data.vocabulary import FORMS, LISTED
from metrics.indicators import Declarations
from metrics.pairing import ANY_GRADES, Pairing
from metrics.plan.choices import Choices, Pair
from metrics.plan.families import family
from metrics.plan.membership import Flags
from metrics.plan.pool import Pool

NOT_A_DAY = np.datetime64("NaT", "D")
UNKNOWN = -1


Places = NDArray[np.int64]
Broken = Callable[[Places, Places], Any]


class Rules:
    """The rules of a school as they hold for its people; places are those of `Pool.people`.

    What is not known breaks the rule that asks for it: nobody is proposed on a guess.
    """

    def __init__(self, pool: Pool, pairing: Pairing, declarations: Declarations, choices: Choices) -> None:
        self.pool, self.pairing, self.choices = pool, pairing, choices
        self._declarations = declarations
        people = pool.people
        self._student = pool.is_student
        self._grade = _codes([person.grade for person in people])
        self._class = _numbered([person.class_name for person in people])
        self._family = _numbered([family(person.name) if person.is_student else None for person in people])
        self._birth, self._birth_latest = (
            np.array([getattr(person, key) or NOT_A_DAY for person in people], dtype="datetime64[D]")
            for key in ("birth", "birth_latest")
        )
        self._beginner = _beginners(pool, declarations)
        self._formed = np.zeros((2, 2), dtype=bool)  # by whether mentor and mentee are pupils
        for mentor, mentee in (form.split("_") for form in FORMS if _is_of_lists(form)):
            self._formed[int(mentor == "student"), int(mentee == "student")] = True
        self._table = self._of_pairs()
        taken = {mentee for _, mentee in choices.pinned}
        self._of_mentor = self._unable(choices.no_mentors, "вы не предлагаете как наставника", set())
        self._of_mentee = self._unable(choices.no_mentees, "вы не предлагаете как наставляемого", taken)

    def replace(
        self, pool: Pool | None = None, pairing: Pairing | None = None, choices: Choices | None = None
    ) -> Rules:
        """Returns the rules with something else in place of what is given."""
        return Rules(
            pool or self.pool, pairing or self.pairing, self._declarations, self.choices if choices is None else choices
        )

    def capacity(self, limit: int) -> Places:
        """Returns how many pairs more each may mentor under a limit."""
        return np.maximum(0, limit - self.pool.load)

    @cached_property
    def allowed(self) -> Flags:
        """Which pairs may be: a row a mentor, a column a mentee."""
        everybody = np.arange(len(self.pool.people))
        mentors, mentees = everybody[:, None], everybody[None, :]
        broken = reduce(or_, (rule(mentors, mentees) for _, rule in self._table), mentors == mentees)
        able = (self._of_mentor == "") & (self.capacity(self.pairing.most_pairs) > 0)
        allowed: Flags = ~broken & able[:, None] & (self._of_mentee == "")[None, :]
        return allowed

    def objections(self, mentor: int, mentee: int) -> list[str]:
        """Returns in words why a pair may not be; nothing where it may."""
        found = [*self.of_mentor(mentor), *(f"наставляемый: {words}" for words in self.of_mentee(mentee))]
        at = np.array([mentor]), np.array([mentee])
        if mentor == mentee:
            return [*found, "один и тот же человек"]
        return found + [words(mentor, mentee) for words, rule in self._table if bool(np.any(rule(*at)))]

    def of_mentor(self, place: int) -> list[str]:
        """Returns in words why somebody cannot be given a pair as a mentor."""
        load = int(self.pool.load[place])
        words = [str(self._of_mentor[place])]
        if load >= self.pairing.most_pairs:
            words.append(f"уже {load} {plural(load, *PAIRS)} при пределе {self.pairing.most_pairs}")
        return [word for word in words if word]

    def of_mentee(self, place: int) -> list[str]:
        """Returns in words why somebody cannot be given a mentor."""
        word = str(self._of_mentee[place])
        return [word] if word else []

    def _unable(self, refused: frozenset[PersonId], refusal: str, taken: set[PersonId]) -> NDArray[Any]:
        """Returns for each why he is in no pair at all, "" where he may be."""
        pool = self.pool
        words = np.full(len(pool.people), "", dtype=object)
        for place, person in enumerate(pool.people):
            if not pool.is_here[place]:
                words[place] = f"не в школе с {date_text(pool.start)} по {date_text(pool.on)}"
            elif person.id[0] in pool.asks_consent and not person.consent:
                words[place] = NO_CONSENT
            elif person.id in refused:
                words[place] = refusal
            elif person.id in taken:
                words[place] = "пара уже закреплена вами"
        return words

    def _of_pairs(self) -> list[tuple[Callable[[int, int], str], Broken]]:
        """Returns every rule on two people: its words, and where it is broken."""
        return [
            (self._form_words, self._formless),
            (lambda *_: "они уже пара", self._places(self.pool.running)),
            (lambda *_: "наставник сам молодой специалист", self._both_teach(self._beginner)),
            (self._age_words, self._too_young),
            (self._register_words, self._too_young_for_register),
            (lambda *_: "по правилам школы этот ученик здесь не наставник", self._mentored_from_register),
            (lambda *_: "свой класс наставника", self._of_one_class),
            (self._grade_words, self._grades_apart),
            (lambda *_: "возможно, брат или сестра: одна фамилия и одно отчество", self._of_one_family),
            (lambda *_: "вы отклонили эту пару", self._places(self._named(self.choices.rejected))),
            (lambda *_: "этих людей вы не ставите в пару", self._places(self._named(self._forbidden()))),
        ]

    def _forbidden(self) -> Iterator[Pair]:
        for two in self.choices.forbidden:
            if len(two) == 2:
                first, second = two
                yield first, second

    def _named(self, pairs: Any) -> frozenset[tuple[int, int]]:
        place = self.pool.place
        return frozenset(
            (place[mentor], place[mentee]) for mentor, mentee in pairs if mentor in place and mentee in place
        )

    def _places(self, pairs: frozenset[tuple[int, int]]) -> Broken:
        """Returns the rule against pairs, whoever of the two is the mentor."""
        count = len(self.pool.people)
        table = np.zeros((count, count), dtype=bool)
        for mentor, mentee in pairs:
            table[mentor, mentee] = table[mentee, mentor] = True
        return lambda mentors, mentees: table[mentors, mentees]

    def _formless(self, mentors: Places, mentees: Places) -> Any:
        return ~self._formed[self._student[mentors].astype(int), self._student[mentees].astype(int)]

    def _form_words(self, mentor: int, mentee: int) -> str:
        return "такой формы нет: обучающийся не наставляет педагога"

    def _pupils(self, mentors: Places, mentees: Places) -> Any:
        return self._student[mentors] & self._student[mentees]

    def _both_teach(self, flags: Flags) -> Broken:
        return lambda mentors, mentees: flags[mentors] & ~self._student[mentors] & ~self._student[mentees]

    def _too_young(self, mentors: Places, mentees: Places) -> Any:
        return self._pupils(mentors, mentees) & ~(self._birth_latest[mentors] <= self._birth[mentees])

    def _age_words(self, mentor: int, mentee: int) -> str:
        sides = (self.pool.people[place] for place in (mentor, mentee))
        if any(person.birth is None for person in sides):
            return "неизвестна дата рождения: кто старше, не установить"
        return "наставник младше наставляемого"

    def _too_young_for_register(self, mentors: Places, mentees: Places) -> Any:
        latest = np.datetime64(latest_birth(self.pool.start, self.pairing.register_mentors_from))
        young = ~(self._birth_latest[mentors] <= latest)
        return self._pupils(mentors, mentees) & self.pool.on_register[mentees] & young

    def _register_words(self, mentor: int, mentee: int) -> str:
        return f"по правилам школы наставник-ученик здесь – от {self.pairing.register_mentors_from} лет"

    def _mentored_from_register(self, mentors: Places, mentees: Places) -> Any:
        if self.pairing.registered_mentors:
            return False
        return self._pupils(mentors, mentees) & self.pool.on_register[mentors]

    def _of_one_class(self, mentors: Places, mentees: Places) -> Any:
        if self.pairing.own_class:
            return False
        same = self._class[mentors] == self._class[mentees]
        return self._pupils(mentors, mentees) & same & (self._class[mentors] != UNKNOWN)

    def _grades_apart(self, mentors: Places, mentees: Places) -> Any:
        least, most = self.pairing.grades_apart
        if (least, most) == ANY_GRADES:
            return False
        apart = self._grade[mentors] - self._grade[mentees]
        known = (self._grade[mentors] != UNKNOWN) & (self._grade[mentees] != UNKNOWN)
        return self._pupils(mentors, mentees) & ~(known & (apart >= least) & (apart <= most))

    def _grade_words(self, mentor: int, mentee: int) -> str:
        least, most = self.pairing.grades_apart
        return f"разница в параллелях не от {least} до {most}"

    def _of_one_family(self, mentors: Places, mentees: Places) -> Any:
        if self.pairing.siblings:
            return False
        same = self._family[mentors] == self._family[mentees]
        return self._pupils(mentors, mentees) & same & (self._family[mentors] != UNKNOWN)


NO_CONSENT = "нет согласия"


def _is_of_lists(form: str) -> bool:
    return all(role in LISTED for role in form.split("_"))


def _beginners(pool: Pool, declarations: Declarations) -> Flags:
    """Returns the teachers whom an indicator wants to have a mentor: they mentor no colleague."""
    columns = [
        column
        for column, indicator in enumerate(declarations.indicators)
        if declarations.people(indicator) == "teachers" and indicator.part.role == "mentee"
    ]
    return np.asarray(pool.members.could[:, columns].any(axis=1), dtype=bool)


def _codes(numbers: list[int | None]) -> Places:
    return np.array([UNKNOWN if number is None else int(number) for number in numbers], dtype=np.int64)


def _numbered(words: list[str | None]) -> Places:
    """Returns a number for each different word."""
    numbers: dict[str, int] = {}
    return _codes([None if word is None else numbers.setdefault(word, len(numbers)) for word in words])
