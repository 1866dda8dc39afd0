"""The actors' actions, by phase; each sends one or a few commands as the actor in charge."""
