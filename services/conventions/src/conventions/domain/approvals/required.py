"""Which approvals a text needs: by who signs it and for how much, as its frame says.

The lead may ask for more and leaves none out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.frame import Frame, VisaRule
from conventions.domain.core.terms import Party, Terms
from conventions.domain.core.vocabulary import ApprovalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An approval that a text needs; without an organisation, any body fit for it will do.

    `parties` are the signatories because of whom it is needed; `of_total`: because of the amount
    alone, whoever they are. `tacit_after` so many working days without an answer it counts as
    granted, by what `basis` says; None: it never does.
    """

    kind: ApprovalKind
    organisation_id: UUID | None = None
    parties: tuple[UUID, ...]
    of_total: bool = False
    tacit_after: int | None = None
    basis: str = ""

    def met_by(self, approval: RequiredApproval) -> bool:
        named = self.organisation_id in {None, approval.organisation_id}
        return approval.kind == self.kind and named


def needs_of(
    terms: Terms,
    kinds: Mapping[UUID, str],
    frame: Frame,
    signing: Collection[UUID] | None = None,
) -> Sequence[Need]:
    """What the frame asks of these terms. `kinds` are those of organisations, by the registry.

    `signing` are the parties that sign the text, where not all signatories do.
    """
    by = terms.signatories() if signing is None else signing
    parties = [terms.parties[party] for party in sorted(by, key=str)]
    return tuple(
        need
        for visa in frame.visas
        if visa.counts_from(terms.outline.total)
        for need in _needs(visa, parties, kinds)
    )


def _needs(visa: VisaRule, signing: Sequence[Party], kinds: Mapping[UUID, str]) -> Iterator[Need]:
    concerned = tuple(
        party.organisation_id
        for party in signing
        if not visa.signed_by or (party.kind or kinds.get(party.organisation_id)) in visa.signed_by
    )
    if visa.of_itself:
        for party in concerned:
            yield _need(visa, (party,), organisation_id=party)
    elif concerned:
        yield _need(visa, concerned, of_total=not visa.signed_by)


def _need(
    visa: VisaRule,
    parties: tuple[UUID, ...],
    *,
    organisation_id: UUID | None = None,
    of_total: bool = False,
) -> Need:
    return Need(
        kind=ApprovalKind(visa.approval),
        organisation_id=organisation_id,
        parties=parties,
        of_total=of_total,
        tacit_after=visa.tacit_after_working_days,
        basis=visa.basis,
    )


def left_out(needs: Sequence[Need], asked: Sequence[RequiredApproval]) -> Sequence[Need]:
    """Of these needs, the ones that nothing asked for meets."""
    return [need for need in needs if not any(map(need.met_by, asked))]
