"""Templates give the same text as Jinja's own environment gives, by the shorter way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from plugins.engine.render import environment
from plugins.engine.swift import printed
from plugins.model.views import Link

THEME = Path(__file__).parents[2] / "theme"
LIBRARY = {
    "pieces.html": """
{%- macro line(item, level=2, note="") -%}
<h{{ level }}>{{ item.title }}</h{{ level }}>{{ note }}
{%- endmacro -%}
{%- macro around(title) -%}<div title="{{ title }}">{{ caller() }}</div>{%- endmacro -%}
{%- macro open(first) -%}{{ first }} {{ varargs|length }} {{ kwargs|length }}{%- endmacro -%}
{%- macro nested(item) -%}<b>{{ line(item, note=line(item, 3)) }}</b>{%- endmacro -%}
""",
    "base.html": "<title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}",
}
PAGES = {
    "text": "{{ item.title }} {{ 3 }} {{ 2.5 }} {{ true }} {{ none }} {{ safe }} {{ 'a' ~ item.title }}",
    "macro": "{% from 'pieces.html' import line %}{{ line(item) }}{{ line(item, 4) }}{{ line(note='<', item=item) }}",
    "nested": "{% from 'pieces.html' import nested as twice %}{{ twice(item) }}{{ twice(item)|length }}",
    "call": "{% from 'pieces.html' import around %}{% call around(item.title) %}{{ item.url }}{% endcall %}",
    "open": "{% from 'pieces.html' import open %}{{ open(1, 2, 3, four=4) }}",
    "spread": "{% from 'pieces.html' import line %}{{ line(*[item, 5], **{'note': '>'}) }}",
    "set": "{% set piece %}{{ item.title }}<br>{% endset %}{{ piece }}{{ piece|upper }}",
    "loop": "{% for n in [1, 2] %}{{ loop.index }}{{ loop.cycle('a', '<') }}{% endfor %}",
    "block": "{% extends 'base.html' %}{% from 'pieces.html' import open %}{% block main %}{{ open(3) }}{% endblock %}",
    "said": "{{ _('Số %(number)s <i>, 100%%', number=item.title) }}{{ _('đủ 100%%') }}{{ _(item.url) }}",
    "lacking": "{{ item.nothing is defined }}{{ item.nothing|default('<') }}{{ item.nothing is undefined }}",
    "field": "{{ item.title.upper() }}{{ item.title|upper }}{{ 'a'.upper() }}{{ (item or 1).url }}",
    "own": "{% macro own(text) %}<p>{{ text }}</p>{% endmacro %}{{ own(own(item.title)) }}",
}


def _plain() -> Environment:
    jinja = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    jinja.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return jinja


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_what_jinja_makes_of_it(page: str) -> None:
    view = {"item": Link("<A & 'b'>", "/c/&/"), "safe": Markup("<hr>")}
    rendered = []
    for jinja in (_plain(), environment(THEME, "vi")):
        jinja.loader = DictLoader(LIBRARY | {"page.html": PAGES[page]})
        rendered.append(jinja.get_template("page.html").render(view))
    assert rendered[0] == rendered[1]
    assert rendered[0]


@pytest.mark.parametrize("call", ["line()", "line(item, 2, '', 4)", "line(item, colour=1)", "line(item.nothing)"])
def test_a_wrong_call_is_no_page(call: str) -> None:
    jinja = environment(THEME, "vi")
    jinja.loader = DictLoader(LIBRARY | {"page.html": f"{{% from 'pieces.html' import line %}}{{{{ {call} }}}}"})
    with pytest.raises((TypeError, UndefinedError, AttributeError)):
        jinja.get_template("page.html").render(item=Link("A", "/"))


def test_a_macro_that_nothing_defines_is_no_page() -> None:
    jinja = environment(THEME, "vi")
    jinja.loader = DictLoader(LIBRARY | {"page.html": "{% from 'pieces.html' import lines %}{{ lines(1) }}"})
    with pytest.raises(UndefinedError, match="lines"):
        jinja.get_template("page.html").render()


@given(st.one_of(st.text(), st.text(alphabet="&<>'\"a"), st.integers(), st.booleans(), st.floats(), st.none()))
def test_what_is_printed_is_escaped(value: object) -> None:
    assert printed(value) == escape(value)


@given(st.text())
def test_what_is_marked_is_printed_as_it_is(text: str) -> None:
    assert printed(Markup(text)) == text
