"""What a pair is like: the form of mentoring, the mode of the meetings."""

from __future__ import annotations

import re

from data.parsing.cells import Context, Fault, clean, even, formula_error, is_nothing
from data.parsing.flags import yes_or_no
from data.spreadsheets.sheet import Cell
from data.vocabulary import FORMS, ROLES

ROLE_WORDS = {
    **{title: role for role, title in ROLES.items()},
    **dict.fromkeys(
        ("педагог", "преподаватель", "молодой специалист", "молодой педагог", "молодой учитель"), "teacher"
    ),
    **dict.fromkeys(("обучающийся", "учащийся", "школьник"), "student"),
}
OTHER_FORMS = frozenset({"иная", "иное", "иная форма", "другая", "другое", "другая форма"})
BETWEEN_SIDES = re.compile(r"\s*[-/>\u2192]+\s*")
NOT_OF_FORM = re.compile(r"\([^()]*\)|^(форма|модель)( наставничества)?\b:?|[«»\"]|[,;].*$")
NUMBER_OF_TITLE = re.compile(r"^(?:\d+|[ivx]+)[.)]\s*")
SPEAKS_OF_FORM = re.compile(
    r"^(форма|модель)\b|(уч[еиа]|обучающ|педагог|преподавател|специалист|студент|работодател)\w*\s*[-/>\u2192]"
)
AMONG_PUPILS = re.compile(r"равн(?:ый|ого)\s?(?:-\s?|к )?равному")  # a role model of this form: Р-145
MIXED = re.compile(r"смеш|гибрид|частично|комбинир")
REMOTE = re.compile(r"дист|удален|он-?лайн|\bдот\b")
ONSITE = re.compile(r"(?<!за)очн|офф?-?лайн|без дот\b")


def read_form(cell: Cell, _context: Context) -> str | Fault | None:
    """A key of `FORMS`; None where nothing stands."""
    if fault := formula_error("unknown_form", cell):
        return fault
    return _form_of(even(clean(cell)))


def _form_of(written: str) -> str | Fault | None:
    text = NOT_OF_FORM.sub("", written).strip(" .")
    if is_nothing(text):
        return None
    if text in OTHER_FORMS:
        return "other"
    if AMONG_PUPILS.fullmatch(text):
        return "student_student"
    sides = [ROLE_WORDS.get(side, "") for side in BETWEEN_SIDES.split(text)]
    form = "_".join(sides)
    return form if form in FORMS else Fault("unknown_form", "такой формы наставничества нет")


def form_in_title(text: str) -> str | Fault | None:
    """A key of `FORMS` that a lone line names; a fault where it speaks of a form that is none, else None."""
    title = NUMBER_OF_TITLE.sub("", even(clean(text)))
    form = _form_of(title)
    return form if isinstance(form, str) or SPEAKS_OF_FORM.search(title) else None


def read_mode(cell: Cell, _context: Context) -> str | Fault | None:
    """A key of `MODES`; for «ДОТ» yes is remote and no is on site."""
    text = even(clean(cell))
    if is_nothing(text):
        return None
    answer = yes_or_no(cell)
    if not isinstance(answer, Fault):
        return "remote" if answer else "onsite"
    onsite = bool(ONSITE.search(text))
    remote = bool(REMOTE.search(text)) and not re.search(r"без дот\b", text)
    if MIXED.search(text) or (onsite and remote):
        return "mixed"
    if onsite or remote:
        return "onsite" if onsite else "remote"
    return formula_error("bad_flag", cell) or Fault("bad_flag", "формат непонятен")
