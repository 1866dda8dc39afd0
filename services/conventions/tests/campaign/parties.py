"""Who is party to a convention, and what each promises, as the record tells it."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Contribution, Party
from conventions.domain.drafting import events as e

_BUILDING: Final = frozenset({"project_owner", "delegated_owner"})


@dataclass(slots=True)
class Parties:
    parties: dict[UUID, Party] = field(default_factory=dict)
    pledges: dict[str, Contribution] = field(default_factory=dict)

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
                for change in event.contributions:
                    self.pledges[change.after.contribution] = change.after
            case _:
                pass

    @property
    def signing(self) -> set[UUID]:
        return {key for key, party in self.parties.items() if party.signing_order is not None}

    @property
    def building(self) -> set[UUID]:
        found = self.parties.items()
        return {key for key, party in found if not _BUILDING.isdisjoint(map(str, party.roles))}

    def promised(self, organisation: UUID, changed: dict[str, int] | None = None) -> int:
        """In centimes; `changed` are amounts of an amendment under way, by contribution."""
        new = changed or {}
        mine = (p for p in self.pledges.values() if p.organisation_id == organisation)
        return sum(new.get(p.contribution, p.amount.centimes) for p in mine)
