"""Long runs that break saving on purpose: kills, power cuts, failing system calls."""
