"""Files made to do harm, built by hand: workbooks from their parts, old workbooks from records."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from journeyviewer.ingest.codec import decode_cohort, encode
from journeyviewer.ingest.packed import unpack_case
from journeyviewer.ingest.terms import NO_TERMS
from journeyviewer.model.chronology import Cohort
from journeyviewer.paths import root

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>'
TAIL = "</sheetData></worksheet>"
SHEET = "xl/worksheets/sheet1.xml"

Parts = dict[str, str | bytes | Iterable[bytes]]


def in_cell(place: str, text: str) -> str:
    """Return a cell of text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def rows_of(*rows: Sequence[str]) -> str:
    """Return rows of text cells from A1 on."""
    return "".join(
        f'<row r="{number}">'
        + "".join(in_cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(row) if text)
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )


HEADINGS = rows_of(("Case", "Lane", "Start", "What"))
A_ROW = rows_of((), ("1", "legal", "01/02/2010", "Care order"))
USUAL = HEADINGS + A_ROW.replace('<row r="1"></row>', "")
"""Cells that read as one record of one young person."""


def parts_of(
    sheets: Mapping[str, str], *, states: Mapping[str, str] | None = None, within: str = ""
) -> Parts:
    """Return the parts of a workbook: the XML of every sheet by its title."""
    listed, targets = [], []
    parts: Parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats'
        '.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        "</Types>"
    }
    for number, (title, content) in enumerate(sheets.items(), start=1):
        state = (states or {}).get(title)
        hidden = f' state="{state}"' if state else ""
        listed.append(
            f'<sheet name={quoteattr(title)} sheetId="{number}"{hidden} r:id="r{number}"/>'
        )
        targets.append(
            f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = content
    parts["xl/workbook.xml"] = (
        f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{''.join(listed)}</sheets>{within}</workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">{"".join(targets)}</Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    return parts


def zipped(path: Path, parts: Parts) -> Path:
    """Write parts as a zip; what is given as pieces is written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in parts.items():
            if isinstance(content, str | bytes):
                # The kind of an OpenDocument stands at the front, in plain sight.
                way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                book.writestr(name, content, way)
                continue
            with book.open(name, "w", force_zip64=True) as stream:
                for piece in content:
                    stream.write(piece)
    return path


def one_sheet(path: Path, cells: str, title: str = "Sheet1", extra: Parts | None = None) -> Path:
    """Write a workbook of one sheet with these rows."""
    return zipped(path, {**parts_of({title: HEAD + cells + TAIL}), **(extra or {})})


def packed(piece: bytes, times: int) -> tuple[bytes, int, int]:
    """Return a piece repeated, packed as a zip packs it, with its size and its checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(times):
        checksum = zlib.crc32(piece, checksum)
    return block * times + packer.flush(), len(piece) * times, checksum


def zipped_by_hand(path: Path, parts: Mapping[str, tuple[bytes, int, int]]) -> Path:
    """Write parts as a zip that says of each the size and the checksum that are given."""
    body, listing = b"", b""
    for name, (content, size, checksum) in parts.items():
        said = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, 33, checksum, len(content), size, len(name), 0
        )
        listing += b"PK\x01\x02" + struct.pack("<H", 20) + said
        listing += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += b"PK\x03\x04" + said + name.encode() + content
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(listing), len(body), 0)
    path.write_bytes(body + listing + b"PK\x05\x06" + end)
    return path


@dataclass(frozen=True)
class Answered:
    """What the reading process gave back: the cohort, None where it refused or died."""

    cohort: Cohort | None
    seconds: float
    peak_mb: float
    status: int


MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stderr=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
sys.stderr.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_maxrss}")
"""
"""Runs a command from a small process: the count of a process begins with the size of what
started it, and that of the tests is a gigabyte in the end."""


def in_a_process(*paths: Path, tray: bool = True) -> Answered:
    """Read files in a reading process of their own and measure it from outside (Linux only).

    Without a `tray` the rows in it are left out of the answer, which is told of a million else.
    """
    child = [sys.executable, "-m", "journeyviewer.ingest.child_main"]
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", MEASURED, *child],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root(),
    )
    assert process.stdin is not None and process.stdout is not None
    assert process.stderr is not None
    request = {"paths": [str(path) for path in paths], "terms": encode(NO_TERMS)}
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.close()
    lines = process.stdout.read().splitlines()
    process.stdout.close()
    status, peak = (int(number) for number in process.stderr.read().split()[-2:])
    process.stderr.close()
    process.wait()
    said = [json.loads(line) for line in lines]
    cases = tuple(unpack_case(answer["case"]) for answer in said if "case" in answer)
    last = said[-1] if said else {}
    if not tray and "done" in last:
        last["done"][[each.name for each in fields(Cohort)].index("tray")] = []
    return Answered(
        replace(decode_cohort(last["done"]), cases=cases) if "done" in last else None,
        time.monotonic() - began,
        peak / 1024,
        status,
    )


# Compound files: the container of .xls files and of everything locked with a password.

SECTOR = 512
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _entry(
    name: str, kind: int, start: int, size: int, right: int = FREE, child: int = FREE
) -> bytes:
    label = name.encode("utf-16-le")
    return (
        label.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(label) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of streams, each made at least 4,096 bytes long by zeros."""
    content = [data.ljust(4096, b"\0") for data in streams.values()]
    needed = [-(-len(data) // SECTOR) for data in content]
    directory = -(-(len(streams) + 1) * 128 // SECTOR)
    fats = 1
    while fats * 128 < fats + directory + sum(needed):
        fats += 1
    table = [FAT_SECTOR] * fats
    for length in (directory, *needed):
        first = len(table)
        table += [*range(first + 1, first + length), END]
    place = fats + directory
    entries = [_entry("Root Entry", 5, END, 0, child=1 if streams else FREE)]
    for number, (name, data, length) in enumerate(zip(streams, content, needed, strict=True), 1):
        right = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, place, len(data), right))
        place += length
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, fats, 0, 4096, END, 0, END, 0
        )
        + struct.pack("<109I", *(list(range(fats)) + [FREE] * (109 - fats)))
    )
    body = struct.pack(f"<{len(table)}I", *table).ljust(fats * SECTOR, b"\xff")
    body += b"".join(entries).ljust(directory * SECTOR, b"\0")
    return (
        header
        + body
        + b"".join(data.ljust(n * SECTOR, b"\0") for data, n in zip(content, needed, strict=True))
    )


