"""What leaves an export without a file: a page on the clipboard, pages on a printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QWidget

from journeyviewer.export.log import PICTURE, PRINTER
from journeyviewer.export.picture import pdf_bytes, png_bytes
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Scene
from journeyviewer.ui.export_checks import Sent
from journeyviewer.ui.parts import ask

COPIED_DPI = 200
"""Dots to the inch of a copied page: sharp in a document, and taken by every program."""
Left = Callable[[Sent], None]
"""Notes what left; raises JourneyError."""


def copy_page(pages: Sequence[Scene], at: int, look: str, left: Left) -> str:
    """Put a page, counted from 0, on the clipboard as a picture; return what says so.

    It is noted first: what cannot be noted is not copied. Raises JourneyError.
    """
    at = min(at, len(pages) - 1)
    data = png_bytes(pages[at], theme(look), COPIED_DPI)
    left(Sent(PICTURE, data))
    carried = QMimeData()
    carried.setImageData(QImage.fromData(data))
    carried.setData("image/png", data)
    QGuiApplication.clipboard().setMimeData(carried)
    if len(pages) == 1:
        return "The page was copied as a picture."
    return f"Page {at + 1} of {len(pages)} was copied as a picture. Export writes all of them."


def print_after_preview(parent: QWidget, pages: Sequence[Scene], look: str, left: Left) -> str:
    """Show pages as they will be printed; return a sentence where they were, else "".

    Raises JourneyError when what was printed cannot be noted.
    """
    # Loaded with the first print: the dialog opens without it.
    from journeyviewer.ui.printing import preview_of

    if ask(preview_of(parent, pages, look)) != QDialog.DialogCode.Accepted:
        return ""
    left(Sent(PRINTER, pdf_bytes(pages, theme(look), "")))
    return "The pages were sent to the printer."
