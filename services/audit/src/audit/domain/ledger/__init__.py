"""From events to lines of the commitments ledger. Pure."""
