"""Printing pages as they are written: a preview first, to paper or to a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from journeyviewer.render.fonts import font
from journeyviewer.render.painter import paint_scene
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Face, Scene

MM_PER_PIXEL = 25.4 / 96


class PrintPreview(QPrintPreviewDialog):
    """Shows pages as the printer will print them; holds the printer, which Qt does not."""

    def __init__(self, printer: QPrinter, parent: QWidget | None) -> None:
        super().__init__(printer, parent)
        self.kept = printer
        self.setWindowTitle("Print")


def preview_of(parent: QWidget | None, scenes: Sequence[Scene], look: str) -> PrintPreview:
    """Return a dialog that shows pages as the printer will print them, and prints them.

    On a printer that prints no colours the grey theme takes the place of the one chosen.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setCreator("journeyviewer")
    printer.setDocName("journey")
    first = scenes[0]
    size = QSizeF(
        min(first.width, first.height) * MM_PER_PIXEL, max(first.width, first.height) * MM_PER_PIXEL
    )
    across = first.width > first.height
    layout = QPageLayout(
        QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    printer.setPageLayout(layout)
    dialog = PrintPreview(printer, parent)
    dialog.paintRequested.connect(lambda target: print_pages(target, scenes, look))
    return dialog


def print_pages(printer: QPrinter, scenes: Sequence[Scene], look: str) -> None:
    """Paint pages on a printer, each as large as its page."""
    grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
    colours = theme("grey" if grey else look)
    painter = QPainter(printer)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, scene in enumerate(scenes):
            if number:
                printer.newPage()
            room = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
            scale = min(room.width() / scene.width, room.height() / scene.height)
            painter.save()
            painter.translate(
                (room.width() - scene.width * scale) / 2, (room.height() - scene.height * scale) / 2
            )
            painter.scale(scale, scale)
            paint_scene(painter, scene, colours)
            painter.restore()
    finally:
        painter.end()


def print_words(printer: QPrinter, title: str, lines: Sequence[str]) -> None:
    """Print a title and lines of words, large enough to be typed off paper."""
    painter = QPainter(printer)
    try:
        unit = printer.resolution() / 96
        painter.scale(unit, unit)
        y = 96.0
        for words, face in ((title, Face(20, 600)), *((line, Face(18)) for line in lines)):
            painter.setFont(font(face))
            painter.drawText(QPointF(76, y), words)
            y += face.size * 1.8
    finally:
        painter.end()


def ask_to_print(parent: QWidget | None, title: str, lines: Sequence[str]) -> bool:
    """Let the user choose a printer and print some lines; False when none was chosen."""
    printer = QPrinter()
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_words(printer, title, lines)
    return True
