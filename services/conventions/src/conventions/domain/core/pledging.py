"""Nobody owes what nobody of theirs signs."""

from uuid import UUID

from conventions.domain.core.rules import PledgerDoesNotSign
from conventions.domain.core.terms import Terms


def ensure_pledger_signs(terms: Terms, party: UUID) -> None:
    """Who promises is among those who sign: with a signing order, in this text."""
    if party not in terms.signatories():
        raise PledgerDoesNotSign(party=terms.name_of(party))


def ensure_pledgers_sign(terms: Terms) -> None:
    for contribution in terms.contributions.values():
        ensure_pledger_signs(terms, contribution.organisation_id)
