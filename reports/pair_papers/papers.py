"""The papers of chosen pairs as one archive: приказ о закреплении, индивидуальные планы, согласия, дневники."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.people.name_cases import accusative, as_signed, dative, genitive, is_declined, with_initials
from data.periods import school_year_end
from data.roadmap.deadlines import working_day_until
from data.russian import date_text
from data.vocabulary import FORMS, MODES
from metrics.indicators import Declarations, Settings
from metrics.pairs.pair_rows import PairRow, PairSide
from reports.docx_package import LONG_AGO
from reports.docx_template import MARKING, TO_FILL, filled
from reports.pair_papers.listed_pairs import ADULT, age_of, is_pupil, term_of, terms_of, words_of
from reports.source import PERSONAL, Source

AT_FIRST = dt.timedelta(days=14)  # from the start of a pair until its plan stands, as the order says
SIGNS_ALONE = 14  # years from which somebody signs beside the representative: Civil Code of Russia, art. 26
DIARY_LINES = 12
MODE_TO_CHOOSE = f"{' / '.join(MODES.values())} (подчеркните)"  # of a pair whose list gives none


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the archive; `name` is that of its file and of the school's own template."""

    key: str
    name: str
    values: Callable[[Sequence[PairRow], Settings, dt.date], dict[str, Any]]

    @property
    def template(self) -> bytes:
        """The template of the app."""
        return Path(__file__).with_name(f"{self.key}.docx").read_bytes()


