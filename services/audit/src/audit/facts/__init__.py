"""Other services' events, as far as the ledger reads them. Unknown fields are ignored."""

from audit.facts.conventions import CONVENTION_FACTS, ConventionFact, MoneyFact, PartyFact
from audit.facts.partners import PARTNER_FACTS, OrganisationRegistered

Fact = ConventionFact | OrganisationRegistered

__all__ = [
    "CONVENTION_FACTS",
    "PARTNER_FACTS",
    "ConventionFact",
    "Fact",
    "MoneyFact",
    "OrganisationRegistered",
    "PartyFact",
]
