"""Keeps what an analyst adds: one file per analyst and study, saved as it is typed."""
