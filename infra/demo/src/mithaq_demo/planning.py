"""Helpers for plans: from shares to works and pledges, from pledges to tranches."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from mithaq_demo.pieces import MADE_UP, SHARE_BY_YEAR, UMBRELLA, Instalment, Pledge, Work


def shared(
    action: str, label_fr: str, shares: Mapping[str, Mapping[int, int]], *, basis: str = UMBRELLA
) -> tuple[Work, tuple[Pledge, ...]]:
    """A work whose cost a year is what its funders give that year, and their pledges."""
    pledges = tuple(
        Pledge(
            contribution=f"{organisation}-{action}-{year}",
            organisation=organisation,
            action=action,
            year=year,
            dirhams=dirhams,
            basis=SHARE_BY_YEAR,
        )
        for organisation, years in shares.items()
        for year, dirhams in years.items()
    )
    years = sorted({pledge.year for pledge in pledges})
    cost = {year: sum(p.dirhams for p in pledges if p.year == year) for year in years}
    return Work(action=action, label_fr=label_fr, years=cost, basis=basis), pledges


def spread(
    works: Sequence[Work], shares: Mapping[str, int], published: Mapping[str, int]
) -> tuple[Pledge, ...]:
    """Pledges that fill each work and year in order, each funder giving its share to the end.

    The shares make up the works together. Those that are not `published` say so.
    """
    return tuple(
        Pledge(
            contribution=f"{organisation}-{work.action}-{year}",
            organisation=organisation,
            action=work.action,
            year=year,
            dirhams=dirhams,
            basis=SHARE_BY_YEAR if published.get(organisation) == shares[organisation] else MADE_UP,
        )
        for organisation, work, year, dirhams in _filled(works, shares)
    )


def _filled(
    works: Sequence[Work], shares: Mapping[str, int]
) -> Iterator[tuple[str, Work, int, int]]:
    funders = iter(shares.items())
    organisation, left = next(funders)
    for work in works:
        for year, cost in work.years.items():
            missing = cost
            while missing:
                given = min(missing, left)
                yield organisation, work, year, given
                missing, left = missing - given, left - given
                if not left:
                    organisation, left = next(funders, (organisation, 0))


def rewritten(work: Work, territory: str) -> Mapping[str, Any]:
    """A work as an amendment of the works says it, a new year included."""
    return {
        "action": work.action,
        "label_fr": work.label_fr,
        "territory": territory,
        "cost": work.dirhams,
        "years": [{"year": year, "cost": cost} for year, cost in work.years.items()],
        "basis": work.basis,
    }


def instalment(
    pledge: Pledge,
    due_on: date,
    moves_on: date,
    *,
    justified_before: int = 0,
    progress_at_least: int = 0,
    documents: tuple[str, ...] = (),
) -> Instalment:
    """The whole of a pledge as one tranche."""
    return Instalment(
        tranche=f"T-{pledge.contribution}",
        contribution=pledge.contribution,
        organisation=pledge.organisation,
        dirhams=pledge.dirhams,
        due_on=due_on,
        moves_on=moves_on,
        justified_before=justified_before,
        progress_at_least=progress_at_least,
        documents=documents,
    )


def scores(*each: int) -> Mapping[str, int]:
    """One score a criterion, in the order of the service's list."""
    criteria = (
        "sustainability",
        "accessibility",
        "gender",
        "socio_economic_impact",
        "innovation",
        "participation",
    )
    return dict(zip(criteria, each, strict=True))
