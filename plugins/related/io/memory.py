"""Related news as a former build left them: only speed. Whatever is missing or damaged is made anew.

Three files: the lists, all that an unchanged site needs; the shelf they came from; the terms of each text by the digest
of its file, which only grow until half of them are of no use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from plugins.bridge.feature import Workshop
from plugins.engine import state
from plugins.model.article import Article
from plugins.model.site import Site
from plugins.related.io.texts import TermsFile
from plugins.related.renewal import renew
from plugins.related.roll import by_age, key_of
from plugins.related.settings import RelatedSettings
from plugins.related.shelf import Shelf, arrange
from plugins.related.terms import Terms, count

FEW = 8
SOME = 2048
"""Texts handed to workers at a time: what bounds the memory they take here."""


@dataclass(frozen=True)
class Kept:
    """A shelf, and the digest of the registries and settings that it was made by."""

    rules: bytes
    shelf: Shelf
    length: int
    """Bytes of the file of terms."""


def ranked(site: Site, workshop: Workshop, settings: RelatedSettings, folder: Path, version: bytes) -> Shelf:
    """Return the shelf of a site, made from the last one where little has changed, and keep it."""
    by_key = {key_of(a): a for a in by_age(site.listed)}
    kept = _kept(site, settings, folder, version)
    terms = TermsFile(folder / "terms", kept.length if kept else -1)
    fetch = partial(_terms, site, workshop, terms, by_key)
    shelf = renew(kept.shelf, tuple(by_key), by_key.__getitem__, site.registry, settings, fetch) if kept else None
    if shelf is None:
        found = fetch(list(by_key))
        shelf = arrange(list(by_key.values()), found or (), site.registry, settings, workshop.share)
    terms.keep({a.digest for a in by_key.values()})
    state.save(folder / "shelf", version, Kept(_rules(site, settings), shelf, terms.length))
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
    kept = _kept(site, settings, folder, version)
    if kept is None:
        return None
    old = kept.shelf
    now = {f"{article.id}\0{digest}": key_of(article) for digest, article in edited.items()}
    keys = tuple(now.get(key, key) for key in old.keys)
    if keys == old.keys:
        return old, old
    by_key = {key_of(article): article for article in edited.values()}
    terms = TermsFile(folder / "terms", kept.length)
    fetch = partial(_terms, site, workshop, terms, by_key)
    new = renew(old, keys, by_key.__getitem__, site.registry, settings, fetch)
    if new is None:
        return None
    state.save(folder / "shelf", version, Kept(kept.rules, new, terms.length))
    return old, new


def _kept(site: Site, settings: RelatedSettings, folder: Path, version: bytes) -> Kept | None:
    """Return what the last build left if registries and settings are the same."""
    kept = state.load(folder / "shelf", version)
    return kept if isinstance(kept, Kept) and site.digest and kept.rules == _rules(site, settings) else None


def _rules(site: Site, settings: RelatedSettings) -> bytes:
    return blake2b(f"{site.digest}\0{settings!r}".encode(), digest_size=16).digest()


def _terms(
    site: Site, workshop: Workshop, terms: TermsFile, by_key: Mapping[str, Article], keys: Sequence[str]
) -> list[Terms] | None:
    """Return the terms of articles, counted where no former build did; None for one that has left with its terms."""
    digests = [key.partition("\0")[2] for key in keys]
    few = len(keys) <= FEW and all(key in by_key for key in keys)  # counted sooner than the file is read
    known = {} if few else terms.get(digests)
    missing = [n for n, digest in enumerate(digests) if digest not in known]
    if any(keys[n] not in by_key for n in missing):
        return None
    for start in range(0, len(missing), SOME):
        part = missing[start : start + SOME]
        texts = [_text(site, by_key[keys[n]]) for n in part]
        found = [_count(text) for text in texts] if few else workshop.map(_count, texts, _nothing)
        terms.add(zip((digests[n] for n in part), found, strict=True))
        known |= zip((digests[n] for n in part), found, strict=True)
    return [known[digest] for digest in digests]


def _text(site: Site, article: Article) -> tuple[str, str, str]:
    return article.title, article.lead_text, "".join(p for p in site.body_of(article) if isinstance(p, str))


def _count(text: tuple[str, str, str]) -> Terms:
    title, lead, body = text
    return count(title, lead, [body])


def _nothing(text: tuple[str, str, str]) -> Terms:
    return count(text[0], "", [])
