"""The HTTP API, one module a resource."""

from partners.routes import (
    changes,
    contacts,
    directory,
    mandates,
    organisations,
    representatives,
    territories,
)

ROUTERS = [
    organisations.router,
    changes.router,
    directory.router,
    representatives.router,
    mandates.router,
    contacts.router,
    territories.router,
]
