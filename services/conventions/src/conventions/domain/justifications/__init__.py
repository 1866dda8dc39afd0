"""Proofs of spending: handed in by who spent, accepted, refused or withdrawn."""
