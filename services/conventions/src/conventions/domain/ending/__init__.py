"""Suspension, resumption and completion."""
