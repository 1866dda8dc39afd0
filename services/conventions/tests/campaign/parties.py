"""Who is party to a convention, and what each promises, as the record tells it."""

from dataclasses import dataclass, field
from typing import Final, TypeVar
from uuid import UUID

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.amendment import Operations
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Contribution, Party, Share
from conventions.domain.drafting import events as e
from conventions.domain.shares.events import SharePromised, ShareSplit, ShareWithdrawn

P = TypeVar("P", Contribution, Share)
_BUILDING: Final = frozenset({"project_owner", "delegated_owner"})


@dataclass(slots=True)
class Parties:
    parties: dict[UUID, Party] = field(default_factory=dict)
    pledges: dict[str, Contribution] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)

    def enter(self, event: ConventionEvent) -> None:
        match event:
            case e.PartyInvited():
                self.parties[event.party.organisation_id] = event.party
            case e.PartyRemoved():
                del self.parties[event.party.organisation_id]
            case e.ContributionPledged():
                self.pledges[event.contribution.contribution] = event.contribution
            case e.ContributionWithdrawn():
                del self.pledges[event.contribution.contribution]
            case AmendmentTookEffect():
                self._amend(event)
            case SharePromised() | ShareWithdrawn() | ShareSplit():
                self._share(event)
            case _:
                pass

    def _share(self, event: SharePromised | ShareWithdrawn | ShareSplit) -> None:
        name = event.share.share
        if isinstance(event, SharePromised):
            self.shares[name] = event.share
            return
        del self.shares[name]
        if isinstance(event, ShareSplit):
            self.shares |= {name: event.left} if event.left else {}
            self.pledges |= {part.contribution: part for part in event.contributions}

    def _amend(self, event: AmendmentTookEffect) -> None:
        """Who and what comes, changes and goes; who left owes nothing that is still to be paid."""
        for change in event.contributions:
            _replace(self.pledges, change.before, change.after)
        for share in event.shares:
            _replace(self.shares, share.before, share.after)
        for each in event.parties:
            if each.before:
                del self.parties[each.before.organisation_id]
            if each.after:
                self.parties[each.after.organisation_id] = each.after

    @property
    def signing(self) -> set[UUID]:
        return {key for key, party in self.parties.items() if party.signing_order is not None}

    @property
    def building(self) -> set[UUID]:
        found = self.parties.items()
        return {key for key, party in found if not _BUILDING.isdisjoint(map(str, party.roles))}

    def promised(self, organisation: UUID, announced: Operations | None = None) -> int:
        """In centimes; with what an amendment under way announces of promises."""
        after = self.amended(announced)
        return sum(amount for who, amount in after.values() if who == organisation)

    def amended(self, announced: Operations | None) -> dict[str, tuple[UUID, int]]:
        """By contribution and by share, whose and how much it would be."""
        promises: list[Contribution | Share] = [*self.pledges.values(), *self.shares.values()]
        after = {x.name: (x.organisation_id, x.amount.centimes) for x in promises}
        if announced is None:
            return after
        for change in announced.amounts:
            after[change.contribution] = (after[change.contribution][0], change.amount.centimes)
        more: list[Contribution | Share] = [*announced.contributions, *announced.shares]
        for promise in more:
            after[promise.name] = (promise.organisation_id, promise.amount.centimes)
        for name in (*announced.withdrawn_contributions, *announced.withdrawn_shares):
            del after[name]
        for succession in announced.replaced_parties:
            for each in succession.handed:
                who, amount = after.pop(each.contribution)
                if amount > each.amount.centimes:
                    after[each.contribution] = (who, amount - each.amount.centimes)
                after[each.to] = (succession.successor, each.amount.centimes)
        return after


def _replace(known: dict[str, P], before: P | None, after: P | None) -> None:
    if before:
        del known[before.name]
    if after:
        known[after.name] = after
