"""What time alone tells: a tranche is overdue, the duration ends soon, and is over."""
