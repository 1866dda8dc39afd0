"""The HTTP API, one module a resource."""

from notifications.routes import deliveries

ROUTERS = [deliveries.router]
