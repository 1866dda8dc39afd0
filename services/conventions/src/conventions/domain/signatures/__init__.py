"""Signing the frozen text, and entry into force."""
