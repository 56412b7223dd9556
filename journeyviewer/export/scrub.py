"""What writers of files add by themselves, taken out again: times, versions, made-up ids."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence

from journeyviewer.timeline.scene import Text

SVG = "http://www.w3.org/2000/svg"
FAMILIES = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', sans-serif"
MM_PER_PIXEL = 25.4 / 96
_EPOCH = b"19700101000000"


def clean_pdf(data: bytes) -> bytes:
    """Return the PDF with its title alone: dates at 1970, no producer, no random ids.

    Every replacement keeps its length, so that the offsets in the file stay right.
    """
    data = re.sub(rb"\(D:\d{14}", b"(D:" + _EPOCH, data)
    data = re.sub(rb"/Producer \((?:[^()\\]|\\.)*\)", _blanked(b"/Producer ()"), data)
    for name in (b"CreateDate", b"ModifyDate", b"MetadataDate", b"CreatorTool"):
        data = re.sub(rb" xmp:" + name + rb'="[^"]*"', _blanked(b""), data)
    data = re.sub(rb' pdf:Producer="[^"]*"', _blanked(b""), data)
    data = re.sub(rb"uuid:[0-9a-f-]{36}", b"uuid:00000000-0000-0000-0000-000000000000", data)
    return re.sub(rb"(?<=/ID \[ )<[0-9a-f]+> <[0-9a-f]+>", _zeroed, data)


def _blanked(start: bytes) -> Callable[[re.Match[bytes]], bytes]:
    return lambda match: start.ljust(len(match.group()))


def _zeroed(match: re.Match[bytes]) -> bytes:
    return re.sub(rb"[0-9a-f]", b"0", match.group())


def clean_svg(
    data: bytes,
    width: float,
    height: float,
    words: Sequence[Text],
    title: str,
    description: str,
) -> bytes:
    """Return the SVG at its size in millimetres, with title, description and steady type.

    Each text carries the width it was laid out with, so that another typeface cannot make words
    collide. `words` are the scene's texts in painting order.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(data)
    root.attrib.pop("baseProfile", None)
    root.set("version", "1.1")
    root.set("width", f"{width * MM_PER_PIXEL:.3f}mm")
    root.set("height", f"{height * MM_PER_PIXEL:.3f}mm")
    root.set("role", "img")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en-GB")
    for name, text in (("title", title), ("desc", description)):
        element = root.find(f"{{{SVG}}}{name}")
        if element is not None:
            element.text = text
    texts = list(root.iter(f"{{{SVG}}}text"))
    for element, mark in zip(texts, words, strict=True):
        _steady(element, mark)
    for group in root.iter(f"{{{SVG}}}g"):
        for name in ("font-family", "font-size", "font-weight", "font-style"):
            group.attrib.pop(name, None)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _steady(element: ElementTree.Element, mark: Text) -> None:
    element.set("x", f"{mark.left:.2f}")
    element.set("y", f"{mark.y:.2f}")
    element.set("font-family", FAMILIES)
    element.set("font-size", f"{mark.face.size:g}")
    if mark.width > 0:
        element.set("textLength", f"{mark.width:.2f}")
        element.set("lengthAdjust", "spacingAndGlyphs")
