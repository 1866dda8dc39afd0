"""The figures of an organisation that a trial compares."""

from functools import partial
from uuid import UUID

from mithaq.trials import Figure, Figures, Part

from partners.domain.organisation import HeldMandate, Organisation


def figures(organisation: Organisation) -> Figures:
    """Its state, what became of each representative and of each mandate."""
    return {
        "state": organisation.state.value if organisation.state else None,
        "asked": str(organisation.asked.change.act) if organisation.asked else None,
        **{f"representatives.{key}": _standing(organisation, key) for key in organisation.persons},
        **{
            f"mandates.{key}": Part(held, partial(_of_mandate, held))
            for key, held in organisation.mandates.items()
        },
    }


def _standing(organisation: Organisation, person: UUID) -> str:
    if person in organisation.erased:
        return "erased"
    return "erasure_requested" if person in organisation.erasures else "registered"


def _of_mandate(held: HeldMandate) -> dict[str, Figure]:
    return {"confirmation": held.confirmation.name.lower(), "revoked_on": held.revoked_on}
