"""Studies in the window: making, opening, saving and going on with them."""
