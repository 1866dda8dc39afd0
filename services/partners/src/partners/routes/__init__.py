"""The HTTP API, one module a resource."""

from partners.routes import (
    contacts,
    directory,
    mandate_register,
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
    mandate_register.router,
    contacts.router,
    territories.router,
]
