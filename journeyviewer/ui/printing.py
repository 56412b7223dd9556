"""Printing pages as they are written: a preview first, to paper or to a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from journeyviewer.render.painter import paint_scene
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Scene

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
