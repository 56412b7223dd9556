"""Figures, tables and what may leave in them; without widgets."""
