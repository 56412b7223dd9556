"""The import report: what was read, what is to be decided, and the columns of unknown tables."""
