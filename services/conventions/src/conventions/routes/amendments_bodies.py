"""Bodies of amendments."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from mithaq.http import Count, Dated, Day, Digest, Name, Once, Reason
from pydantic import ConfigDict, Field

from conventions.domain.core.amendment import Minutes, Operations
from conventions.domain.core.grounds import Grounds
from conventions.domain.core.limits import LIMITS
from conventions.domain.core.vocabulary import AmendmentKind, Part, Stance
from conventions.registry import KnownOrganisation
from conventions.routes.amendments_operations import (
    AmountBody,
    CostBody,
    DelegatedOwnerBody,
    MinutesBody,
    PeriodBody,
    RescheduleBody,
    ShareBody,
    SuccessionBody,
    TerminationBody,
)
from conventions.routes.articles_bodies import NamedArticle
from conventions.routes.clauses_bodies import FromClauses
from conventions.routes.dependencies import Reasoned, Resting
from conventions.routes.parties_bodies import PartyBody
from conventions.routes.plan_bodies import NamedAction, NamedContribution

_MANY = Field(max_length=2000)
_PARTIES = Field(max_length=LIMITS[Part.PARTIES])
_ARTICLES = Field(max_length=LIMITS[Part.ARTICLES])


class AmendmentBody(Reasoned):
    """What an amendment does not announce it cannot change."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "reason": "Renchérissement des travaux.",
                "amounts": [
                    {
                        "contribution": "commune-2026",
                        "amount": {"amount": "12000000.00", "currency": "MAD"},
                    }
                ],
                "costs": [
                    {
                        "action": "confortement",
                        "year": 2026,
                        "cost": {"amount": "26000000.00", "currency": "MAD"},
                    }
                ],
                "ends_on": "2030-12-31",
            }
        }
    )

    kinds: Annotated[
        tuple[AmendmentKind, ...],
        Once(),
        Field(
            max_length=len(AmendmentKind),
            description="What it announces; absent: the kinds that its operations are of.",
        ),
    ] = ()
    amounts: Annotated[tuple[AmountBody, ...], Once("contribution"), _MANY] = ()
    costs: Annotated[tuple[CostBody, ...], Once("action", "year"), _MANY] = ()
    ends_on: Day | None = None
    period: PeriodBody | None = None
    parties: Annotated[tuple[PartyBody, ...], Once("organisation_id"), _PARTIES] = ()
    removed_parties: Annotated[tuple[UUID, ...], Once(), _PARTIES] = ()
    replaced_parties: Annotated[tuple[SuccessionBody, ...], Once("leaver"), _PARTIES] = ()
    delegated_owner: DelegatedOwnerBody | None = None
    actions: Annotated[tuple[NamedAction, ...], Once("action"), _MANY] = ()
    removed_actions: Annotated[tuple[Name, ...], Once(), _MANY] = ()
    contributions: Annotated[tuple[NamedContribution, ...], Once("contribution"), _MANY] = ()
    withdrawn_contributions: Annotated[tuple[Name, ...], Once(), _MANY] = ()
    shares: Annotated[tuple[ShareBody, ...], Once("share"), _MANY] = ()
    withdrawn_shares: Annotated[tuple[Name, ...], Once(), _MANY] = ()
    split_by: Annotated[
        Day | None, Field(description="Another last day to split its shares, or a first one.")
    ] = None
    articles: Annotated[tuple[NamedArticle, ...], Once("article"), _ARTICLES] = ()
    clauses: FromClauses = ()
    struck_articles: Annotated[tuple[Name, ...], Once(), _ARTICLES] = ()
    reschedules: Annotated[tuple[RescheduleBody, ...], Once("tranche"), _MANY] = ()
    termination: TerminationBody | None = None
    minutes: MinutesBody | None = None

    def operations(self, known: Sequence[KnownOrganisation] = ()) -> Operations:
        """`known` are who joins, as the partners registry knows them.

        Raises TerritoryUnknown.
        """
        termination, period = self.termination, self.period
        return Operations(
            kinds=self.kinds,
            amounts=tuple(each.change() for each in self.amounts),
            costs=tuple(each.change() for each in self.costs),
            ends_on=self.ends_on,
            period=period.period() if period else None,
            parties=tuple(map(PartyBody.party, self.parties, known)),
            removed_parties=self.removed_parties,
            replaced_parties=tuple(each.succession() for each in self.replaced_parties),
            delegated_owner=self.delegated_owner.change() if self.delegated_owner else None,
            actions=tuple(each.action_named(each.action) for each in self.actions),
            removed_actions=self.removed_actions,
            contributions=tuple(
                each.contribution_named(each.contribution) for each in self.contributions
            ),
            withdrawn_contributions=self.withdrawn_contributions,
            shares=tuple(each.promised() for each in self.shares),
            withdrawn_shares=self.withdrawn_shares,
            split_by=self.split_by,
            articles=tuple(each.article_named(each.article) for each in self.articles),
            struck_articles=self.struck_articles,
            reschedules=tuple(each.reschedule() for each in self.reschedules),
            termination=termination.termination() if termination else None,
        )

    def decided_by(self) -> Minutes | None:
        return self.minutes.minutes() if self.minutes else None


class AmendmentDraftBody(AmendmentBody):
    base_text_sha256: Annotated[
        Digest | None,
        Field(
            description="Of the text as it was read; refused if the text has changed since.",
        ),
    ] = None


class AmendmentPositionBody(Resting):
    model_config = ConfigDict(json_schema_extra={"example": {"revision": 1, "stance": "accept"}})

    revision: Annotated[
        Count | None,
        Field(description="Of the amendment, as it was read; with it no If-Match is needed."),
    ] = None
    stance: Stance
    remark: Reason | None = None

    def grounds(self) -> Grounds | None:
        return None if self.revision is None else Grounds(revision=self.revision)


class AmendmentAgreementBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"sign_by": "2027-06-30"}})

    sign_by: Annotated[
        Day | None, Field(description="The last day to sign it; absent: it never lapses.")
    ] = None


class EffectBody(Dated):
    effective_on: Day | None = None
