"""The tables of audit that no rebuild may lose."""
