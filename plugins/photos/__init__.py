"""Photos: a plan of sized copies, then their making."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.bridge.feature import Feature


def register() -> None:
    """Answer Pelican's plugin protocol; the portal asks `feature` for what this plugin adds."""


def feature() -> Feature:
    """Return what this plugin adds to the portal; imported late, so that workers load only what they use."""
    from plugins.photos.plugin import FEATURE

    return FEATURE
