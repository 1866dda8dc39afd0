"""Helpers for plans: from shares to works and pledges, from pledges to tranches."""

from collections.abc import Mapping
from datetime import date

from mithaq_demo.plan import SHARE_BY_YEAR, UMBRELLA, Instalment, Pledge, Work


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
