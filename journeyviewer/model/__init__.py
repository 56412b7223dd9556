"""Cases, chronologies, honest dates and the pure counts made from them; standard library only."""
