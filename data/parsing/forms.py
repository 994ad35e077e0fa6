"""What a pair is like: the form of mentoring, the mode of the meetings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.parsing.cells import Context, Fault, clean, even, formula_error, is_nothing
from data.parsing.flags import yes_or_no
from data.spreadsheets.sheet import Cell
from data.vocabulary import FORMS, ROLES, SIDES

ROLE_WORDS = {
    **{title: role for role, title in ROLES.items()},
    **dict.fromkeys(
        ("педагог", "преподаватель", "молодой специалист", "молодой педагог", "молодой учитель"), "teacher"
    ),
    **dict.fromkeys(
        ("учителю", "педагогу", "молодому специалисту", "молодому педагогу", "молодому учителю"), "teacher"
    ),
    **dict.fromkeys(("опытный педагог", "опытный учитель", "начинающий педагог", "начинающий учитель"), "teacher"),
    **dict.fromkeys(("лидер педагогического сообщества", "консервативный педагог", "классный руководитель"), "teacher"),
    **dict.fromkeys(("педагог-психолог", "социальный педагог", "учительница", "воспитатель", "тьютор"), "teacher"),
    **dict.fromkeys(("обучающийся", "учащийся", "школьник", "ученику", "обучающемуся", "учащемуся"), "student"),
    **dict.fromkeys(("ученица", "обучающаяся", "учащаяся", "старшеклассник", "младшеклассник"), "student"),
    **dict.fromkeys(("студентка", "студент вуза", "студент колледжа"), "undergraduate"),
    **dict.fromkeys(("предприятие", "бизнес", "организация", "компания", "предприниматель"), "employer"),
    **dict.fromkeys(("представитель работодателя", "социальный партнер", "соц партнер", "соцпартнер"), "employer"),
}
SHORT_ROLES = {  # as they are cut short; «уч» and «у» may be either and are none
    **dict.fromkeys(("учит", "учител", "уч-ль", "пед", "педаг", "преп", "препод", "кл рук", "классный рук"), "teacher"),
    **dict.fromkeys(("учен", "уч-к", "уч-ся", "обуч", "об-ся", "обуч-ся", "школ"), "student"),
    **dict.fromkeys(("студ",), "undergraduate"),
    **dict.fromkeys(("работод", "раб-ль", "раб"), "employer"),
}
LETTERS = {"п-п": "teacher_teacher", "с-у": "undergraduate_student", "р-у": "employer_student"}
WITH_DASH = re.compile(r"(?<![а-я])(уч|обуч|об|раб)-(ль|к|ся)(?![а-я])")
KEPT = re.compile(r"\b(педагог)-(психолог)\b")
QUALIFIED = re.compile(r" (?:группы риска|начальных классов|(?:младших|старших) классов|(?:с|из) .+|\d.*)$")  # a pupil
FROM_OUTSIDE = re.compile(
    r"(?:родител|выпускни|волонтер|доброволец|ветеран|бабушк|дедушк|мам|пап)[а-я]* ?(?:[^\W\d]+ )?[-/]"
)
OTHER_FORMS = frozenset({"иная", "иное", "иная форма", "другая", "другое", "другая форма"})
BETWEEN_SIDES = re.compile(r"\s*[-+/>\u2192]+\s*")
TWO_ROLES = re.compile(r"(\w+) (\w+)")  # «учитель ученик»
OF_A_ROLE = re.compile(r"(?<=[а-я])-(?:наставник|новатор|стажист)(?![а-я])")  # «педагог-наставник – молодой педагог»
NOT_OF_FORM = re.compile(r"\([^()]*\)|^(форма|модель)( наставничества)?\b:?|[«»\"]|[,;].*$")
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
SPELLED_OUT = re.compile(r"([^\s(),;]+) \(([^()]*)\)")  # of a short name without a blank
UNKNOWN = Fault("unknown_form", "такой формы наставничества нет")
UNDECIDED = Fault("unknown_form", "по буквам не понять, учителя это или ученики")
MAY_BE_EITHER = frozenset({"у-у", "п-у", "уч-уч", "учит-уч", "пед-уч"})
NUMBER_OF_TITLE = re.compile(r"^(?:\d+|[ivx]+)[.)]\s*")
NAMES_FORM = re.compile(
    r"^(форма|модель)\b|(уч[еиа]|обучающ|педагог|преподавател|специалист|студент|работодател)\w*\s*[-/>\u2192]"
)
WITHIN_TITLE = re.compile(  # «Шефство «ученик – ученик»», «…, форма: учитель – ученик», «Пары учитель – ученик»
    r"[«\"“„]([^«»\"“”„]+)[»\"”“]|\b(?:форма|модель)(?: наставничества)?\b[: -]*([^«»\"“”„,;()]+)"
    r"|\b(?:пар|групп|наставничеств|шефств)[а-я]* ([а-я]+ ?- ?[а-я]+)(?= *(?:$|[,.;(]|(?:на|за|в) ))"
)
NEXT_IN_TITLE = re.compile("[,;]")
DENIES = re.compile(r"\b(?:не|нет|кроме|без|отсутств\w*)\b")
AMONG_PUPILS = re.compile(r"равн(?:ый|ого)\s?(?:-\s?|к )?равному")  # a role model of this form: Р-145
MIXED = re.compile(r"смеш|гибрид|частично|комбинир")
REMOTE = re.compile(r"дист|удален|он-?лайн|\bдот\b")
NOT_SURE = re.compile(
    r"\?|\b(?:уточн|возможн|вероятн|планир|под вопрос|не (?!менее|реже|только)|без (?:применени|использовани|дист))"
)
BETWEEN_FORMS = re.compile(r"[,;]")
ONSITE = re.compile(r"(?<!за)очн|офф?-?лайн|без дот\b")


def read_form(cell: Cell, _context: Context) -> str | Fault | None:
    """Returns a key of `FORMS`; None where nothing stands."""
    if fault := formula_error("unknown_form", cell):
        return fault
    written = even(clean(cell))
    form = _form_of(written)
    keys = forms_in_brackets(written)
    keys |= {other for part in BETWEEN_FORMS.split(written) if isinstance(other := _form_of(part), str)}
    if isinstance(form, str) and NOT_SURE.search(written):
        return UNKNOWN
    if isinstance(form, Fault) and len(keys) == 1:  # «У-У (учитель – ученик)»
        return keys.pop()
    return UNKNOWN if isinstance(form, str) and keys - {form} else form


def forms_in_brackets(text: str) -> set[str]:
    """Returns the keys of `FORMS` that stand in brackets of a text made plain."""
    return {form for inside in IN_BRACKETS.findall(text) if isinstance(form := _form_of(inside), str)}


def spelled_out(cells: Sequence[Cell], header: str) -> list[Cell]:
    """Returns the cells of a column with forms in place of short names that the column or its header spells out.

    «У-У (учитель – ученик)» in a cell or the header says what «У-У» is in the others; what it says two things of is
    left as it is.
    """
    forms_of_short: dict[str, set[str]] = {}
    for text in {even(clean(cell)) for cell in (*cells, header) if isinstance(cell, str) and "(" in cell}:
        for short, inside in SPELLED_OUT.findall(text):
            if isinstance(form := _form_of(inside), str) and isinstance(_form_of(short), Fault):
                forms_of_short.setdefault(short, set()).add(form)
    forms = {short: FORMS[keys.copy().pop()] for short, keys in forms_of_short.items() if len(keys) == 1}
    if not forms:
        return list(cells)
    return [forms.get(even(clean(cell)), cell) if isinstance(cell, str) else cell for cell in cells]


def _form_of(written: str) -> str | Fault | None:
    text = NOT_OF_FORM.sub("", written).strip(" .")
    if is_nothing(text):
        return None
    if text in OTHER_FORMS:
        return "other"
    if AMONG_PUPILS.fullmatch(text):
        return "student_student"
    two = TWO_ROLES.fullmatch(text)
    plain = KEPT.sub(r"\1\0\2", WITH_DASH.sub(r"\1\0\2", OF_A_ROLE.sub("", text)))
    roles = two.groups() if two else [role.replace("\0", "-") for role in BETWEEN_SIDES.split(plain)]
    letters = text.replace(".", "").replace(" ", "")
    form = LETTERS.get(letters) or "_".join(_roles_of(roles))
    return form if form in FORMS else UNDECIDED if letters in MAY_BE_EITHER else UNKNOWN


def _roles_of(written: Sequence[str]) -> list[str]:
    """Returns the keys of `ROLES` that the words of both sides mean, empty where they mean none for sure."""
    words = [" ".join(role.replace(".", " ").split()) for role in written]
    roles = [ROLE_WORDS.get(word) or SHORT_ROLES.get(word, "") for word in words]
    if len(roles) != len(SIDES):
        return roles
    if words[1] == "уч" and roles[0] in ("undergraduate", "employer"):  # there is no such form with a teacher
        return [roles[0], "student"]
    pupil = ROLE_WORDS.get(QUALIFIED.sub("", words[1]))
    return [roles[0], roles[1] or (pupil if pupil == "student" else "")]


def form_likely(text: str) -> str:
    """Returns the title of the form that an unknown one likely means; nothing where none does.

    Of somebody from outside who is neither a student nor an employer it is «иная».
    """
    written = even(clean(text))
    if written.replace(".", "").replace(" ", "") == "п-у":
        return FORMS["teacher_student"]
    return FORMS["other"] if FROM_OUTSIDE.match(written.strip(' «"')) else ""


def form_in_title(text: str) -> str | Fault | None:
    """Returns a key of `FORMS` that a lone line names; a fault where it speaks of a form that is none, else None.

    In a longer title it stands in quotes of its own or behind «форма»; of two forms, or of a form that the title
    denies, it names none.
    """
    title = NUMBER_OF_TITLE.sub("", even(clean(text)))
    form = _form_of(title)
    within = ["".join(found) for found in WITHIN_TITLE.findall(title)]
    parts = map(_form_of, (*within, *NEXT_IN_TITLE.split(title)))
    named = {part for part in parts if isinstance(part, str) and part != "other"} | ({form} & FORMS.keys())
    if not named:
        return form if NAMES_FORM.search(title) else None
    return named.pop() if len(named) == 1 and not DENIES.search(title) else UNKNOWN


def read_mode(cell: Cell, _context: Context) -> str | Fault | None:
    """Returns a key of `MODES`; for «ДОТ» yes is remote and no is on site."""
    text = even(clean(cell))
    if is_nothing(text):
        return None
    answer = yes_or_no(cell)
    if not isinstance(answer, Fault):
        return "remote" if answer else "onsite"
    onsite = bool(ONSITE.search(text))
    remote = bool(REMOTE.search(text)) and not re.search(r"без дот\b", text)
    if NOT_SURE.search(text) or (onsite and "заочн" in text):  # «не дистанционно», «очно-заочно»
        return Fault("bad_flag", "формат непонятен")
    if MIXED.search(text) or (onsite and remote):
        return "mixed"
    if onsite or remote:
        return "onsite" if onsite else "remote"
    return formula_error("bad_flag", cell) or Fault("bad_flag", "формат непонятен")
