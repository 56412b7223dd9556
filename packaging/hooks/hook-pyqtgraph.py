"""What pyqtgraph loads by name: the PySide6 forms of its two menus, and its colour maps.

Stands before the hook that PyInstaller's users share, which collects every module to find these.
"""

from PyInstaller.utils.hooks import collect_data_files

hiddenimports = [
    "pyqtgraph.graphicsItems.PlotItem.plotConfigTemplate_generic",
    "pyqtgraph.graphicsItems.ViewBox.axisCtrlTemplate_generic",
    "pyqtgraph.imageview.ImageViewTemplate_generic",
]
datas = collect_data_files("pyqtgraph", excludes=["**/examples/*", "**/*.py"])
