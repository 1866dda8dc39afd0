"""For the cases that cannot be agreed: the published figures, put where they can be."""

from collections.abc import Mapping

from mithaq_demo.facts import Case, Party
from mithaq_demo.plan import YEAR_MADE_UP, Pledge, Seat, Work

ORDER = "ordre de signature de jeu, non publié"
UMBRELLA = "total publié ; le coût de chaque action et la répartition annuelle ne le sont pas"
COSTED = "coût publié ; année de jeu, la répartition annuelle n'est pas publiée"


def seats(facts: Case, lead: str, *, not_signing: tuple[str, ...] = ()) -> tuple[Seat, ...]:
    """The published parties: the lead signs last, the others before, all in parallel."""
    return tuple(
        Seat(
            organisation=party.organisation,
            roles=_roles(party, leads=party.organisation == lead),
            signing_order=_order(party.organisation, lead, not_signing),
            basis=ORDER
            if party.role == "lead" or party.organisation != lead
            else "chef de file de jeu : la publication n'en nomme pas",
        )
        for party in facts.parties
    )


def _roles(party: Party, *, leads: bool) -> tuple[str, ...]:
    """As published, also where the demo has it lead; whose share is published funds as well."""
    published = "signatory" if party.role == "lead" else party.role
    told = ["lead"] if leads else [published]
    if leads and published != "signatory":
        told.append(published)
    if party.dirhams is not None and "funder" not in told:
        told.append("funder")
    return tuple(told)


def _order(organisation: str, lead: str, not_signing: tuple[str, ...]) -> int | None:
    if organisation in not_signing:
        return None
    return 2 if organisation == lead else 1


def umbrella(label_fr: str, dirhams: int, year: int) -> Work:
    return Work(action="programme", label_fr=label_fr, years={year: dirhams}, basis=UMBRELLA)


def costed(facts: Case, year: int) -> tuple[Work, ...]:
    """The actions whose cost is published, each on one year."""
    return tuple(
        Work(
            action=f"action-{number}",
            label_fr=action.label_fr,
            years={year: action.dirhams},
            basis=COSTED,
        )
        for number, action in enumerate(facts.actions, 1)
        if action.dirhams is not None
    )


def pledges(
    shares: Mapping[str, int], action: str, year: int, *, basis: str = YEAR_MADE_UP
) -> tuple[Pledge, ...]:
    return tuple(
        Pledge(
            contribution=organisation,
            organisation=organisation,
            action=action,
            year=year,
            dirhams=dirhams,
            basis=basis,
        )
        for organisation, dirhams in shares.items()
    )
