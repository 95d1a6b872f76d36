"""Settings of feeds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How much a feed holds, which tags have one, how often readers may ask (minutes)."""

    newest: int = 20
    tag_articles: int = 10
    ttl: int = 60
