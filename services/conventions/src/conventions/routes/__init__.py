"""The HTTP API, one module a resource."""

from conventions.routes import (
    agreement,
    amendments,
    drafting,
    execution,
    history,
    listing,
    money,
    negotiation,
    proposal,
    reading,
    reference,
)

ROUTERS = [
    drafting.router,
    listing.router,
    proposal.router,
    negotiation.router,
    agreement.router,
    execution.router,
    money.router,
    amendments.router,
    reading.router,
    history.router,
    reference.router,
]
