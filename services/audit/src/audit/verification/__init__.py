"""Verifies a copied log: its hash chain, and that it agrees with the service's own head."""
