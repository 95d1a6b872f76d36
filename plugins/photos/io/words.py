"""What a photo's file says of itself: caption, credit and day, from XMP, IPTC and EXIF."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from PIL import Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from plugins.model.article import PhotoWords
from plugins.model.text import clean, squeeze
from plugins.photos.io.decode import ODD

LONGEST_CAPTION, LONGEST_CREDIT = 500, 120
LARGEST_XMP = 1_000_000
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
_CAPTION, _CREATOR, _CREDIT = (2, 120), (2, 80), (2, 110)
_EXIF, _TAKEN = 0x8769, 0x9003
_MACHINE = re.compile(r"[A-Z\d\W_]*|(?i:(?:created|edited|made|processed|taken) (?:by|in|on|with) [\x00-\x7f]*)")
"""Captions that cameras and programs write by themselves: `OLYMPUS DIGITAL CAMERA`, `DSC_0042`, `Created with GIMP`."""


def words(image: Image.Image) -> PhotoWords:
    """Return caption and credit of a photo, empty where it has none; XMP goes before IPTC."""
    xmp, iptc = _xmp(image), _iptc(image)
    caption = xmp.get("caption") or iptc.get("caption", "")
    credit = xmp.get("credit") or iptc.get("credit", "")
    if _MACHINE.fullmatch(caption):
        caption = ""
    return PhotoWords(caption[:LONGEST_CAPTION], credit[:LONGEST_CREDIT])


def taken(image: Image.Image) -> str:
    """Return the day on which the camera says the photo was taken, `2020-02-11`; empty where it does not say."""
    try:
        told = str(image.getexif().get_ifd(_EXIF).get(_TAKEN, ""))
    except ODD:
        return ""
    day = re.match(r"([12]\d{3}):(0[1-9]|1[0-2]):(0[1-9]|[12]\d|3[01]) ", told)
    return "-".join(day.groups()) if day else ""


def _xmp(image: Image.Image) -> dict[str, str]:
    packet = image.info.get("xmp") or b""
    data = packet.encode() if isinstance(packet, str) else packet
    if not data or len(data) > LARGEST_XMP or b"<!" in data:  # no DOCTYPE: entities are never ours to expand
        return {}
    try:
        root = ET.fromstring(data.strip(b"\0 \r\n\t"))  # noqa: S314 - see above
    except (ET.ParseError, ValueError):
        return {}
    caption = _item(root, f"{_DC}description")
    credit = _item(root, f"{_DC}creator") or _property(root, f"{_PHOTOSHOP}Credit")
    return {"caption": caption, "credit": credit}


def _item(root: ET.Element, name: str) -> str:
    return next((_text(item.text) for found in root.iter(name) for item in found.iter(_ITEM) if item.text), "")


def _property(root: ET.Element, name: str) -> str:
    attributes = (_text(element.get(name)) for element in root.iter() if element.get(name))
    return next((_text(found.text) for found in root.iter(name) if found.text), "") or next(attributes, "")


def _iptc(image: Image.Image) -> dict[str, str]:
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {} if isinstance(image, ImageFile) else {}
    except ODD:
        return {}

    def field(key: tuple[int, int]) -> str:
        value = found.get(key, b"")
        data = value[0] if isinstance(value, list) else value
        try:
            return _text(data.decode("utf-8"))
        except UnicodeDecodeError:
            return _text(data.decode("cp1252", "ignore"))

    return {"caption": field(_CAPTION), "credit": field(_CREATOR) or field(_CREDIT)}


def _text(typed: str | None) -> str:
    return squeeze(clean(typed or ""))
