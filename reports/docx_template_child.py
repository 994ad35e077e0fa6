"""The child process of `docx_template`: fills in a template.

Then its pictures are put in, and the result is checked.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from xml.parsers import expat

import jinja2
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError

from data.word_package import DAMAGED, WordFileRefused
from reports.docx_package import checked_parts, without_moments
from reports.docx_template_language import NEAR, NO_CALLS, Language, beside, near, words_of

FILLED, REFUSED = b"+", b"-"  # before the answer
BEFORE = 5_000  # characters of a document in which to look for its words before a fault
MISPLACED = "после замены вставок документ не складывается: вставка или её конец стоит не на своём месте"
NO_PICTURE = "вставка картинки стоит там, где картинки быть не может. Поставьте её в обычный текст или ячейку таблицы"
TOO_DEEP = "вставки вложены друг в друга слишком глубоко"


def filled_document(template: bytes, order: bytes, *pictures: bytes) -> bytes:
    """Returns, behind `FILLED`, a line with the names of the values that its tags ask for, then the document.

    Where there is none, behind `REFUSED` why.

    `order` is JSON: `values` for the tags, `needed` the tag that no template may lack, `pictures` [name, width in mm]
    of each of `pictures` (PNG), which stands where its name stands in the text.
    """
    request = json.loads(order)
    pictures_by_name = {name: (png, width) for (name, width), png in zip(request["pictures"], pictures, strict=True)}
    try:
        names, content = filled(template, request["values"], request["needed"], pictures_by_name)
    except WordFileRefused as refused:
        return REFUSED + str(refused).encode()
    return FILLED + " ".join(names).encode() + b"\n" + content


def filled(
    template: bytes, values: Mapping[str, Any], needed: str, pictures: Mapping[str, tuple[bytes, int]]
) -> tuple[list[str], bytes]:
    """Returns the names of the values that the tags ask for, and the document.

    Raises `Refused`.
    """
    checked_parts(template)
    document = _Document(template)
    language = Language()
    with _faults(language):
        document.render(values, language)
    _put_in(document, pictures)
    written = io.BytesIO()
    document.save(written)
    content = written.getvalue()
    _check(content, pictures)
    if _letters(values[needed]) not in _letters("".join(document.texts())):
        raise WordFileRefused(
            f"в нём нет вставки «{{{{ {needed} }}}}» – пометки, кому можно показывать документ. Добавьте её в текст"
        )
    return sorted(language.names & values.keys()), without_moments(content)


class _Document(DocxTemplate):  # type: ignore[misc]  # docxtpl carries no types
    """A template whose parts stay parts of python-docx.

    They are never repaired in silence.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        try:
            self.init_docx()
            _ = self.docx.core_properties
        except (KeyError, ValueError, TypeError, AttributeError):  # a part is not there, or not what others name it
            raise WordFileRefused(DAMAGED) from None

    def fix_tables(self, xml: str) -> Any:
        _refuse_malformed(xml)
        return super().fix_tables(xml)

    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None:
        _refuse_malformed(xml.decode())
        part = self.docx.part.rels[relKey].target_part
        assert isinstance(part, XmlPart)
        part._element = parse_xml(xml)

    def stories(self) -> Iterator[StoryPart]:
        """Yields the parts with text that people read: body, headers and footers."""
        yield from (part for part in self.docx.part.package.iter_parts() if isinstance(part, StoryPart))

    def texts(self) -> Iterator[str]:
        for part in self.stories():
            yield from (element.text or "" for element in part.element.iter(qn("w:t")))


def _refuse_malformed(xml: str) -> None:
    """Raises `Refused` where tags tore the elements of the document apart."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(xml.encode(), True)
    except expat.ExpatError:
        before = xml.encode()[: parser.ErrorByteIndex].decode(errors="ignore")
    except UnicodeEncodeError as fault:  # a surrogate, by an escape in a tag
        before = xml[: fault.start]
    else:
        return
    raise WordFileRefused(MISPLACED + beside(words_of(before[-BEFORE:])[-NEAR:]))


@contextmanager
def _faults(language: Language) -> Iterator[None]:
    """Names what a template does wrong while it is filled in, and where."""
    try:
        yield
    except jinja2.TemplateSyntaxError as fault:
        raise WordFileRefused(_syntax(fault.message or "") + near(language.source, fault.lineno)) from None
    except (RecursionError, SyntaxError):  # Python's own, of what Jinja makes of the template
        raise WordFileRefused(TOO_DEEP) from None
    except (WordFileRefused, jinja2.TemplateRuntimeError, ArithmeticError, TypeError, ValueError, LookupError) as fault:
        line = _line(fault)
        if line is None:
            raise
        raise WordFileRefused(_runtime(fault) + near(language.source, line)) from None


def _syntax(message: str) -> str:
    """Returns a message of Jinja in Russian."""
    if message.startswith("Unexpected end of template"):
        return "повторение или условие не закрыто: нет «{% endfor %}» или «{% endif %}»"
    unknown = re.match(r"Encountered unknown tag '(\w+)'", message)
    if unknown:
        return f"вставка «{{% {unknown[1]} %}}» неизвестна, стоит не на своём месте или лишняя"
    return "вставка «{{ … }}» или «{% … %}» не закрыта или записана неверно"


def _runtime(fault: Exception) -> str:
    if isinstance(fault, jinja2.UndefinedError):
        return f"имя «{fault}» программе неизвестно"
    if isinstance(fault, ZeroDivisionError):
        return "вставка делит на ноль"
    if isinstance(fault, (OverflowError, ValueError)):
        return "вставка даёт слишком большое число"
    if isinstance(fault, SecurityError):
        return NO_CALLS
    return (
        str(fault)
        if isinstance(fault, WordFileRefused)
        else "вставка складывает или сравнивает разное, например текст с числом"
    )


def _line(fault: Exception) -> int | None:
    """Returns the line of the template with the fault; None outside of tags."""
    line, step = None, fault.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line


def _put_in(document: _Document, pictures: Mapping[str, tuple[bytes, int]]) -> None:
    """Puts each picture in place of its name."""
    names = re.compile("|".join(map(re.escape, pictures)) or "(?!)")
    for part in document.stories():
        for element in [element for element in part.element.iter(qn("w:t")) if names.search(element.text or "")]:
            place = element.getparent()
            position = place.index(element)
            place.remove(element)
            for piece in re.split(f"({names.pattern})", element.text):
                if piece in pictures:
                    png, width = pictures[piece]
                    new_element = OxmlElement("w:drawing")
                    new_element.append(part.new_pic_inline(io.BytesIO(png), width=Mm(width)))
                elif piece:
                    new_element = OxmlElement("w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
                    new_element.text = piece
                else:
                    continue
                place.insert(position, new_element)
                position += 1


def _check(content: bytes, pictures: Mapping[str, Any]) -> None:
    """Raises `Refused` for what no document may hold.

    A picture's name that is left is such a thing.
    """
    names = [name.encode() for name in pictures]
    for _, part in checked_parts(content):
        if any(name in part.lower() for name in names):
            raise WordFileRefused(NO_PICTURE)


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()
