"""What each event sets and cancels of what follows from time, topic by topic."""
