"""Who may read what, and how events become lines of the ledger. Pure: no I/O, no clock."""
