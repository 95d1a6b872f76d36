"""Related news as a former build left them: only speed. Whatever is missing or damaged is made anew.

Three files: the lists, all that an unchanged site needs; the shelf they came from; the terms of each text by the digest
of its file, which only grow until half of them are of no use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from plugins.bridge.feature import Workshop
from plugins.model.article import Article
from plugins.model.site import Site
from plugins.related.io.layers import Layers
from plugins.related.io.texts import TermsFile
from plugins.related.renewal import ArticleOf, TermsOf, renew
from plugins.related.roll import Roll, key_of
from plugins.related.settings import RelatedSettings
from plugins.related.sheaf import Sheaf
from plugins.related.shelf import Shelf, arrange
from plugins.related.terms import Terms, count

FEW = 8
SOME = 16
"""Texts that are one piece of work."""
MANY = 128
"""Pieces that are one block of the file of terms."""


@dataclass(frozen=True)
class Kept:
    """A shelf, and the digest of the registries and settings that it was made by."""

    rules: bytes
    shelf: Shelf
    length: int
    """Bytes of the file of terms."""


def ranked(
    site: Site,
    workshop: Workshop,
    settings: RelatedSettings,
    folder: Path,
    version: bytes,
    roll: Roll,
) -> Shelf:
    """Return the shelf of a site, made from the last one where little has changed, and keep it."""
    layers = Layers(folder / "shelf", version)
    kept = _kept(layers, site, settings)
    terms = TermsFile(folder / "terms", kept.length if kept else -1)
    fetch = partial(_terms, site, workshop, terms, roll.article_of)
    shelf = renew(kept.shelf, roll.keys, roll.article_of, site.registry, settings, fetch) if kept else None
    if shelf is None:
        shelf = arrange(roll.listed, _all(terms, fetch, roll), site.registry, settings, workshop.share)
    terms.keep(a.digest for a in roll.listed)
    layers.save(Kept(_rules(site, settings), shelf, terms.length))
    return shelf


def reranked(
    site: Site,
    workshop: Workshop,
    settings: RelatedSettings,
    folder: Path,
    version: bytes,
    edited: Mapping[str, Article],
) -> tuple[Shelf, Shelf] | None:
    """Return the last shelf and that after some edits, and keep it; None where too much has changed.

    Given are the articles that were edited, by the digests they had; of a site nothing else is asked than bodies.
    """
    layers = Layers(folder / "shelf", version)
    kept = _kept(layers, site, settings)
    if kept is None:
        return None
    old = kept.shelf
    now = {f"{article.id}\0{digest}": key_of(article) for digest, article in edited.items()}
    keys = tuple(map(now.get, old.keys, old.keys))
    if keys == old.keys:
        return old, old
    by_key = {key_of(article): article for article in edited.values()}
    terms = TermsFile(folder / "terms", kept.length)
    fetch = partial(_terms, site, workshop, terms, by_key.get)
    new = renew(old, keys, by_key.get, site.registry, settings, fetch)
    if new is None:
        return None
    layers.save(Kept(kept.rules, new, terms.length))
    return old, new


def _kept(layers: Layers, site: Site, settings: RelatedSettings) -> Kept | None:
    """Return what the last build left if registries and settings are the same."""
    kept = layers.load()
    return kept if isinstance(kept, Kept) and site.digest and kept.rules == _rules(site, settings) else None


def _rules(site: Site, settings: RelatedSettings) -> bytes:
    return blake2b(f"{site.digest}\0{settings!r}".encode(), digest_size=16).digest()


def _terms(
    site: Site, workshop: Workshop, terms: TermsFile, article_of: ArticleOf, keys: Sequence[str]
) -> Sheaf | None:
    """Return the terms of articles, counted where no former build did; None for one that has left with its terms."""
    digests = [key.partition("\0")[2] for key in keys]
    few = len(keys) <= FEW and all(map(article_of, keys))  # counted sooner than the file is read
    missing = list(range(len(keys))) if few else terms.missing(digests)
    articles = [article for n in missing if (article := article_of(keys[n]))]
    if len(articles) < len(missing):
        return None
    if few:
        found = _count((site, articles), 0)
        terms.add(digests, found)
        return found
    parts = iter(workshop.share(_count, (site, articles), -(-len(articles) // SOME)))
    for start in range(0, len(missing), SOME * MANY):
        block = Sheaf.join(islice(parts, MANY))
        terms.add([digests[n] for n in missing[start : start + SOME * MANY]], block)
    return terms.get(digests)


def _all(terms: TermsFile, fetch: TermsOf, roll: Roll) -> Sequence[Terms]:
    """Return the terms of all articles, which nobody else holds: they are large."""
    found = fetch(roll.keys)
    terms.keep(a.digest for a in roll.listed)
    return found or ()


def _count(shared: tuple[Site, Sequence[Article]], number: int) -> Sheaf:
    """Count the terms of one part of some articles."""
    site, articles = shared
    part = articles[number * SOME : (number + 1) * SOME]
    return Sheaf.of([count(a.title, a.lead_text, [p for p in site.body_of(a) if isinstance(p, str)]) for a in part])
