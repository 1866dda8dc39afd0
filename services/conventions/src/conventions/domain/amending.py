"""Decisions on an amendment: drafted, negotiated, agreed, withdrawn."""

from uuid import UUID

from mithaq.commands import Caller

from conventions.domain.amended_terms import amended
from conventions.domain.amendment_checks import ensure_operations, ensure_result_holds
from conventions.domain.checks import ensure_reason, in_order, names_of, organisation_of
from conventions.domain.commands import amending as c
from conventions.domain.drafting import Events
from conventions.domain.events import amending as e
from conventions.domain.negotiating import ensure_remark
from conventions.domain.rules import amending as rules
from conventions.domain.state import Amendment, Convention, Terms
from conventions.domain.text import amendment_sha256
from conventions.domain.vocabulary import Stance


def amendment_of(convention: Convention, command: c.AmendmentCommand) -> Amendment:
    found = convention.amendments.get(command.amendment)
    if found is None:
        raise rules.AmendmentUnknown(amendment=command.amendment)
    return found


def draft_amendment(convention: Convention, command: c.DraftAmendment) -> Events:
    ensure_reason(command.reason)
    ensure_operations(convention, command.operations)
    return [
        e.AmendmentDrafted(
            convention_id=convention.convention_id,
            amendment=len(convention.amendments) + 1,
            base_version=convention.version,
            reason=command.reason,
            amounts=command.operations.amounts,
            costs=command.operations.costs,
            ends_on=command.operations.ends_on,
        )
    ]


def take_amendment_position(convention: Convention, command: c.TakeAmendmentPosition) -> Events:
    amendment = amendment_of(convention, command)
    party = organisation_of(command.caller)
    ensure_remark(command.stance, command.remark)
    if amendment.positions.get(party) == (command.stance, command.remark):
        return []
    return [
        e.AmendmentPositionTaken(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            organisation_id=party,
            stance=command.stance,
            remark=command.remark,
        )
    ]


def revise_amendment(convention: Convention, command: c.ReviseAmendment) -> Events:
    amendment = amendment_of(convention, command)
    ensure_reason(command.reason)
    ensure_operations(convention, command.operations)
    if command.operations == amendment.operations:
        return []
    return [
        e.AmendmentRevised(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            reason=command.reason,
            amounts=command.operations.amounts,
            costs=command.operations.costs,
            ends_on=command.operations.ends_on,
        )
    ]


def signatories_of(convention: Convention, amendment: Amendment, after: Terms) -> frozenset[UUID]:
    """The lead and those whose promise changes; everyone who signed, if the duration does.

    A party that did not sign the convention does not sign its amendments either.
    """
    signing = convention.terms.signatories()
    if amendment.operations.ends_on is not None:
        return signing
    before = convention.terms.contributions
    concerned = {c.organisation_id for key, c in after.contributions.items() if c != before[key]}
    lead = convention.terms.lead()
    concerned |= {lead} if lead else set()
    return signing & concerned or signing


def agree_amendment_text(convention: Convention, command: c.AgreeAmendmentText) -> Events:
    """Freeze the amendment and ask its first group to sign."""
    amendment = amendment_of(convention, command)
    after = ensure_result_holds(convention, amendment.operations)
    signatories = signatories_of(convention, amendment, after)
    sha256 = amendment_sha256(convention, amendment, after)
    agreed = e.AmendmentTextAgreed(
        convention_id=convention.convention_id,
        amendment=amendment.number,
        text_sha256=sha256,
        signatories=in_order(signatories),
        agreed_on=command.on,
    )
    return [agreed, next_turn(convention, amendment.number, sha256, signatories)]


def ensure_amendment_accepted(convention: Convention, _: Caller) -> None:
    """Whoever will have to sign the amendment under way accepts it."""
    amendment = convention.open_amendment
    if amendment is None:
        raise rules.NoOpenAmendment()
    after = amended(convention.terms, amendment.operations)
    signatories = signatories_of(convention, amendment, after)
    accepted = {who for who, (stance, _) in amendment.positions.items() if stance is Stance.ACCEPT}
    if awaited := signatories - accepted:
        names = names_of(convention, awaited)
        raise rules.AmendmentNotAccepted(amendment=amendment.number, awaited=names)


def next_turn(
    convention: Convention, number: int, sha256: str, awaited: frozenset[UUID]
) -> e.AmendmentSignaturesRequested:
    order, group = convention.terms.next_to_sign(awaited)
    return e.AmendmentSignaturesRequested(
        convention_id=convention.convention_id,
        amendment=number,
        order=order,
        organisations=in_order(group),
        text_sha256=sha256,
    )


def withdraw_amendment(convention: Convention, command: c.WithdrawAmendment) -> Events:
    ensure_reason(command.reason)
    return [
        e.AmendmentWithdrawn(
            convention_id=convention.convention_id,
            amendment=command.amendment,
            reason=command.reason,
        )
    ]
