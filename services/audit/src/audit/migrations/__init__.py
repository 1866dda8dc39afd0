"""Migrations of the tables that are no read model: no rebuild brings them back."""
