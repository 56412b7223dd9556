"""What the right panel shows: an entry, several, the case, what is near, and the sources."""
