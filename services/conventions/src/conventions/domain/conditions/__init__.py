"""Suspensive conditions: written in the text, decided after the signature, before the force."""
