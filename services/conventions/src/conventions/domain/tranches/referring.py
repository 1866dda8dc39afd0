"""Which bank reference a command takes or gives back, and on which stream."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches.payment_references import (
    Held,
    PaymentReferenceReleased,
    PaymentReferenceReserved,
    ReferenceEvent,
    release,
    reserve,
    stream_of,
)

Change = Callable[[Held | None], Sequence[ReferenceEvent]]
_PAYING: Final = (c.PayTranche, c.ReportExternalPayment, c.RecordRefund)
# Commands that may name a bank reference: no other one has to do with the streams of references.
REFERRING: Final = (*_PAYING, c.ReverseStep, c.SettleOverpayment)


def references_of(convention: Convention, command: ConventionCommand) -> tuple[str, Change] | None:
    """The reference's stream and what is decided there; None for a command that has none.

    Whether the command itself is allowed is decided on the convention, first.
    """
    if isinstance(command, _PAYING):
        tranche = convention.tranches.get(command.tranche)
        return _reserved(tranche, command) if tranche else None
    if isinstance(command, c.ReverseStep | c.SettleOverpayment):
        tranche = convention.tranches.get(command.tranche)
        return _released(tranche, command) if tranche else None
    return None


def _reserved(tranche: Tranche, command: c.MoneyCommand) -> tuple[str, Change]:
    wanted = PaymentReferenceReserved(
        convention_id=command.convention_id,
        organisation_id=tranche.organisation_id,
        tranche=tranche.tranche,
        reference=command.act,
        amount=command.amount,
    )
    return stream_of(tranche.organisation_id, command.act), partial(reserve, wanted=wanted)


def _released(
    tranche: Tranche, command: c.ReverseStep | c.SettleOverpayment
) -> tuple[str, Change] | None:
    if isinstance(command, c.ReverseStep):
        undoes_a_payment = command.stage is Stage.PAID and command.advance_of is None
    else:
        undoes_a_payment = command.kind is Settlement.ERROR_OF_ENTRY
    if not undoes_a_payment or command.reference is None:
        return None
    given_back = PaymentReferenceReleased(
        convention_id=command.convention_id,
        organisation_id=tranche.organisation_id,
        tranche=tranche.tranche,
        reference=command.reference,
        amount=command.amount,
    )
    stream = stream_of(tranche.organisation_id, command.reference)
    return stream, partial(release, given_back=given_back)
