"""What writers of files add by themselves, taken out again: times, versions, made-up ids."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from journeyviewer.timeline.scene import Text

SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
FAMILIES = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', sans-serif"
MM_PER_PIXEL = 25.4 / 96
POINTS_PER_PIXEL = 72 / 96
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XMP = """<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='r'?>
"""


def xmp_of(title: str) -> bytes:
    """Return the description of a document in XMP: its title alone."""
    return _XMP.format(title=escape(_sayable(title))).encode()


def clean_pdf(data: bytes, sizes: Sequence[tuple[float, float]]) -> bytes:
    """Return the PDF with its title alone, its time at 1970 and pages of their exact sizes.

    `sizes` are the pages' widths and heights in pixels, in order; the writer rounds them to
    points. Every replacement keeps its length, so that the offsets in the file stay right.
    """
    start, end = data.index(b"/Type /Catalog"), data.rindex(b"trailer")
    head, body, tail = data[:start], data[start:end], data[end:]
    head = re.sub(rb"\(D:[^)]*\)", _kept_length(b"(D:19700101000000Z)"), head)
    head = re.sub(rb"/(Creator|Author|Producer) \((?:[^()\\]|\\.)*\)", _kept_length(b""), head)
    tail = re.sub(rb"<[0-9a-f]+>", lambda found: re.sub(rb"[0-9a-f]", b"0", found[0]), tail)
    exact = iter(sizes)
    box = rb"/MediaBox \[0 0 \d+\.\d{6} (\d+)\.\d{6}\]"
    body, count = re.subn(box, lambda found: _exact_box(found, next(exact)), body)
    if count != len(sizes):
        raise ValueError(f"{count} pages were written of {len(sizes)}")
    return head + body + tail


def _kept_length(text: bytes) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: text.ljust(len(found[0]))


def _exact_box(found: re.Match[bytes], size: tuple[float, float]) -> bytes:
    """Return a page's box at its true size; what is drawn hangs from the rounded height."""
    width, height = (pixels * POINTS_PER_PIXEL for pixels in size)
    top = int(found[1])
    return f"/MediaBox [0 {top - height:.3f} {width:.3f} {top}]".encode().ljust(len(found[0]))


def clean_svg(
    data: bytes, size: tuple[float, float], words: Mapping[str, Text], title: str, description: str
) -> bytes:
    """Return the SVG at its size in millimetres, with title, description and steady type.

    Each text stands for one of `words`, by its key, and gets the width it was laid out with, so
    that another typeface cannot make words collide. `size` is in pixels.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(data)
    root.attrib.pop("baseProfile", None)
    root.set("version", "1.1")
    root.set("width", f"{size[0] * MM_PER_PIXEL:.3f}mm")
    root.set("height", f"{size[1] * MM_PER_PIXEL:.3f}mm")
    root.set("role", "img")
    root.set(f"{{{XML}}}lang", "en-GB")
    for name, text in (("title", title), ("desc", description)):
        element = root.find(f"{{{SVG}}}{name}")
        if element is not None:
            element.text = _sayable(text)
    for parent in list(root.iter(f"{{{SVG}}}g")):
        _clean_group(parent, words)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _clean_group(group: ElementTree.Element, words: Mapping[str, Text]) -> None:
    for name in ("font-family", "font-size", "font-weight", "font-style"):
        group.attrib.pop(name, None)
    for child in list(group):
        if child.tag == f"{{{SVG}}}text":
            # The group's only content is text: the painter moves to each text and back.
            group.attrib.pop("transform", None)
            _steady(child, words[child.text or ""])
        elif child.tag == f"{{{SVG}}}g" and not len(child):
            group.remove(child)


def _steady(element: ElementTree.Element, mark: Text) -> None:
    element.text = _sayable(mark.text)
    element.set("x", f"{mark.left:.2f}")
    element.set("y", f"{mark.y:.2f}")
    element.set("font-family", FAMILIES)
    element.set("font-size", f"{mark.face.size:g}")
    if mark.width > 0:
        element.set("textLength", f"{mark.width:.2f}")
        element.set("lengthAdjust", "spacingAndGlyphs")


def _sayable(text: str) -> str:
    """Return a text with a mark for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
