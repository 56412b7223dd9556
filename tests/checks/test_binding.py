"""The Qt binding is one that does not lose references (upstream PYSIDE-3474)."""

from __future__ import annotations

import gc
import sys

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_that_return_nothing_do_not_use_none_up(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    colour = QColor("black")
    # Garbage of earlier tests also refers to None; it must not be collected in between.
    gc.collect()
    gc.disable()
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.setEnabled(True)
        painter.setPen(colour)
    lost = before - sys.getrefcount(None)
    gc.enable()
    painter.end()
    assert lost < 100
