"""How a convention reads over HTTP, one module a topic."""
