"""What the actors do, phase by phase; each act is one or a few commands of its real giver."""
