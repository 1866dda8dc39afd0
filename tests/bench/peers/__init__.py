"""What a team would pick instead of us, run as its own documentation advises."""
