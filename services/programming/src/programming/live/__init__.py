"""Live activity of the regions, by minute and hour: rebuilt at each start, never the only copy."""
