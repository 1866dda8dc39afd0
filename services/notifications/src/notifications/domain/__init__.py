"""Which events give notice to whom, and what becomes of a message. Pure: no I/O, no clock."""
