"""Decisions on an agreed amendment that not all have signed: refused, given more time, lapsed.

However it ends, what it reserved of an envelope and of mandates is free again, and another may be
drafted.
"""

from datetime import date

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments.order import BEFORE_EFFECT
from conventions.domain.amendments.rules import amendment_of
from conventions.domain.core import signing_act
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.chronology import latest
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason, ensure_time_to_sign
from conventions.domain.core.signing_round import in_order
from conventions.domain.core.vocabulary import AmendmentState

# Its text is agreed, and it is not signed by all.
UNSIGNED = frozenset(
    {
        AmendmentState.TEXT_AGREED,
        AmendmentState.PENDING_APPROVALS,
        AmendmentState.READY_TO_SIGN,
    }
)


def refuse(convention: Convention, command: c.RefuseAmendment) -> Events:
    """It takes all that signing takes, but room under the mandate's ceiling and a result that
    still holds.
    """
    amendment = amendment_of(convention, command.amendment)
    party = signing_act.ensure_empowered(
        amendment.signing, command.power, caller=command.caller, dating=command.header.dating
    )
    ensure_reason(command.reason)
    mandate = command.power.mandate
    return [
        e.AmendmentRefused(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            organisation_id=party,
            representative_id=mandate.representative_id,
            mandate_id=mandate.mandate_id,
            mandate_instrument=mandate.instrument,
            text_sha256=command.power.text_sha256,
            reason=command.reason,
            void_signatures=in_order(amendment.signing.signatures),
        )
    ]


def extend_signing_time(convention: Convention, command: c.ExtendAmendmentSigningTime) -> Events:
    """While it lasts: what has lapsed is drafted anew."""
    signing = amendment_of(convention, command.amendment).signing
    ensure_reason(command.reason)
    signing_act.ensure_in_time(signing, command.recorded_on)
    ensure_time_to_sign(command.sign_by, command.recorded_on, until_now=signing.sign_by)
    return [
        e.AmendmentSigningTimeExtended(
            convention_id=convention.convention_id,
            amendment=command.amendment,
            sign_by=command.sign_by,
            reason=command.reason,
        )
    ]


def lapse(convention: Convention, command: c.LapseAmendment) -> Events:
    """Nothing if it was signed, revised, ended or given more time meanwhile."""
    amendment = amendment_of(convention, command.amendment)
    sign_by = amendment.signing.sign_by
    if sign_by is None or not lapses(amendment, command.on):
        return []
    return [
        e.AmendmentLapsed(
            convention_id=convention.convention_id,
            amendment=amendment.number,
            sign_by=sign_by,
            void_signatures=in_order(amendment.signing.signatures),
        )
    ]


def lapses(amendment: Amendment, on: date) -> bool:
    """Not signed by everybody, and the time to sign is over on that day."""
    return amendment.state in UNSIGNED and amendment.signing.over_on(on)


def lapse_day(convention: Convention, command: c.LapseAmendment) -> date:
    """The day after the last, or that of what was still recorded of it before the lapse was."""
    known = latest(convention.days, ((fact, command.amendment) for fact in BEFORE_EFFECT))
    return max(command.on, known[1]) if known else command.on
