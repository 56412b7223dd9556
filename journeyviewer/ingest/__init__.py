"""From files as they are to chronologies and problems; knows tables, not Qt."""