def archive(
    source: Source, pairs: Sequence[PairRow], declarations: Declarations, templates: Mapping[str, bytes]
) -> bytes:
    """Returns a zip of all papers of these pairs, byte for byte the same for the same pairs.

    `templates` by the key of the paper. Raises `ListError` where one cannot be used.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, paper in enumerate(PAPERS, 1):
            document = filled_paper(paper, templates[paper.key], source, pairs, declarations)
            packed.writestr(zipfile.ZipInfo(f"{number} {paper.name}.docx", LONG_AGO), document, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def filled_paper(
    paper: Paper, template: bytes, source: Source, pairs: Sequence[PairRow], declarations: Declarations
) -> bytes:
    """Returns one paper of these pairs. Raises `ListError` where the template cannot be used."""
    settings = declarations.settings
    common = {
        "school": source.school(declarations),
        "director": as_signed(settings.director) or TO_FILL,
        "director_dative": dative(settings.director) if settings.director else TO_FILL,
        "responsible": accusative(settings.responsible) if settings.responsible else TO_FILL,
        "responsible_name": settings.responsible or TO_FILL,
        MARKING: ". ".join(source.marks(PERSONAL)),
    }
    return filled(template, common | paper.values(pairs, settings, source.roster.as_of), MARKING)


def names_in_brackets(pairs: Sequence[PairRow], settings: Settings, *, own_templates: bool) -> list[str]:
    """Returns the names in the papers of these pairs that stand in brackets, as their cases are not certain.

    The app's templates put the director's name alone into a case; those of a school may do so with every name.
    """
    people = [side.name for pair in pairs for side in (pair.mentor, pair.mentee)] if own_templates else []
    signing = (settings.director, settings.responsible if own_templates else "")
    return [name for name in dict.fromkeys([*filter(None, signing), *sorted(people)]) if not is_declined(name)]


def _with_names(pairs: Sequence[PairRow], settings: Settings, _as_of: dt.date) -> dict[str, Any]:
    """Returns the pairs in their order, the mentors once each, by name, and who has to know of the order."""
    mentors = dict.fromkeys(pair.mentor.name for pair in sorted(pairs, key=lambda pair: pair.mentor.name))
    alike = {with_initials(mentor): mentor for mentor in mentors}
    responsible = alike.get(with_initials(settings.responsible or TO_FILL), settings.responsible)
    acquainted = dict.fromkeys([responsible, *mentors])  # who mentors as well signs once
    return {"pairs": [_values(pair) for pair in pairs], "mentors": list(mentors), "acquainted": list(acquainted)}


def _with_steps(pairs: Sequence[PairRow], _settings: Settings, _as_of: dt.date) -> dict[str, Any]:
    return {"pairs": [_values(pair) | {"steps": _steps(pair)} for pair in pairs]}


def _with_lines(pairs: Sequence[PairRow], _settings: Settings, _as_of: dt.date) -> dict[str, Any]:
    return {"pairs": [_values(pair) for pair in pairs], "lines": [""] * DIARY_LINES}


def _values(pair: PairRow) -> dict[str, Any]:
    sides = {"mentor": pair.mentor, "mentee": pair.mentee}
    values: dict[str, Any] = {
        "terms": terms_of(pair),
        "form": FORMS.get(pair.form or "", TO_FILL),
        "mode": MODES.get(pair.mode or "", MODE_TO_CHOOSE),
        "form_and_mode": pair.form_and_mode,
        "term": term_of(pair),
        "request": pair.request,
        "mentee_is_minor": int(_is_minor(pair.mentee, pair)),
    }
    for key, side in sides.items():
        values |= {
            key: side.name,
            f"{key}_is": words_of(side),
            f"{key}_short": with_initials(side.name),
            f"{key}_genitive": genitive(side.name),
            f"{key}_accusative": accusative(side.name),
        }
    return values


def _steps(pair: PairRow) -> list[dict[str, str]]:
    """Returns what each pair does: a beginning from which its plan is made, not the plan itself.

    A step is due on a working day.
    """
    first = _working_day(pair, pair.start + AT_FIRST)
    half = _working_day(pair, pair.start + (pair.end - pair.start) / 2) if pair.end else "в середине программы"
    end = _working_day(pair, pair.end) if pair.end else "в конце программы"
    return [
        _step("Знакомство, запрос и цель", first, "Запрос и цель записаны, план согласован"),
        _step("Встречи по плану, записи в дневнике", "весь срок", "Шаги к цели выполнены"),
        _step("Промежуточный итог", half, "Что удалось, что изменить"),
        _step("Итоговая встреча, обратная связь", end, "Цель достигнута, отзывы получены"),
    ]


def _working_day(pair: PairRow, day: dt.date) -> str:
    """Returns the working day on or before a day; the day itself where the pair begins later than that."""
    working_day = working_day_until(day)
    return date_text(working_day if working_day >= pair.start else day)


def _step(what: str, until: str, result: str) -> dict[str, str]:
    return {"what": what, "until": until, "result": result}


def _consents(pairs: Sequence[PairRow], _settings: Settings, as_of: dt.date) -> dict[str, Any]:
    """Returns a consent of everybody who signs one: a representative for a minor, each person from 14 years on."""
    consents = []
    for pair in pairs:
        for side, part in ((pair.mentor, "в качестве наставника"), (pair.mentee, "в качестве наставляемого")):
            age = age_of(side, pair.start)
            signs = [True] if _is_minor(side, pair) else []
            signs += [False] if not is_pupil(side) or age is None or age >= SIGNS_ALONE else []
            consents += [_consent(pair, side, part, as_of, by_parent=by_parent) for by_parent in signs]
    return {"consents": consents}


def _is_minor(side: PairSide, pair: PairRow) -> bool:
    """Returns whether a representative signs for a side: it is a pupil who was not of age when the pair began."""
    age = age_of(side, pair.start)
    return is_pupil(side) and (age is None or age < ADULT)


def _consent(pair: PairRow, side: PairSide, part: str, as_of: dt.date, *, by_parent: bool) -> dict[str, Any]:
    return {
        "person": side.name,
        "person_is": words_of(side),
        "person_genitive": genitive(side.name),
        "part_in_words": part,
        "is_pupil": int(is_pupil(side)),
        "by_parent": int(by_parent),
        "terms": terms_of(pair),
        "until": date_text(pair.end or school_year_end(max(pair.start, as_of))),
        "until_is": "конец работы пары" if pair.end else "конец учебного года",
    }


PAPERS = (
    Paper("order", "Приказ о закреплении пар", _with_names),
    Paper("plan", "Индивидуальные планы", _with_steps),
    Paper("consents", "Согласия", _consents),
    Paper("diary", "Дневники наставников", _with_lines),
)
