"""Opening a source: a regular file, read-only, recognised by its content and not by its name."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from enum import StrEnum
from pathlib import Path

from journeyviewer.ingest.compound import SIGNATURE, Compound
from journeyviewer.ingest.limits import MOST_BYTES
from journeyviewer.ingest.scan import locked
from journeyviewer.model.problems import JourneyError

SAVE_AS = "Open it in Excel or LibreOffice and save it as an .xlsx or .csv file."
SAVE_AS_WORD = "Open it in Word or LibreOffice and save it as a .docx file; its tables are read."
SAVE_PDF_AS = (
    "Ask for the workbook or document it was made from. Word can open a PDF and save it as a .docx "
    "file: check then that its table is whole."
)
SPREADSHEET_ML = b"urn:schemas-microsoft-com:office:spreadsheet"
"""What a workbook that is one XML file names in its beginning (Excel 2002 and later)."""
STUDY = ".jvstudy"
STUDY_MARK, STUDY_MARK_AT = b"JVST", 68
"""What the database of a study calls itself, and where in its first page (unless it is locked)."""


class SourceKind(StrEnum):
    """What a file is, judged by its first bytes."""

    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"
    TEXT = "text"
    XML = "xml"
    XML_WORKBOOK = "workbook in one XML file"
    WORD = "Word document"


PACKAGES = {
    (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"): (
        "Open it in Excel, let it repair the file, and save it again, or ask for the file again."
    ),
    (".docx", ".docm", ".doc", ".odt"): (
        "Open it in Word, let it repair the file, and save it again, or ask for the file again."
    ),
}
"""By the names of workbooks and documents what to do with one that is neither nor text."""
NO_TEXT = tuple(bytes([code]) for code in (*range(1, 9), *range(14, 32)))
LEAST_SHARE = 20
"""One byte in so many is more than stray controls in a text."""
BEGINNING = 2**16
EMPTY = b"\0 \t\r\n"
"""What an empty file may hold."""


def read_bytes(path: Path) -> bytes:
    """Return the content of a source; raises JourneyError that names it and says what to do."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise JourneyError(f"“{path.name}” is a folder.", "Choose the files inside it.")
        if not stat.S_ISREG(found.st_mode):
            raise JourneyError(f"“{path.name}” is not a file.", "Choose a workbook or a CSV file.")
        if found.st_size > MOST_BYTES:
            size = found.st_size // 2**20
            raise JourneyError(
                f"“{path.name}” is {size:,} MiB large.",
                "Export it again in parts, such as one file for each year.",
            )
        with path.open("rb") as stream:
            data = stream.read()
    except OSError as error:
        raise _refusal(path, error) from error
    except ValueError as error:
        raise JourneyError(
            f"“{path.name[:99]}” is a name that no file can have.", "Choose the file itself."
        ) from error
    # Nearly all files show in their beginning that they are not empty; a strip is a copy of all.
    if not data[:BEGINNING].strip(EMPTY) and not data.strip(EMPTY):
        raise JourneyError(f"“{path.name}” is empty.", "Export it again, or choose another file.")
    return data


def _refusal(path: Path, error: OSError) -> JourneyError:
    if isinstance(error, FileNotFoundError):
        return JourneyError(
            f"“{path.name}” is not there any more, or its name is spelt differently.",
            f"Look in the folder “{path.parent}”.",
        )
    if isinstance(error, PermissionError):
        return JourneyError(
            f"“{path.name}” may not be read, or another program holds it.",
            "Close it in Excel and try again, or read a copy of it.",
        )
    return JourneyError(
        f"“{path.name}” could not be read: {error.strerror}.",
        "Copy it to this computer and try again.",
    )


