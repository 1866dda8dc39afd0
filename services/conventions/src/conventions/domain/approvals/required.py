"""Which approvals a text needs: by who signs it and for how much, as data.

The lead may ask for more and leaves none out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from mithaq.money import ZERO, Money

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.approvers import COUNCILS
from conventions.domain.core.terms import Party, Terms
from conventions.domain.core.vocabulary import ApprovalKind

_FINANCE_FROM: Final = Money.dirhams(100_000_000)
_CONTROL_FROM: Final = Money.dirhams(20_000_000)
_ASSUMED: Final = "Assumption: the threshold is not published; each deployment sets its own."


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """An approval needed where a party of one of these kinds signs; `basis` says why.

    With `of_itself` each such party's own body gives it, else any body fit for it. Without
    `signed_by` it is needed whoever signs, from the amount that `Thresholds` names for it.
    """

    approval: ApprovalKind
    signed_by: frozenset[str] = frozenset()
    of_itself: bool = False
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which total of a convention, that amount included, these approvals are needed."""

    finance: Money = _FINANCE_FROM
    financial_control: Money = _CONTROL_FROM

    def of(self, kind: ApprovalKind) -> Money:
        by_kind = {
            ApprovalKind.FINANCE: self.finance,
            ApprovalKind.FINANCIAL_CONTROL: self.financial_control,
        }
        return by_kind.get(kind, ZERO)


REQUIREMENTS: Final[Sequence[Requirement]] = (
    Requirement(
        approval=ApprovalKind.COUNCIL_DELIBERATION,
        signed_by=COUNCILS,
        of_itself=True,
        basis="Organic law 113-14 for communes; assumed alike for regions, provinces, prefectures.",
    ),
    Requirement(
        approval=ApprovalKind.INTERIOR,
        signed_by=COUNCILS,
        basis="Visa of deliberations: organic law 113-14, art. 118, for communes; assumed alike "
        "for regions, provinces, prefectures.",
    ),
    Requirement(approval=ApprovalKind.FINANCE, basis=_ASSUMED),
    Requirement(approval=ApprovalKind.FINANCIAL_CONTROL, basis=_ASSUMED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An approval that a text needs; without an organisation, any body fit for it will do.

    `parties` are the signatories because of whom it is needed; `of_total`: because of the amount
    alone, whoever they are.
    """

    kind: ApprovalKind
    organisation_id: UUID | None = None
    parties: tuple[UUID, ...]
    of_total: bool = False

    def met_by(self, approval: RequiredApproval) -> bool:
        named = self.organisation_id in {None, approval.organisation_id}
        return approval.kind == self.kind and named


def needs_of(
    terms: Terms,
    kinds: Mapping[UUID, str],
    thresholds: Thresholds,
    signing: Collection[UUID] | None = None,
) -> Sequence[Need]:
    """What the table asks of these terms. `kinds` are those of organisations, by the registry.

    `signing` are the parties that sign the text, where not all signatories do.
    """
    by = terms.signatories() if signing is None else signing
    parties = [terms.parties[party] for party in sorted(by, key=str)]
    return tuple(
        need
        for requirement in REQUIREMENTS
        if terms.outline.total >= thresholds.of(requirement.approval)
        for need in _needs(requirement, parties, kinds)
    )


def _needs(
    requirement: Requirement, signing: Sequence[Party], kinds: Mapping[UUID, str]
) -> Iterator[Need]:
    kind = requirement.approval
    concerned = tuple(
        party.organisation_id
        for party in signing
        if not requirement.signed_by
        or (party.kind or kinds.get(party.organisation_id)) in requirement.signed_by
    )
    if requirement.of_itself:
        for party in concerned:
            yield Need(kind=kind, organisation_id=party, parties=(party,))
    elif concerned:
        yield Need(kind=kind, parties=concerned, of_total=not requirement.signed_by)


def left_out(needs: Sequence[Need], asked: Sequence[RequiredApproval]) -> Sequence[Need]:
    """Of these needs, the ones that nothing asked for meets."""
    return [need for need in needs if not any(map(need.met_by, asked))]
