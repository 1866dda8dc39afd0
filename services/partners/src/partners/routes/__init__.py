"""The HTTP API, one module a resource."""

from partners.routes import (
    contacts,
    directory,
    mandates,
    organisations,
    representatives,
    territories,
)

ROUTERS = [
    organisations.router,
    directory.router,
    representatives.router,
    mandates.router,
    contacts.router,
    territories.router,
]
