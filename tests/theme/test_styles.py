"""Style sheets: layers, tokens, contrast, fonts, and nothing that no template uses."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from plugins.photos.tones import colour

THEME = Path(__file__).parents[2] / "theme"
CSS = THEME / "static" / "css"
FONTS = THEME / "static" / "fonts"
LAYERS = {"tokens.css": "tokens", "base.css": "base", "layout.css": "layout", "print.css": "print"}
SHEETS = sorted(CSS.rglob("*.css"))
ORDER = "@layer tokens, base, layout, components, print;"

COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(", re.IGNORECASE)
DEFINED = re.compile(r"(--[\w-]+)\s*:")
USED = re.compile(r"var\((--[\w-]+)")
CLASS = re.compile(r"\.(-?[a-z][\w-]*)")

LIGHT, DARK = ":root {", "@media (prefers-color-scheme: dark) {"
MORE, MORE_DARK = (
    "@media (prefers-contrast: more) {",
    "@media (prefers-contrast: more) and (prefers-color-scheme: dark) {",
)
SCHEMES = {
    "light": (LIGHT,),
    "dark": (LIGHT, DARK),
    "more contrast, light": (LIGHT, MORE),
    "more contrast, dark": (LIGHT, DARK, MORE, MORE_DARK),
}
# What stands on what; texts reach 7:1, which WCAG asks for at its highest level.
TEXTS = [
    (colour, ground)
    for ground in ("paper", "panel", "notice")
    for colour in ("ink", "ink-soft", "accent", "link", "visited")
] + [("on-band", "band")]
MARKS = [("rule-strong", "paper"), ("focus", "paper"), ("focus", "focus-gap"), ("focus", "panel")]

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = (
    "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "bcdđghklmnpqrstvx"
)


def code(file: Path) -> str:
    """Read a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL).strip()


def block(css: str, opening: str) -> str:
    """Cut out what stands in the braces that follow `opening`."""
    start = css.index(opening) + len(opening)
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(css[end], 0)
        end += 1
    return css[start : end - 1]


def tokens(scheme: str) -> dict[str, str]:
    """Read the colours that hold in a scheme."""
    css, found = code(CSS / "tokens.css"), {}
    for opening in SCHEMES[scheme]:
        found.update(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block(css, opening)))
    return found


def contrast(one: str, other: str) -> float:
    """Compute WCAG's contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Compute WCAG's relative luminance of `#rrggbb`."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("file", SHEETS, ids=lambda f: f.name)
def test_a_sheet_is_wrapped_in_its_layer(file: Path) -> None:
    css = code(file).removeprefix(ORDER).strip() if file.name == "tokens.css" else code(file)
    opening = f"@layer {LAYERS.get(file.name, 'components')} {{"
    assert css.startswith(opening)
    assert css == f"{opening}{block(css, opening)}}}"


def test_the_first_sheet_declares_the_order_of_the_layers() -> None:
    assert code(CSS / "tokens.css").startswith(ORDER)


def test_colours_are_spelt_out_among_the_tokens_alone() -> None:
    spelt = {file.name for file in SHEETS if COLOUR.search(code(file))}
    assert spelt == {"tokens.css", "print.css", "tones.css"}


def test_every_tone_has_its_colour_and_words_that_stand_out_from_it() -> None:
    rules = re.findall(
        r"\.tone--(\d{3}) { background: (#\w{6}); color: (#\w{6}); }", code(CSS / "components/tones.css")
    )
    assert [name for name, _, _ in rules] == [f"{n // 16}{n // 4 % 4}{n % 4}" for n in range(64)]
    for name, ground, ink in rules:
        assert ground == colour(name)
        assert contrast(ground, ink) >= 4.5


def test_every_token_that_is_used_is_defined_and_the_other_way_round() -> None:
    css = "".join(map(code, SHEETS))
    assert set(USED.findall(css)) == set(DEFINED.findall(css))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_its_ground(scheme: str) -> None:
    colours = tokens(scheme)
    faint = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXTS}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 7} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_rules_and_the_focus_ring_stand_out_from_their_ground(scheme: str) -> None:
    colours = tokens(scheme)
    faint = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in MARKS}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}


def test_contrast_is_what_wcag_computes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_every_class_that_is_styled_stands_in_a_template_or_a_script() -> None:
    words = "".join(f.read_text("utf-8") for f in THEME.rglob("templates/**/*.html"))
    words += "".join(f.read_text("utf-8") for f in THEME.rglob("templates/icons/*.svg"))
    words += "".join(f.read_text("utf-8") for f in THEME.rglob("static/js/**/*.js"))
    from_markdown = {"footnote", "footnote-backref"}
    styled = {name for file in SHEETS for name in CLASS.findall(re.sub(r"\"[^\"]*\"", "", code(file)))}
    made = {name for name in styled if f"{name.partition('--')[0]}--{{{{" in words}
    assert {n for n in styled - from_markdown - made if not re.search(rf"[\"\s}}]{n}[\"\s{{]", words)} == set()


def test_fonts_are_latin_and_vietnamese_alone_free_and_light() -> None:
    files = {f.name: f for f in FONTS.iterdir()}
    assert set(files) == {"OFL-faustina.txt", "faustina-latin.woff2", "faustina-vietnamese.woff2"}
    assert "SIL Open Font License, Version 1.1" in files["OFL-faustina.txt"].read_text("utf-8")
    assert sum(f.stat().st_size for f in files.values() if f.suffix == ".woff2") < 40_000


def test_every_vietnamese_letter_is_set_in_the_portals_own_face() -> None:
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", code(CSS / "tokens.css"))
    covered = [range(int(first, 16), int(last or first, 16) + 1) for first, last in ranges]
    assert len(LETTERS) == 12 * 6 + 17
    assert [c for c in LETTERS + LETTERS.upper() + "0123456789“”–…₫" if not any(ord(c) in r for r in covered)] == []
