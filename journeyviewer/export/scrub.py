"""What writers of files add by themselves, taken out again: times, versions, made-up ids."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from html import escape

from journeyviewer.export.pdf_parts import Bookmark, add_catalogue, text_string
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
    return _XMP.format(title=escape(sayable(title), quote=False)).encode()


def clean_pdf(
    data: bytes,
    title: str,
    sizes: Sequence[tuple[float, float]],
    bookmarks: Sequence[Bookmark] = (),
) -> bytes:
    """Return the PDF with its title and language alone, its time at 1970, pages of exact sizes.

    `sizes` are the pages' widths and heights in pixels, in order; the writer rounds them to
    points. `bookmarks` lead to pages. Raises ValueError when the file is not built as the writer
    of this build does it.
    """
    parts = _objects(data)
    trailer = data[data.rindex(b"trailer") :]
    links = _found(rb"/Info (\d+)", trailer), _found(rb"/Root (\d+)", trailer)
    parts[int(links[0])] = _information(int(links[0]), title)
    exact = iter(sizes)
    for number in sorted(parts):
        if b"/Type /Page\n" in parts[number]:
            parts[number] = _at_size(parts[number], *next(exact))
    add_catalogue(parts, int(links[1]), bookmarks)
    return _assembled(data[: min(_offsets(data).values())], parts, links)


def _information(number: int, title: str) -> bytes:
    """Return the object in which a PDF speaks of itself."""
    return b"%d 0 obj\n<<\n/Title %s\n/CreationDate (D:19700101000000Z)\n>>\nendobj\n" % (
        number,
        text_string(title),
    )


def _found(pattern: bytes, data: bytes) -> bytes:
    match = re.search(pattern, data)
    if match is None:
        raise ValueError(f"the PDF holds no {pattern!r}")
    return match[1]


def _offsets(data: bytes) -> dict[int, int]:
    """Return where each object of a PDF starts, by its number."""
    table = data[int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)) :]
    rows = re.findall(rb"(\d{10}) \d{5} ([nf])", table)
    return {number: int(at) for number, (at, kind) in enumerate(rows) if kind == b"n"}


def _objects(data: bytes) -> dict[int, bytes]:
    """Return the objects of a PDF by their numbers."""
    offsets = _offsets(data)
    starts = sorted(offsets.values())
    ends = dict(zip(starts, [*starts[1:], data.rindex(b"xref\n0 ")], strict=True))
    return {number: data[at : ends[at]] for number, at in offsets.items()}


def _at_size(page: bytes, width: float, height: float) -> bytes:
    """Return a page at its true size in pixels; what is drawn hangs from the rounded height."""
    top = float(_found(rb"/MediaBox \[0 0 \S+ (\S+)\]", page))
    right, bottom = width * POINTS_PER_PIXEL, top - height * POINTS_PER_PIXEL
    box = b"/MediaBox [0 %.3f %.3f %g]" % (bottom, right, top)
    return re.sub(rb"/MediaBox \[[^\]]*\]", box, page)


def _assembled(head: bytes, parts: Mapping[int, bytes], links: tuple[bytes, bytes]) -> bytes:
    """Return a PDF of these objects, with a table of where each starts.

    `links` are the numbers of the object about the file and of its root.
    """
    result = bytearray(head)
    rows = [b"0000000000 65535 f \n"] * (max(parts) + 1)
    for number in sorted(parts):
        rows[number] = b"%010d 00000 n \n" % len(result)
        result += parts[number]
    start = len(result)
    result += b"xref\n0 %d\n" % len(rows) + b"".join(rows)
    result += b"trailer\n<<\n/Size %d\n/Info %s 0 R\n/Root %s 0 R\n>>\n" % (
        len(rows),
        *links,
    )
    return bytes(result + b"startxref\n%d\n%%%%EOF\n" % start)


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
            element.text = sayable(text)
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
    element.text = sayable(mark.text)
    element.set("x", f"{mark.left:.2f}")
    element.set("y", f"{mark.y:.2f}")
    element.set("font-family", FAMILIES)
    element.set("font-size", f"{mark.face.size:g}")
    if mark.width > 0:
        element.set("textLength", f"{mark.width:.2f}")
        element.set("lengthAdjust", "spacingAndGlyphs")


def sayable(text: str) -> str:
    """Return a text with a mark for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
