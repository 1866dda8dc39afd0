"""Formal notices: a party is told to put right what it owes, within a delay."""
