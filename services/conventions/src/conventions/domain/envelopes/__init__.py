"""The framework's envelope: what its partners promise, and what financing conventions reserve."""
