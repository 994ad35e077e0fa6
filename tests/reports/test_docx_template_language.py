"""`reports.docx_template_language`: a template reaches nothing but its values.

It places, repeats, compares and chooses.
"""

from __future__ import annotations

import re

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.word_files import outcome, saved, template, text_of

pytestmark = pytest.mark.guarded

ESCAPES = r"""
{{ ''.__class__.__mro__[1].__subclasses__() }}
{{ ''.__class__ }}
{{ school|attr('__class__') }}
{{ school['__class__'] }}
{{ school['__cla' ~ 'ss__']['__mro__'] }}
{{ self.__init__.__globals__ }}
{{ self }}
{{ self._TemplateReference__context }}
{{ cycler.__init__.__globals__.os.popen('id').read() }}
{{ cycler }}
{{ joiner }}
{{ lipsum.__globals__['os'] }}
{{ lipsum }}
{{ namespace(a=1) }}
{{ dict(a=1) }}
{{ range.__class__ }}
{{ range['__self__'] }}
{{ range }}
{% for a in names %}{{ loop.__class__ }}{% endfor %}
{% for a in names %}{{ loop['__class__'] }}{% endfor %}
{% for a in names %}{{ loop.cycle }}{% endfor %}
{% for a in names %}{{ loop.cycle(1, 2) }}{% endfor %}
{% for a in names %}{{ loop }}{% endfor %}
{% for a in names recursive %}{{ loop(names) }}{% endfor %}
{{ shares[0].picture.tpl.write_xml('x') }}
{{ shares[0].picture.tpl }}
{{ shares[0].items() }}
{{ shares[0].items }}
{{ shares.append }}
{{ school.format }}
{{ school.format_map }}
{{ "%s"|format(school) }}
{{ caller }}
{{ varargs }}
{{ context }}
{{ environment }}
{{ request }}
{{ config }}
{% set range = school %}{{ range() }}
{% include '/etc/passwd' %}
{% import 'os' as os %}
{% from 'os' import system %}
{% extends '/etc/passwd' %}
{% macro m() %}x{% endmacro %}{{ m() }}
{% macro m() %}x{% endmacro %}{{ m.__globals__ }}
{% call m() %}x{% endcall %}
{% block b %}x{% endblock %}
{% filter upper %}x{% endfilter %}
{% set x %}<w:p/>{% endset %}
{% set x.y = 1 %}
{% autoescape false %}{{ school }}{% endautoescape %}
{% with a = 1 %}x{% endwith %}
{% do names.append(1) %}
{% debug %}
{% trans %}x{% endtrans %}
{{ school|safe }}
{{ names|map('attr', '__class__')|join }}
{{ names|map(attribute='__class__')|join }}
{{ shares|join(attribute='__class__.__mro__') }}
{{ shares|join(attribute='__class__') }}
{{ shares|groupby('__class__') }}
{{ shares|selectattr('__class__')|first }}
{{ shares|tojson }}
{{ {'a': school}.a }}
{% if school is filter %}x{% endif %}
{% if names is callable %}x{% endif %}
""".strip().splitlines()

BOMBS = r"""
{{ "x" * 1000000000 }}
{{ [0] * 1000000000 }}
{{ "%1000000000d" % 1 }}
{{ 9 ** 9 ** 9 }}
{{ 999999999 * 999999999 * 999999999 }}
{{ "x"|center(1000000000) }}
{{ school|indent(1000000000) }}
{{ "%1000000000s"|format(1) }}
{{ names|batch(1000000000, "x") }}
{{ lipsum(1000000) }}
{{ range(1000000000)|join }}
{{ range(10 ** 30)|join }}
{{ range(99999999999999999999999)|join }}
{% for a in range(1001) %}{% endfor %}
""".strip().splitlines()

FAULTS = {
    "{{ 1 / 0 }}": "делит на ноль",
    "{{ count // 0 }}": "делит на ноль",
    "{{ count % 0 }}": "делит на ноль",
    "{{ school + 1 }}": "складывает или сравнивает разное",
    "{{ school < 1 }}": "складывает или сравнивает разное",
    "{% for a in count %}{% endfor %}": "складывает или сравнивает разное",
    "{{ range('a')|join }}": "складывает или сравнивает разное",
    "{{ shares }}": "показывает список",
    "{{ shares[0] }}": "показывает список",
    "{{ shool }}": "имя «shool» программе неизвестно",
    "{{ shares[0].nomber }}": "имя «nomber» программе неизвестно",
    "{% if shool %}x{% endif %}": "имя «shool» программе неизвестно",
    "{% for a in shool %}x{% endfor %}": "имя «shool» программе неизвестно",
    "{{ school": "не закрыта или записана неверно",
    "{{ school }": "не закрыта или записана неверно",
    "{{ }}": "не закрыта или записана неверно",
    "{% for a in %}{% endfor %}": "не закрыта или записана неверно",
    "{% for a in names %}": "повторение или условие не закрыто",
    "{% if school %}": "повторение или условие не закрыто",
    "{% endfor %}": "«{% endfor %}» неизвестна, стоит не на своём месте или лишняя",
    "{%tr for a in names %}": "«{% tr %}» неизвестна, стоит не на своём месте или лишняя",
    "{{ school|upper_case }}": "«|upper_case»",
    "{{ '\\x01' }}": "документ не складывается",
    "{{ '\\ud800' }}": "документ не складывается",
}

