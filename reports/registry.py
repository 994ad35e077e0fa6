"""Every report by its kind, and its note in the log of exports.

Each is made from one source, day and settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.roadmap.records import editions
from data.store.export_log import log
from metrics.disclosure.facts import Published
from reports.director.page import director_page, marking_of
from reports.monitoring.document import monitoring
from reports.monitoring.paper import Reader
from reports.monitoring.school_template import NAME as MONITORING
from reports.municipal.consents import decided_in_words
from reports.municipal.workbook import held_back_words, left_out_words, municipal_base
from reports.pair_papers.listed_pairs import latest, pairs_to_sign
from reports.pair_papers.papers import PAPERS, archive
from reports.people.workbook import people_figures
from reports.plan.figures import plan_json
from reports.plan.outlook import Outlook, outlook
from reports.plan.workbook import marking, plan_workbook
from reports.publication.content import PUBLIC, Content, content_of
from reports.publication.html import publication_page
from reports.publication.pdf import publication_paper
from reports.request import ReportRequest
from reports.roadmap_document import roadmap_document
from reports.school_templates import school_template
from reports.source import PERSONAL, XLSX

PDF, JSON, ZIP = "application/pdf", "application/json", "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Report:
    """The file of a report, its marking, and what others may read in it.

    `notes` are what to say of it, without names.
    """

    content: bytes
    marking: str
    published: Published | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report; `title` is what the log calls it, `file_name` takes the day."""

    title: str
    file_name: str
    mime: str
    make: Callable[[ReportRequest], Report]


def _monitoring(reader: Reader) -> Callable[[ReportRequest], Report]:
    def make(request: ReportRequest) -> Report:
        public = request.quarterly() if reader is Reader.PUBLIC else None
        paper = request.paper(reader, public)
        content = monitoring(paper, school_template(request.store, MONITORING), request.conclusions)
        return Report(content, reader.marking(request.declarations), public.published if public else None)

    return make


def _director(request: ReportRequest) -> Report:
    content = director_page(request.source, request.on, request.declarations, request.roadmap(), request.today)
    return Report(content, marking_of(request.declarations))


def _roadmap(request: ReportRequest) -> Report:
    return Report(
        roadmap_document(editions(request.store)[-1], request.declarations), "Без персональных данных обучающихся"
    )


def _people(request: ReportRequest) -> Report:
    return Report(people_figures(request.source, request.period, request.declarations), PERSONAL)


def _people_with_special(request: ReportRequest) -> Report:
    content = people_figures(request.source, request.period, request.declarations, special=True)
    return Report(content, f"{PERSONAL}. С закрытыми сведениями")


def _base(request: ReportRequest) -> Report:
    base = municipal_base(request.source, request.period, request.declarations, request.released, request.consents)
    notes = (
        f"Вошли по решению о согласии: {decided_in_words(base.forms.unconsented)}.",
        f"Не вошли без согласия: {left_out_words(base.forms)}.",
        f"Не отправлены тексты: {held_back_words(base.forms)}.",
    )
    return Report(base.content, PERSONAL, notes=notes)


def _pair_papers(request: ReportRequest) -> Report:
    to_sign = pairs_to_sign(request.source.roster, request.on, request.declarations)
    pairs = latest(to_sign) if request.pairs is None else [pair for pair in to_sign if pair.row in request.pairs]
    templates = {paper.key: school_template(request.store, paper.key) or paper.template for paper in PAPERS}
    return Report(archive(request.source, pairs, request.declarations, templates), PERSONAL)


def _plan(make: Callable[[ReportRequest, Outlook], bytes], *, special: bool) -> Callable[[ReportRequest], Report]:
    def made(request: ReportRequest) -> Report:
        found = outlook(
            request.source.roster, request.on, request.declarations, special=special, choices=request.choices
        )
        return Report(make(request, found), marking(special=special))

    return made


def _plan_workbook(request: ReportRequest, found: Outlook) -> bytes:
    return plan_workbook(request.source, found, request.declarations)


def _plan_json(request: ReportRequest, found: Outlook) -> bytes:
    return plan_json(request.source.school(request.declarations), found)


def _publication(write: Callable[[Content], bytes]) -> Callable[[ReportRequest], Report]:
    def make(request: ReportRequest) -> Report:
        figures = request.annual()
        content = content_of(request.source, request.on, request.declarations, request.roadmap(), figures)
        return Report(write(content), PUBLIC, figures.published)

    return make


MONITORINGS = {Reader.SCHOOL: "docx", Reader.FOUNDER: "founder", Reader.PUBLIC: "publication"}  # their keys below
KINDS = {
    "docx": ReportKind("Мониторинг для школы", "мониторинг_для_школы_{on}.docx", DOCX, _monitoring(Reader.SCHOOL)),
    "founder": ReportKind(
        "Мониторинг для учредителя", "мониторинг_для_учредителя_{on}.docx", DOCX, _monitoring(Reader.FOUNDER)
    ),
    "publication": ReportKind(
        "Мониторинг для публикации", "мониторинг_для_публикации_{on}.docx", DOCX, _monitoring(Reader.PUBLIC)
    ),
    "director": ReportKind("Страница директору", "страница_директору_{on}.pdf", PDF, _director),
    "roadmap": ReportKind("Дорожная карта", "дорожная_карта.docx", DOCX, _roadmap),
    "xlsx": ReportKind("Показатели с людьми", "показатели_с_людьми_{on}.xlsx", XLSX, _people),
    "special": ReportKind(
        "Показатели с людьми, с закрытыми сведениями",
        "показатели_с_людьми_закрытые_{on}.xlsx",
        XLSX,
        _people_with_special,
    ),
    "plan_xlsx": ReportKind(
        "План новых пар, без имён", "план_пар_без_имён_{on}.xlsx", XLSX, _plan(_plan_workbook, special=False)
    ),
    "plan_xlsx_special": ReportKind("План новых пар", "план_пар_{on}.xlsx", XLSX, _plan(_plan_workbook, special=True)),
    "plan_json": ReportKind(
        "План новых пар (JSON), без имён", "план_пар_без_имён_{on}.json", JSON, _plan(_plan_json, special=False)
    ),
    "plan_json_special": ReportKind(
        "План новых пар (JSON)", "план_пар_{on}.json", JSON, _plan(_plan_json, special=True)
    ),
    "pairs": ReportKind("Документы пар", "документы_пар_{on}.zip", ZIP, _pair_papers),
    "base": ReportKind("Муниципальная база", "муниципальная_база_{on}.xlsx", XLSX, _base),
    "html": ReportKind("Публикация (HTML)", "наставничество_{on}.html", "text/html", _publication(publication_page)),
    "pdf": ReportKind("Публикация (PDF)", "наставничество_{on}.pdf", PDF, _publication(publication_paper)),
}


def delivered(kind: str, request: ReportRequest, by: str) -> Report:
    """Returns a report, noted in the log.

    Raises `ListError`.
    """
    report = KINDS[kind].make(request)
    note(kind, request, report, by)
    return report


def note(kind: str, request: ReportRequest, report: Report, by: str) -> None:
    """Notes in the log that a file was given out, where there is a store.

    Raises `StoreError`.
    """
    if request.store is None:
        return
    is_public = report.published is not None and not request.source.is_demonstration
    log(
        request.store,
        report.content,
        by=by,
        what=KINDS[kind].title,
        marking=". ".join(request.source.marks(report.marking)),
        made_from=request.source.made_from,
        on=request.on,
        published=report.published.as_content() if report.published and is_public else None,
    )
