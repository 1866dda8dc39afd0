"""Shares: what a party promises and splits later, by action and by year."""
