"""The HTTP API, one module a topic; `reading`, `listing` and `history` show what topics wrote."""

from conventions.routes import (
    amendments,
    approvals,
    drafting,
    ending,
    execution,
    history,
    listing,
    negotiation,
    reading,
    reference,
    signatures,
    tranches,
)

ROUTERS = [
    drafting.collection,
    listing.router,
    drafting.router,
    negotiation.router,
    approvals.router,
    signatures.router,
    execution.router,
    tranches.router,
    ending.router,
    amendments.router,
    reading.router,
    history.router,
    reference.router,
]
