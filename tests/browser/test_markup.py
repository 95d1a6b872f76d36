"""Every published file of HTML and CSS obeys the standards, warnings included."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Site
from tests.browser.judges import markup_faults

pytestmark = pytest.mark.browser


def test_vnu_has_nothing_to_say_about_any_page_or_style(site: Site) -> None:
    faults = markup_faults(site.root)
    assert not faults, "\n".join(f"{message}: {len(at)} times, as in {at[0]}" for message, at in faults.items())


def test_vnu_catches_planted_faults_and_those_alone(site: Site, tmp_path: Path) -> None:
    page = (site.root / site.paths["article"].strip("/") / "index.html").read_text("utf-8")
    assert "</main>" in page
    planted = {
        "unclosed.html": page.replace("</main>", "</div></main>"),
        "no-language.html": re.sub(r"<html[^>]*>", "<html>", page),
        "no-alt.html": page.replace("</main>", "<img src='/x.png'></main>"),
        "one-id-twice.html": page.replace("</main>", "<p id='twice'>a<p id='twice'>b</main>"),
        "misspelt.css": "body { colour: red }",
    }
    sound = {
        "sound.html": "<!doctype html><html lang=vi><title>Tin</title><p>Tin</p></html>",
        "sound.css": "body { color: red }",
    }
    for name, text in (planted | sound).items():
        (tmp_path / name).write_text(text, "utf-8")
    faults = markup_faults(tmp_path)
    assert {place.split(":")[0] for places in faults.values() for place in places} == set(planted)
