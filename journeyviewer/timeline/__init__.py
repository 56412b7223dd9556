"""From a chronology and a view to a scene of positioned marks; pure, without Qt."""
