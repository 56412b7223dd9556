"""The cohort view: ten cases or a whole authority's, lined up at one event."""
