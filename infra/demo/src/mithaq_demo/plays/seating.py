"""The published parties of a case at the table: who leads and signs when is the demo's."""

from collections.abc import Mapping

from mithaq_demo.facts import Case, Party
from mithaq_demo.pieces import Seat

ORDER = "ordre de signature de jeu, non publié"
LEADS = "chef de file de jeu : la publication n'en nomme pas"


def seats(
    facts: Case, lead: str, *, funding: Mapping[str, int] | None = None, outside: str = ""
) -> tuple[Seat, ...]:
    """The published parties: the lead signs last, the others before, all in parallel.

    Those that are made to fund what nobody is published to give say so; `outside` does not sign.
    """
    return tuple(
        Seat(
            organisation=party.organisation,
            roles=_roles(party, leads=party.organisation == lead, funds=funding or {}),
            signing_order=_order(party.organisation, lead, outside),
            basis=_basis(party, lead, funding or {}),
        )
        for party in facts.parties
    )


def _roles(party: Party, *, leads: bool, funds: Mapping[str, int]) -> tuple[str, ...]:
    """As published, also where the demo has it lead; whose share is published funds as well."""
    published = "signatory" if party.role == "lead" else party.role
    told = ["lead"] if leads else [published]
    if leads and published != "signatory":
        told.append(published)
    if (party.dirhams is not None or party.organisation in funds) and "funder" not in told:
        told.append("funder")
    return tuple(told)


def _order(organisation: str, lead: str, outside: str) -> int | None:
    if organisation == outside:
        return None
    return 2 if organisation == lead else 1


def _basis(party: Party, lead: str, funds: Mapping[str, int]) -> str:
    if party.organisation == lead and party.role != "lead":
        return LEADS
    if party.organisation in funds and party.dirhams is None:
        return "contribution de jeu, non publiée ; ordre de signature de jeu"
    return ORDER
