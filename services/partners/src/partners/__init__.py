"""The partners service: organisations, their representatives and their mandates."""
