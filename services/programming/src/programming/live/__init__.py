"""What moves in each region, as it moves: windowed, rebuildable, never the only copy."""
