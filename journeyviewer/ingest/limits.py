"""How large a source may be, so that no file can fill the machine."""

MOST_ROWS = 1_048_576
"""Rows read of one sheet, as many as a worksheet has; the rest is counted and said."""
MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000
MOST_PARTS = 2_000
MOST_BYTES = 512 * 1024 * 1024
"""Size of a file, and of what a workbook expands to."""
MOST_FIELD = 1024 * 1024
"""Characters of one CSV field."""
MOST_CELL_TEXT = 32_767
"""Excel's own limit for the text of a cell."""
MOST_LINES_A_ROW = 200
"""Lines one CSV row may span before an unclosed quote is the better explanation."""
ADDRESS_SPACE = 3 * 1024**3
"""Bytes of address space of the reading process."""
