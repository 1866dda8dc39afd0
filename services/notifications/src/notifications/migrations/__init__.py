"""The outbox: the one table of this service that no event can give back."""
