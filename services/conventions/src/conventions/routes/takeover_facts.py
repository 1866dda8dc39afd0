"""Bodies of the facts of a paper file, each with its paper and how precisely it is dated."""

from typing import Annotated
from uuid import UUID

from mithaq.http import Body, Day, Digest, Flag, Line, MoneyBody, Name, Once, Reason, Whole
from pydantic import Field

from conventions.domain.core.archived import (
    ArchivedAmendment,
    ArchivedDay,
    ArchivedDelivery,
    ArchivedParty,
    ArchivedPayment,
    Precision,
    Source,
)
from conventions.domain.core.limits import LIMITS
from conventions.domain.core.terms import Action, Contribution
from conventions.domain.core.vocabulary import Part
from conventions.registry import KnownOrganisation
from conventions.routes.parties_bodies import PartyBody
from conventions.routes.plan_bodies import NamedAction, NamedContribution

Known = dict[UUID, KnownOrganisation]


class SourceBody(Body):
    """The paper that a fact stands on; without a digest it is told as a gap."""

    reference: Line
    sha256: Annotated[Digest | None, Field(description="Of its scan.")] = None

    def source(self) -> Source:
        return Source(reference=self.reference, sha256=self.sha256)


class ArchivedDayBody(Body):
    """A date as the paper gives it: any day of the month or year where it tells no more."""

    day: Day
    precision: Precision = Precision.DAY

    def archived(self) -> ArchivedDay:
        return ArchivedDay(day=self.day, precision=self.precision)


def maybe_day(body: ArchivedDayBody | None) -> ArchivedDay | None:
    return body.archived() if body else None


def maybe_source(body: SourceBody | None) -> Source | None:
    return body.source() if body else None


class ArchivedPartyBody(PartyBody):
    signatory_function: Annotated[
        Line | None, Field(description="What whoever signed for it was: never who.")
    ] = None
    signed: ArchivedDayBody | None = None
    source: SourceBody | None = None

    def archived(self, known: Known) -> ArchivedParty:
        return ArchivedParty(
            party=self.party(known[self.organisation_id]),
            signatory_function=self.signatory_function,
            signed=maybe_day(self.signed),
            source=maybe_source(self.source),
        )


Parties = Annotated[
    tuple[ArchivedPartyBody, ...],
    Once("organisation_id"),
    Field(min_length=1, max_length=LIMITS[Part.PARTIES]),
]
Actions = Annotated[tuple[NamedAction, ...], Once("action"), Field(max_length=LIMITS[Part.ACTIONS])]
Contributions = Annotated[
    tuple[NamedContribution, ...],
    Once("contribution"),
    Field(max_length=LIMITS[Part.CONTRIBUTIONS]),
]


class ArchivedAmendmentBody(Body):
    """By what the convention read after it: what is absent it left as it was."""

    number: Whole
    signed: ArchivedDayBody | None = None
    effective: ArchivedDayBody
    total: MoneyBody
    ends: ArchivedDayBody | None = None
    parties: Parties | None = None
    actions: Actions | None = None
    contributions: Contributions | None = None
    reason: Reason
    source: SourceBody

    def archived(self, known: Known) -> ArchivedAmendment:
        parties, actions, contributions = self.parties, self.actions, self.contributions
        return ArchivedAmendment(
            number=self.number,
            signed=maybe_day(self.signed),
            effective=self.effective.archived(),
            total=self.total.money(),
            ends=maybe_day(self.ends),
            parties=None if parties is None else tuple(each.archived(known) for each in parties),
            actions=None if actions is None else actions_of(actions),
            contributions=None if contributions is None else contributions_of(contributions),
            reason=self.reason,
            source=self.source.source(),
        )


class ArchivedPaymentBody(Body):
    payment: Name
    contribution: Annotated[
        Name | None, Field(description="Absent where the file does not say what it paid.")
    ] = None
    paid: ArchivedDayBody
    amount: MoneyBody
    justified: Annotated[MoneyBody, Field(description="What of it was proved.")]
    reference: Annotated[Line, Field(description="The bank's or the Treasury's.")]
    source: SourceBody

    def archived(self) -> ArchivedPayment:
        return ArchivedPayment(
            payment=self.payment,
            contribution=self.contribution,
            paid=self.paid.archived(),
            amount=self.amount.money(),
            justified=self.justified.money(),
            reference=self.reference,
            source=self.source.source(),
        )


class ArchivedDeliveryBody(Body):
    delivery: Name
    contribution: Name
    delivered: ArchivedDayBody
    amount: MoneyBody
    accepted: Flag = True
    source: SourceBody

    def archived(self) -> ArchivedDelivery:
        return ArchivedDelivery(
            delivery=self.delivery,
            contribution=self.contribution,
            delivered=self.delivered.archived(),
            amount=self.amount.money(),
            accepted=self.accepted,
            source=self.source.source(),
        )


def actions_of(bodies: Actions) -> tuple[Action, ...]:
    return tuple(each.action_named(each.action) for each in bodies)


def contributions_of(bodies: Contributions) -> tuple[Contribution, ...]:
    return tuple(each.contribution_named(each.contribution) for each in bodies)
