"""Measures and tables derived from dated records; without Qt."""