DEEP = {
    "brackets": "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "negations": "{{ " + "not " * 3000 + "1 }}",
    "a long sum": "{{ " + "1 + " * 5_000 + "1 }}",
    "loops": "{% for a in names %}" * 30 + "{% endfor %}" * 30,
    "conditions": "{% if count %}" * 120 + "{% endif %}" * 120,
}


def refused(words: str) -> str:
    answer = outcome(template(words))
    assert isinstance(answer, str), text_of(answer)
    return answer


@pytest.mark.parametrize("words", ESCAPES)
def test_no_way_leads_out_of_the_language(words: str) -> None:
    assert refused(words)


@pytest.mark.parametrize("words", BOMBS)
def test_what_could_grow_without_bound_is_refused_before_it_does(words: str) -> None:
    assert refused(words)


@pytest.mark.parametrize("words", FAULTS)
def test_a_fault_is_named_with_the_words_beside_it(words: str) -> None:
    answer = refused(f"Директор {words}")
    assert FAULTS[words] in answer
    assert "рядом с «Директор" in answer or "документ не складывается" in answer


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_too_deeply_is_refused(kind: str) -> None:
    assert "слишком глубоко" in refused(DEEP[kind])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("{{ school }}", "Школа под липами"),
        ("{{ school|upper }}", "ШКОЛА ПОД ЛИПАМИ"),
        ("{{ school[:5] }} {{ names[1] }} {{ names|join(', ') }}", "Школа б а, б"),
        ("{{ count + 1 }} {{ count * 2 }} {{ 10 / 4 }} {{ -count }} {{ names|length }}", "4 6 2.5 -3 2"),
        ("{{ shares[0].title }} {{ shares[1]['number'] }}", "Наставляемые 2"),
        (
            "{% for one in shares %}{{ loop.index }}/{{ loop.length }} {{ one.title }}; {% endfor %}",
            "1/2 Наставляемые; 2/2 Педагоги; ",
        ),
        ("{% for a in names if a != 'а' %}{{ a }}{% else %}нет{% endfor %}", "б"),
        ("{% for a in range(3) %}_{% endfor %}", "___"),
        ("{% if count > 2 and names is defined %}да{% elif count == 0 %}ноль{% else %}нет{% endif %}", "да"),
        ("{{ 'да' if count is odd else 'нет' }} {{ nobody|default('никто') }}", "да никто"),
        ("{% set title = school ~ '!' %}{{ title }}", "Школа под липами!"),
        ("{# для директора #}{% raw %}{{ так }}{% endraw %}", "{{ так }}"),
        ("{{ '<w:p/>' }}", "<w:p/>"),
    ],
)
def test_what_a_school_needs_is_there(words: str, shown: str) -> None:
    made = outcome(template(words))
    assert isinstance(made, bytes), made
    assert text_of(made).splitlines()[1] == shown


@pytest.mark.parametrize("place", ["header", "footer", "properties"])
def test_headers_footers_and_properties_speak_the_same_language(place: str) -> None:
    document = docx.Document()
    document.add_paragraph("{{ marking }}")
    if place == "properties":
        document.core_properties.title = "{{ self.__init__ }}"
    else:
        getattr(document.sections[0], place).paragraphs[0].text = "{{ self.__init__ }}"
    assert "«__init__»" in str(outcome(saved(document)))


WORDS = """
    {{ }} {% %} {# #} for in if else endfor endif set school shares names count one loop range ( ) [ ] 0 1 | . ' " = + - /
    ~ title join not is odd tr p r tc < & \\ __class__ текст
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map(" ".join))
def test_whatever_is_written_gives_a_document_or_a_sentence(words: str) -> None:
    answer = outcome(template(words, f"{{{{ {words} }}}}"))
    assert isinstance(answer, bytes) or re.search("[а-я]", answer)
