"""Related news."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""NumPy's threads spin for a while once it is loaded, and nothing here asks anything of them."""

if TYPE_CHECKING:
    from plugins.bridge.feature import Feature


def register() -> None:
    """Answer Pelican's plugin protocol; the portal asks `feature` for what this plugin adds."""


def feature() -> Feature:
    """Return what this plugin adds to the portal; imported late, so that workers load only what they use."""
    from plugins.related.plugin import FEATURE

    return FEATURE
