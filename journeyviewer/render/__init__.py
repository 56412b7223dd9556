"""How marks become strokes, with QtGui alone."""
