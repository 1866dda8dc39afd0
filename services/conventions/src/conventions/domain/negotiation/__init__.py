"""Rounds, positions of the parties, and the frozen text."""