def locked_workbook() -> bytes:
    """Return a workbook locked with a password: only the lock can be read, as Office writes it."""
    lock = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption '
        'xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16" '
        'blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
        'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="'
        'AAECAwQFBgcICQoLDA0ODw=="/></encryption>'
    )
    noise = bytes((place * 197 + (place >> 3) * 31) % 256 for place in range(9000))
    return compound(
        {
            "EncryptionInfo": struct.pack("<HHI", 4, 4, 0x40) + lock.encode(),
            "EncryptedPackage": struct.pack("<Q", 8999) + noise,
        }
    )


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of an old workbook (BIFF8)."""
    return struct.pack("<HH", kind, len(data)) + data


def label(row: int, column: int, text: str) -> bytes:
    """Return a cell of text."""
    words = text.encode("utf-16-le")
    return record(0x204, struct.pack("<HHHHB", row, column, 15, len(text), 1) + words)


def number(row: int, column: int, value: float) -> bytes:
    """Return a cell that holds a number."""
    return record(0x203, struct.pack("<HHHd", row, column, 15, value))


def old_workbook(
    sheets: Mapping[str, bytes],
    *,
    states: Mapping[str, int] | None = None,
    within: bytes = b"",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return an .xls of sheets given as records; `within` are records of the whole workbook."""
    bof = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    start = bof + record(0x42, struct.pack("<H", 1200)) + within
    listed = {title: 4 + 8 + 2 * len(title) for title in sheets}
    place = len(start) + sum(listed.values()) + 4
    # Filler that no program reads, so that the stream has its least length.
    filler = record(0x99, bytes(5000))
    bodies, entries = b"", b""
    for title, cells in sheets.items():
        body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
        body += (
            record(0x200, struct.pack("<IIHHH", 0, 10, 0, 10, 0)) + cells + filler + record(0x0A)
        )
        state = (states or {}).get(title, 0)
        words = title.encode("utf-16-le")
        head = struct.pack("<IBBBB", place + len(bodies), state, 0, len(title), 1)
        entries += record(0x85, head + words)
        bodies += body
    return compound({"Workbook": start + entries + record(0x0A) + bodies, **(more or {})})


def old_rows(*rows: Sequence[str]) -> bytes:
    """Return rows of text cells of an old workbook."""
    return b"".join(
        label(at, column, text)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    )


OPEN_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
)


def open_document(path: Path, tables: str, before: str = "", head: str = OPEN_DOCUMENT) -> Path:
    """Write an .ods of tables given as XML."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f"{head}{before}<office:body><office:spreadsheet>{tables}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return zipped(
        path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    )


def table_of(title: str, *rows: Sequence[str], attributes: str = "", columns: str = "") -> str:
    """Return a table of an .ods with text cells."""
    return (
        f"<table:table table:name={quoteattr(title)} {attributes}>{columns}"
        + "".join(f"<table:table-row>{table_cells(row)}</table:table-row>" for row in rows)
        + "</table:table>"
    )


def table_cells(row: Sequence[str]) -> str:
    """Return the text cells of one row of an .ods."""
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>'
        "</table:table-cell>"
        if text
        else "<table:table-cell/>"
        for text in row
    )


def binary_record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of a binary workbook (BIFF12)."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size >= 0x80:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def binary_text(words: str) -> bytes:
    """Return a text as binary workbooks hold it."""
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def binary_rows(*rows: Sequence[str], hidden: Sequence[int] = ()) -> bytes:
    """Return rows of text cells of a binary workbook; those numbered (from 0) are hidden."""
    made = b""
    for at, row in enumerate(rows):
        flags = 0x10 if at in hidden else 0
        made += binary_record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, flags, 0, 0))
        for column, words in enumerate(row):
            if words:
                made += binary_record(6, struct.pack("<II", column, 0) + binary_text(words))
    return made


def binary_workbook(path: Path, rows: bytes, before: bytes = b"", within: bytes = b"") -> Path:
    """Write an .xlsb of one sheet, "First", with these records before and among its cells."""
    sheet = binary_record(129) + binary_record(148, struct.pack("<IIII", 0, 10, 0, 10))
    sheet += before + binary_record(145) + rows + binary_record(146) + binary_record(130)
    listed = struct.pack("<II", 0, 1) + binary_text("r1") + binary_text("First")
    book = binary_record(131) + within + binary_record(143) + binary_record(156, listed)
    book += binary_record(144) + binary_record(132)
    relations = (
        f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zipped(
        path,
        {
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations,
            "xl/worksheets/sheet1.bin": sheet,
        },
    )
