"""The HTTP API, one module a topic; `reading`, `listing` and `history` show what topics wrote."""

from conventions.routes import (
    amendments,
    amendments_approvals,
    approvals,
    deliveries,
    drafting,
    ending,
    execution,
    history,
    listing,
    negotiation,
    parts,
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
    deliveries.router,
    ending.router,
    amendments.router,
    amendments_approvals.router,
    reading.router,
    parts.router,
    history.router,
    reference.router,
]
