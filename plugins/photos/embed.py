"""Credit, copyright and caption as metadata to write into a copy: XMP, and for JPEG the older IPTC too. Pure."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{fields}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_CAPTION, _CREATOR, _CREDIT, _RIGHTS = 120, 80, 110, 116
"""Datasets of IPTC's record 2."""
_LONGEST = {_CAPTION: 2000, _CREATOR: 32, _CREDIT: 32, _RIGHTS: 128}
"""Bytes that IPTC allows for each."""
_UTF8 = b"\x1c\x01\x5a\x00\x03\x1b%G"
_IPTC_BLOCK = 0x0404


class Words(NamedTuple):
    """What a copy says of itself; an empty text is not written."""

    caption: str
    credit: str
    rights: str


def xmp(words: Words) -> bytes:
    """Return an XMP packet."""
    fields = _list("dc:description", "Alt", words.caption, ' xml:lang="x-default"')
    fields += _list("dc:creator", "Seq", words.credit)
    fields += _list("dc:rights", "Alt", words.rights, ' xml:lang="x-default"')
    if words.credit:
        fields += f"<photoshop:Credit>{escape(words.credit)}</photoshop:Credit>"
    return _XMP.format(fields=fields).encode()


def _list(name: str, kind: str, text: str, attribute: str = "") -> str:
    if not text:
        return ""
    return f"<{name}><rdf:{kind}><rdf:li{attribute}>{escape(text)}</rdf:li></rdf:{kind}></{name}>"


def iptc(words: Words) -> bytes:
    """Return a JPEG segment (APP13) with the words as IPTC, each cut to what IPTC allows, between characters."""
    named = {_CAPTION: words.caption, _CREATOR: words.credit, _CREDIT: words.credit, _RIGHTS: words.rights}
    datasets = _UTF8 + b"".join(
        bytes((0x1C, 2, number)) + len(data).to_bytes(2, "big") + data
        for number, text in sorted(named.items())
        if (data := text.encode()[: _LONGEST[number]].decode(errors="ignore").encode())
    )
    even = datasets + b"\0" * (len(datasets) % 2)
    block = b"8BIM" + _IPTC_BLOCK.to_bytes(2, "big") + b"\0\0" + len(datasets).to_bytes(4, "big") + even
    body = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body
