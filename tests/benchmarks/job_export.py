"""A figure of A3 at 300 dots to the inch, as PNG, PDF and SVG."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.benchmarks.data import case_of, flat
from tests.benchmarks.probe import Clock, Record, peak_mib

PIXELS = (4961, 3508)


def own(kind: str, count: int) -> Record:
    """Lay the page out and write it."""
    from journeyviewer.export.figure import FigureRequest, figure_scene
    from journeyviewer.export.picture import write_picture
    from journeyviewer.render.fonts import load_fonts
    from journeyviewer.render.theme import theme

    application = QApplication([])
    load_fonts()
    case, base = case_of(count), peak_mib()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"figure.{kind}"
        with Clock() as clock:
            scene = figure_scene(case, FigureRequest(folder=Path(folder), page="a3"))
            write_picture(path, scene, theme("light"), dpi=300, words=("Case 1", ""))
        size = path.stat().st_size
    del application
    return {"ms": clock.wall, "cpu": clock.cpu, "bytes": size, **_memory(base)}


def floor(kind: str, count: int) -> Record:
    """Fill an image and save it."""
    application, base = QApplication([]), peak_mib()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "raw.png"
        with Clock() as clock:
            image = QImage(*PIXELS, QImage.Format.Format_RGB32)
            image.fill(0xFFFFFFFF)
            image.save(str(path))
        size = path.stat().st_size
    del application
    return {"ms": clock.wall, "cpu": clock.cpu, "bytes": size, **_memory(base)}


def matplotlib(kind: str, count: int) -> Record:
    """Draw rectangles and points with matplotlib and save the figure."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    records, _, _ = flat(count)
    base = peak_mib()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"figure.{kind}"
        with Clock() as clock:
            figure, axes = pyplot.subplots(figsize=(420 / 25.4, 297 / 25.4))
            for lane in range(12):
                own_records = [record for record in records if record[0] == lane]
                spans = [(record[1], record[2]) for record in own_records if not record[3]]
                points = [record[1] for record in own_records if record[3]]
                axes.broken_barh(spans, (lane, 0.5))
                axes.scatter(points, [lane + 0.7] * len(points), s=8)
            figure.savefig(path, dpi=300)
        size = path.stat().st_size
    return {"ms": clock.wall, "cpu": clock.cpu, "bytes": size, **_memory(base)}


def _memory(base: float) -> Record:
    return {"base_mib": base, "peak_mib": peak_mib()}
