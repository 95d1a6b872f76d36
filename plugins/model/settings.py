"""The portal's own settings, typed; Pelican's settings carry them under their field names in capitals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.model.errors import NewsError


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What every part of the portal may know about the site as a whole."""

    siteurl: str = ""
    """Address without a final slash; empty while previewing."""
    sitename: str = "Cổng tin"
    agency: str = ""
    """The office that publishes, as printed in the header and the footer."""
    tagline: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    editor_in_chief: str = ""
    """Who answers for the content, as the law asks a portal to print."""
    licence: str = ""
    """Licence line of the footer."""
    timezone: str = "Asia/Ho_Chi_Minh"
    default_lang: str = "vi"
    page_size: int = 20
    """Items on a full list page."""
    portal_id: str = ""
    """The portal's permanent name, for its feeds; empty takes the address, which must then never change."""
    websub_hub: str = ""
    """Address of the hub that tells subscribers of news at once; empty for none."""
    strict: bool = False
    """Also refuse what is only reported otherwise, such as a missing id."""
    photo_widths: tuple[int, ...] = (320, 640, 1280, 1920)
    """Widths of a photo's copies in pixels, narrow to wide."""
    photo_formats: tuple[str, ...] = ("webp", "jpeg")
    """Formats of a photo's copies, best first; `jpeg` has to be among them."""
    photo_words: bool = False
    """Write caption, credit and copyright into the copies, as IPTC and XMP."""

    @property
    def zone(self) -> ZoneInfo:
        """The portal's time zone; NewsError where there is none of that name."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise NewsError(f"TIMEZONE = {self.timezone!r}: không có múi giờ này.") from error


def site_settings(values: Mapping[str, object]) -> SiteSettings:
    """Pick the portal's settings out of Pelican's; NewsError where one has the wrong type."""
    chosen = {}
    for field in fields(SiteSettings):
        name = field.name.upper()
        if name not in values:
            continue
        value = values[name]
        if type(value) is not type(field.default):
            raise NewsError(f"{name} = {value!r}: cần kiểu {type(field.default).__name__}.")
        if field.name == "page_size" and isinstance(value, int) and value < 1:
            raise NewsError(f"{name} = {value!r}: mỗi trang danh sách phải có ít nhất một tin.")
        chosen[field.name] = value.rstrip("/") if field.name == "siteurl" and isinstance(value, str) else value
    return SiteSettings(**chosen)  # type: ignore[arg-type]
