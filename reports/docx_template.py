"""Word documents: a template filled in, and every part of the file dated alike."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment

from data.findings import ListError
from data.parsing.printable import printable

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the moment that every part of the file carries: the same report, the same bytes

Picture = Callable[[bytes, int], InlineImage]  # a PNG and its width in mm


def filled(template: bytes, context: Callable[[Picture], Mapping[str, Any]], needed: str) -> bytes:
    """The template with its tags filled in; what stands in the context is text, never markup.

    `context` is given what puts a picture into this document; `needed` is the tag that no template may lack. Raises
    `ListError` where the template cannot be used.
    """
    try:
        document = DocxTemplate(io.BytesIO(template))
        lacks = needed not in document.get_undeclared_template_variables(SandboxedEnvironment())
        told = context(lambda png, width: InlineImage(document, io.BytesIO(png), width=Mm(width)))
        # The template is a file that somebody uploads: it may place words, and reach nothing else.
        document.render(told, SandboxedEnvironment(autoescape=True, finalize=_as_word_holds_it))
    except (jinja2.TemplateError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ListError(
            "Шаблон Word не подходит: в нём не закрыта или неверно записана вставка «{{ … }}». Исправьте его."
        ) from error
    if lacks:
        raise ListError(
            f"Шаблон Word не подходит: в нём нет вставки «{{{{ {needed} }}}}» – пометки, кому можно показывать "
            "документ. Добавьте её."
        )
    written = io.BytesIO()
    document.save(written)
    return without_moments(written.getvalue())


def _as_word_holds_it(value: Any) -> Any:
    return printable(value) if type(value) is str else value  # what is no plain text is markup of our own, a picture


def without_moments(content: bytes) -> bytes:
    """The file with every part dated alike."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename, LONG_AGO), source.read(part), zipfile.ZIP_DEFLATED)
    return found.getvalue()
