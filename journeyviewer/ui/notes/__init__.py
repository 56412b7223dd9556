"""The panel of what the analyst wrote: the list, and the editors of each kind."""
