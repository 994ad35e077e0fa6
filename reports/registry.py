"""Every report by its kind, and its note in the log of exports.

Each is made from one source, day and settings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from data.periods import Period
from data.roadmap.records import editions, standings_of_school
from data.roadmap.standing import Standing
from data.store.export_log import log, published_about
from data.store.versions import Store
from metrics.disclosure.facts import Published
from metrics.disclosure.public_tables import PublicFigures, annual, quarterly
from metrics.indicators import Declarations
from reports.director.page import director_page, marking_of
from reports.monitoring.document import monitoring
from reports.monitoring.paper import Paper, Reader
from reports.monitoring.school_template import own_template
from reports.municipal.consents import Consents, decided_in_words
from reports.municipal.rows import NOBODY_DECIDED
from reports.municipal.workbook import held_back_words, left_out_words, municipal_base
from reports.people.workbook import people_figures
from reports.publication.content import PUBLIC, Content, content_of
from reports.publication.html import publication_page
from reports.publication.pdf import publication_paper
from reports.roadmap_document import roadmap_document
from reports.source import PERSONAL, XLSX, Source

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Order:
    """What a report is asked for: lists, period, declarations, store and today.

    There may be no store.

    `released` are doubtful texts of the municipal base that somebody has read and lets go, `conclusions` those of the
    monitoring that somebody accepted, `consents` what was decided about people without consent.
    """

    source: Source
    period: Period
    declarations: Declarations
    store: Store | None
    today: dt.date
    released: frozenset[str] = frozenset()
    conclusions: str | None = None
    consents: Consents = NOBODY_DECIDED

    @property
    def on(self) -> dt.date:
        return self.period.on

    def roadmap(self) -> list[Standing]:
        settings = self.declarations.settings
        return standings_of_school(self.store, self.today, settings.working_days_after, settings.records_from)

    def paper(self, reader: Reader, public: PublicFigures | None = None) -> Paper:
        """Returns what the monitoring for a reader is made from; that for publication has `public` figures."""
        return Paper(self.source, self.on, self.declarations, self.roadmap(), self.today, reader, public)

    def annual(self) -> PublicFigures:
        return annual(self.source.roster, self.on, self.declarations, self._earlier())

    def quarterly(self) -> PublicFigures:
        return quarterly(self.source.roster, self.on, self.declarations, self._earlier())

    def _earlier(self) -> list[Published]:
        """Returns what was published of this year before.

        Of the demonstration nothing ever is.
        """
        if self.source.is_demonstration:
            return []
        return [Published.of_content(publication) for publication in published_about(self.store, self.on.year)]


@dataclass(frozen=True, slots=True)
class Made:
    """The file of a report, its marking, and what others may read in it.

    `notes` are what to say of it, without names.
    """

    content: bytes
    marking: str
    published: Published | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report; `title` is what the log calls it, `file_name` takes the day."""

    title: str
    file_name: str
    mime: str
    make: Callable[[Order], Made]


def _monitoring(reader: Reader) -> Callable[[Order], Made]:
    def make(order: Order) -> Made:
        public = order.quarterly() if reader is Reader.PUBLIC else None
        paper = order.paper(reader, public)
        content = monitoring(paper, own_template(order.store), order.conclusions)
        return Made(content, reader.marking(order.declarations), public.published if public else None)

    return make


def _director(order: Order) -> Made:
    content = director_page(order.source, order.on, order.declarations, order.roadmap(), order.today)
    return Made(content, marking_of(order.declarations))


def _roadmap(order: Order) -> Made:
    return Made(roadmap_document(editions(order.store)[-1], order.declarations), "Без персональных данных обучающихся")


def _people(order: Order) -> Made:
    return Made(people_figures(order.source, order.period, order.declarations), PERSONAL)


def _people_with_special(order: Order) -> Made:
    content = people_figures(order.source, order.period, order.declarations, special=True)
    return Made(content, f"{PERSONAL}. С закрытыми сведениями")


def _base(order: Order) -> Made:
    base = municipal_base(order.source, order.period, order.declarations, order.released, order.consents)
    notes = (
        f"Вошли по решению о согласии: {decided_in_words(base.forms.unconsented)}.",
        f"Не вошли без согласия: {left_out_words(base.forms)}.",
        f"Не отправлены тексты: {held_back_words(base.forms)}.",
    )
    return Made(base.content, PERSONAL, notes=notes)


def _publication(write: Callable[[Content], bytes]) -> Callable[[Order], Made]:
    def make(order: Order) -> Made:
        figures = order.annual()
        content = content_of(order.source, order.on, order.declarations, order.roadmap(), figures)
        return Made(write(content), PUBLIC, figures.published)

    return make


MONITORINGS = {Reader.SCHOOL: "docx", Reader.FOUNDER: "founder", Reader.PUBLIC: "publication"}  # their keys below
KINDS = {
    "docx": Kind("Мониторинг для школы", "мониторинг_для_школы_{on}.docx", DOCX, _monitoring(Reader.SCHOOL)),
    "founder": Kind(
        "Мониторинг для учредителя", "мониторинг_для_учредителя_{on}.docx", DOCX, _monitoring(Reader.FOUNDER)
    ),
    "publication": Kind(
        "Мониторинг для публикации", "мониторинг_для_публикации_{on}.docx", DOCX, _monitoring(Reader.PUBLIC)
    ),
    "director": Kind("Страница директору", "страница_директору_{on}.pdf", PDF, _director),
    "roadmap": Kind("Дорожная карта", "дорожная_карта.docx", DOCX, _roadmap),
    "xlsx": Kind("Показатели с людьми", "показатели_с_людьми_{on}.xlsx", XLSX, _people),
    "special": Kind(
        "Показатели с людьми, с закрытыми сведениями",
        "показатели_с_людьми_закрытые_{on}.xlsx",
        XLSX,
        _people_with_special,
    ),
    "base": Kind("Муниципальная база", "муниципальная_база_{on}.xlsx", XLSX, _base),
    "html": Kind("Публикация (HTML)", "наставничество_{on}.html", "text/html", _publication(publication_page)),
    "pdf": Kind("Публикация (PDF)", "наставничество_{on}.pdf", PDF, _publication(publication_paper)),
}


def delivered(kind: str, order: Order, by: str) -> Made:
    """Returns a report, noted in the log.

    Raises `ListError`.
    """
    report = KINDS[kind].make(order)
    note(kind, order, report, by)
    return report


def note(kind: str, order: Order, report: Made, by: str) -> None:
    """Notes in the log that a file was given out, where there is a store.

    Raises `StoreError`.
    """
    if order.store is None:
        return
    is_public = report.published is not None and not order.source.is_demonstration
    log(
        order.store,
        report.content,
        by=by,
        what=KINDS[kind].title,
        marking=". ".join(order.source.marks(report.marking)),
        made_from=order.source.made_from,
        on=order.on,
        published=report.published.as_content() if report.published and is_public else None,
    )
