"""From a convention's facts to the movements of its region. Pure.

*Promised* counts a convention's contributions on the day all have signed, and afterwards what each
amendment in effect adds or takes away: a pledge in a draft binds nobody and is not counted.
*Paid* and *payments* count tranches paid, *signatures* those of conventions and of amendments.
"""

from dataclasses import dataclass, field, replace

from mithaq.money import ZERO, Money

from programming.live import facts


@dataclass(frozen=True, slots=True)
class Known:
    """What later movements of a convention need to know of its past, up to `version`."""

    version: int = 0
    region: str = ""
    pledges: dict[str, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What one event adds to its region."""

    promised: Money = ZERO
    paid: Money = ZERO
    signatures: int = 0
    payments: int = 0


def learn(known: Known, version: int, fact: facts.Fact) -> Known:
    """What is known after `fact`; one that moves something or comes again teaches nothing."""
    if version <= known.version:
        return known
    match fact:
        case facts.ConventionDrafted():
            return replace(known, version=version, region=fact.region)
        case facts.ContributionPledged():
            pledges = {**known.pledges, fact.contribution: fact.amount}
            return replace(known, version=version, pledges=pledges)
        case facts.ContributionWithdrawn():
            left = {key: kept for key, kept in known.pledges.items() if key != fact.contribution}
            return replace(known, version=version, pledges=left)
        case _:
            return known


def movement(known: Known, fact: facts.Fact) -> Movement | None:
    """What `fact` moves, the same however often it is asked; None if nothing.

    Pledges do not change once all have signed, so `known` may be newer than `fact`.
    """
    match fact:
        case facts.ConventionSigned():
            return Movement(promised=Money.sum(known.pledges.values()))
        case facts.AmendmentTookEffect():
            changes = (change.after - change.before for change in fact.contributions)
            return Movement(promised=Money.sum(changes))
        case facts.PartySigned() | facts.AmendmentPartySigned():
            return Movement(signatures=1)
        case facts.TranchePaid():
            return Movement(paid=fact.amount, payments=1)
        case _:
            return None
