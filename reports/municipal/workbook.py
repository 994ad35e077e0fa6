"""The municipal base as a workbook ready to send.

Both official forms, and a sheet about the file without names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from data.parsing import clean
from data.periods import Period
from data.russian import PAIRS, PEOPLE, TEXTS, counted, date_text
from metrics.indicators import Declarations
from metrics.sensitive import special_groups
from reports.municipal.consents import Consents, decided_in_words
from reports.municipal.forms import BOTH, MENTEES, MENTORS, Form
from reports.municipal.rows import NOBODY_DECIDED, Forms, filled_forms
from reports.municipal.sheets import workbook
from reports.source import PERSONAL, Source


@dataclass(frozen=True, slots=True)
class MunicipalBase:
    """The workbook, and what stands in it and does not."""

    content: bytes
    forms: Forms


def municipal_base(
    source: Source,
    period: Period,
    declarations: Declarations,
    released: Collection[str] = (),
    consents: Consents = NOBODY_DECIDED,
) -> MunicipalBase:
    """Returns the base of the pairs active in the period.

    `released` are doubtful texts that a person has looked at, `consents` what was decided about people without one.
    """
    forms = forms_of(source, period, declarations, released, consents)
    school = source.school(declarations)
    footer = ". ".join([*source.marks(PERSONAL), f"{school}, на {date_text(period.on)}"])
    about = list(_about(source, period, declarations, forms))
    return MunicipalBase(workbook(forms, about, footer), forms)


def forms_of(
    source: Source,
    period: Period,
    declarations: Declarations,
    released: Collection[str] = (),
    consents: Consents = NOBODY_DECIDED,
) -> Forms:
    """Returns the forms alone, without the file."""
    words = [word for group in special_groups(declarations) for word in group.words]
    return filled_forms(source.roster, period, source.school_if_named(declarations), words, released, consents)


def _about(source: Source, period: Period, declarations: Declarations, forms: Forms) -> Iterator[tuple[str, str]]:
    """Yields what the file is and what is not in it, without names.

    Each is a title and words.
    """
    yield "Пометка", ". ".join(source.marks(PERSONAL))
    yield "Школа", clean(source.school(declarations))
    yield "На какой день", date_text(period.on)
    yield "Из чего сделано", clean(source.provenance(period, declarations))
    yield f"Строк в форме «{MENTEES.title}»", str(len(forms.mentees))
    yield f"Строк в форме «{MENTORS.title}»", str(len(forms.mentors))
    yield "Не вошли без согласия", left_out_words(forms)
    yield "Вошли по решению о согласии", decided_in_words(forms.unconsented)
    yield "Не отправлены тексты", held_back_words(forms)
    for form in BOTH:
        yield f"Пустые ячейки: {form.title}", empty_words(forms, form)


def left_out_words(forms: Forms) -> str:
    """Returns how many people and pairs are left out for want of consent.

    With them how many each form is without because of it.
    """
    if not forms.left_out:
        return "никто"
    people = counted(len(forms.left_out), *PEOPLE)
    return (
        f"{people}, с ними {counted(forms.pairs_left_out, *PAIRS)}; поэтому в форме «{MENTEES.title}» "
        f"нет наставляемых: {forms.mentees_left_out}, в форме «{MENTORS.title}» – наставников: {forms.mentors_left_out}"
    )


def held_back_words(forms: Forms) -> str:
    count = len(forms.held_back)
    return f"{counted(count, *TEXTS)}: похоже, их содержание не для базы" if count else "нет таких"


def empty_words(forms: Forms, form: Form) -> str:
    """Returns the cells that the lists leave empty: «Интересы – 34 из 34; …»."""
    count = len(forms.rows(form))
    return "; ".join(f"{title} – {empty} из {count}" for title, empty in forms.empty(form).items()) or "нет"
