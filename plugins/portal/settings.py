"""Settings of the portal's general pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """How much the front page shows."""

    front_next: int = 4
    front_latest: int = 10
    front_per_category: int = 4
    front_notices: int = 6
    front_most_read: int = 8
    front_documents: int = 6
