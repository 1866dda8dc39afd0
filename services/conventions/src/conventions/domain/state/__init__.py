"""What a convention is at one point of its history."""

from conventions.domain.state.amendment import Amendment, Operations
from conventions.domain.state.convention import Absent, Convention, Negotiation, Signing
from conventions.domain.state.terms import Action, Article, Contribution, Party, Terms
from conventions.domain.state.tranche import Stage, Tranche

__all__ = [
    "Absent",
    "Action",
    "Amendment",
    "Article",
    "Contribution",
    "Convention",
    "Negotiation",
    "Operations",
    "Party",
    "Signing",
    "Stage",
    "Terms",
    "Tranche",
]