def recognise(name: str, data: bytes) -> SourceKind:
    """Return what kind of source the bytes are; raises JourneyError for kinds that are not read."""
    head = data[:4096]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[STUDY_MARK_AT:].startswith(STUDY_MARK) or name.lower().endswith(STUDY):
        raise JourneyError(
            f"“{name}” is a study file, not a source.",
            "Open it in the window, or choose the files that it is about.",
        )
    if head.startswith(b"PK"):
        return _recognise_zip(name, data)
    if head.startswith(SIGNATURE):
        return _recognise_ole(name, data)
    for magic, what, advice in (
        (b"%pdf", "a PDF", SAVE_PDF_AS),
        (b"\x89png", "a picture", SAVE_AS),
        (b"\xff\xd8\xff", "a picture", SAVE_AS),
        (b"sqlite format 3", "a database", SAVE_AS),
        (b"{\\rtf", "a rich text document", SAVE_AS_WORD),
        (b"7z\xbc\xaf", "a compressed archive", SAVE_AS),
        (b"\x1f\x8b", "a compressed archive", SAVE_AS),
    ):
        if start.startswith(magic):
            raise JourneyError(f"“{name}” is {what}, not a table.", advice)
    if SPREADSHEET_ML in head.replace(b"\0", b"") and not start.startswith(b"<html"):
        return SourceKind.XML_WORKBOOK
    if start.startswith((b"<html", b"<!doctype html")) or b"<table" in start[:2000]:
        raise JourneyError(f"“{name}” is a web page saved under another name.", SAVE_AS)
    for endings, advice in PACKAGES.items():
        if name.lower().endswith(endings) and _is_no_text(head):
            raise JourneyError(f"“{name}” is damaged: nothing in it can be read.", advice)
    return SourceKind.XML if _is_xml(name, head) else SourceKind.TEXT


def _is_no_text(head: bytes) -> bool:
    """True for bytes of which too many are controls that no text holds, whatever its encoding."""
    return sum(head.count(sign) for sign in NO_TEXT) * LEAST_SHARE > len(head)


def _is_xml(name: str, head: bytes) -> bool:
    """True for a file that begins as XML does, in any encoding that its first bytes show."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head[2 : 2 + len(head[2:]) // 2 * 2].decode(encoding, "replace").encode()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    named = name.lower().endswith(".xml") and start.startswith(b"<")
    return named or start.startswith((b"<?xml", b"<message>", b"<message ", b"<expssda903"))


def _recognise_zip(name: str, data: bytes) -> SourceKind:
    if _holds_document(data):
        return SourceKind.WORD
    listing = data[-262_144:] + data[:4096]
    if b"xl/workbook" in listing or b"opendocument.spreadsheet" in listing:
        return SourceKind.WORKBOOK
    if b"word/document" in listing:
        return SourceKind.WORD
    if b"opendocument.text" in listing:
        raise JourneyError(f"“{name}” is an OpenDocument text.", SAVE_AS_WORD)
    if b"xl/" in listing or name.lower().endswith((".xlsx", ".xlsm", ".ods")):
        raise JourneyError(
            f"“{name}” is damaged: it has no workbook inside.",
            "Open it in Excel, let it repair the file, and save it again.",
        )
    raise JourneyError(
        f"“{name}” is a compressed archive.", "Unpack it and choose the files inside."
    )


def _holds_document(data: bytes) -> bool:
    """True for a package with the text of a Word document; what lies within it does not count."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return False


def _recognise_ole(name: str, data: bytes) -> SourceKind:
    try:
        inside = Compound(data).names
    except (ValueError, struct.error, IndexError):
        # What can still be read of a damaged one is tried.
        return SourceKind.OLD_WORKBOOK
    if "EncryptedPackage" in inside:
        raise locked(name)
    if "WordDocument" in inside:
        raise JourneyError(f"“{name}” is a Word document of the old kind (.doc).", SAVE_AS_WORD)
    if not inside & {"Workbook", "Book"}:
        raise JourneyError(f"“{name}” is not a workbook.", SAVE_AS)
    return SourceKind.OLD_WORKBOOK
