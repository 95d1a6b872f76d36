"""Pages from templates: one Jinja environment, autoescape on, nothing undefined let through."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from traceback import walk_tb
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError

from plugins.engine.filters import filters
from plugins.engine.words import SAY, SpokenEnvironment
from plugins.model.errors import NewsError

Renderer = Callable[[str, Any], str]
DOMAIN = "messages"
SOURCE_LANGUAGE = "vi"


def environment(theme: Path, lang: str, compiled: BytecodeCache | None = None) -> SpokenEnvironment:
    """Make the environment that renders a theme's templates in one language of the interface."""
    words = catalogue(theme, lang)
    jinja = SpokenEnvironment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled,
        extensions=["jinja2.ext.i18n"],
    )
    jinja.say = words.gettext
    jinja.globals = {SAY: jinja.globals[SAY]}  # each page looks at all of them
    jinja.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    jinja.filters.update(filters(lang, words.gettext, jinja.pieces))
    jinja.globals["lang"] = lang
    return jinja


def catalogue(theme: Path, lang: str) -> NullTranslations:
    """Read the interface's words in a language; Vietnamese is what templates are written in."""
    file = theme / "locale" / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not file.is_file():
        if lang == SOURCE_LANGUAGE:
            return NullTranslations()
        raise NewsError(f"DEFAULT_LANG = {lang!r}: giao diện chưa có bản dịch ({file}).")
    compiled = BytesIO()
    with file.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=lang))
    compiled.seek(0)
    return Translations(compiled, DOMAIN)


def words_digest(theme: Path, lang: str) -> str:
    """Return the digest of a language's words."""
    file = theme / "locale" / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    words = file.read_bytes() if file.is_file() else b""
    return blake2b(lang.encode() + b"\0" + words, digest_size=16).hexdigest()


def renderer(jinja: Environment) -> Renderer:
    """Return the function that renders a view by a template, which sees the view's fields and nothing else.

    It raises NewsError for a mistake in a template, naming file and line.
    """

    def render(template: str, view: Any) -> str:
        try:
            return jinja.get_template(template).render(_seen(view))
        except Exception as error:
            line = _line(error, template)
            if line:
                raise NewsError(f"THEME: templates/{line}: {error}") from error
            raise

    return render


def _line(error: Exception, template: str) -> str:
    """Return the template's line that an error is of; "" where it is no template's, but the program's."""
    frames = [frame for frame in walk_tb(error.__traceback__) if "__jinja_exception__" in frame[0].f_globals]
    is_last = bool(frames) and frames[-1][0] is [*walk_tb(error.__traceback__)][-1][0]
    if not (is_last or isinstance(error, TemplateError)):
        return ""
    place = frames[-1][0].f_code.co_filename.rpartition("/templates/")[2] if frames else template
    return f"{place}, dòng {frames[-1][1]}" if frames else place


def _seen(view: Any) -> dict[str, Any]:
    return {name: getattr(view, name) for name in _names(type(view))}  # type: ignore[arg-type]  # a class can be hashed


@cache
def _names(view: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(view))  # type: ignore[arg-type]  # the class of a view
