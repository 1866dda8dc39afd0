"""Who is party to a convention, and what each promises, as the record tells it."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.amendment import Operations, Succession
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Contribution, Party, Share
from conventions.domain.drafting import events as e
from conventions.domain.ending.events import TerminationPronounced
from conventions.domain.shares.events import SharePromised, ShareSplit, ShareWithdrawn

P = TypeVar("P", Contribution, Share)
_BUILDING: Final = frozenset({"project_owner", "delegated_owner"})


class Promise(NamedTuple):
    """Whose it is, of which year (None: of no named year), and how much in centimes."""

    who: UUID
    year: int | None
    centimes: int


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
            case TerminationPronounced():
                self._reprice(event)
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
        self._reprice(event)
        for each in event.parties:
            if each.before:
                del self.parties[each.before.organisation_id]
            if each.after:
                self.parties[each.after.organisation_id] = each.after

    def _reprice(self, event: AmendmentTookEffect | TerminationPronounced) -> None:
        for change in event.contributions:
            _replace(self.pledges, change.before, change.after)
        for share in event.shares:
            _replace(self.shares, share.before, share.after)

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
        found = self.promises(announced).items()
        return {name: (promise.who, promise.centimes) for name, promise in found}

    def promises(self, announced: Operations | None = None) -> dict[str, Promise]:
        """By contribution and by share; with what an amendment under way announces."""
        known: list[Contribution | Share] = [*self.pledges.values(), *self.shares.values()]
        after = {each.name: _promise(each) for each in known}
        if announced is None:
            return after
        for change in announced.amounts:
            known_as = after[change.contribution]
            after[change.contribution] = known_as._replace(centimes=change.amount.centimes)
        more: list[Contribution | Share] = [*announced.contributions, *announced.shares]
        after |= {each.name: _promise(each) for each in more}
        for name in (*announced.withdrawn_contributions, *announced.withdrawn_shares):
            del after[name]
        for succession in announced.replaced_parties:
            _succeed(after, succession)
        return after


def _promise(promise: Contribution | Share) -> Promise:
    return Promise(promise.organisation_id, promise.year, promise.amount.centimes)


def _succeed(after: dict[str, Promise], succession: Succession) -> None:
    for each in succession.handed:
        before, handed = after.pop(each.contribution), each.amount.centimes
        if before.centimes > handed:
            after[each.contribution] = before._replace(centimes=before.centimes - handed)
        after[each.to] = Promise(succession.successor, before.year, handed)
    for share in succession.shares:
        after[share.to] = after.pop(share.share)._replace(who=succession.successor)


def _replace(known: dict[str, P], before: P | None, after: P | None) -> None:
    if before:
        del known[before.name]
    if after:
        known[after.name] = after
