"""Walking a reference group through journeys: the room, the facilitator and what is said."""
