"""What holds for every history of a convention."""

from collections import defaultdict
from collections.abc import Sequence

from audit.domain.ledger.line import KINDS, Kind
from audit.heard import conventions, tranches
from audit.heard.conventions import MoneyEvent
from hypothesis import given
from hypothesis import strategies as some

from .histories import histories
from .stories import lines, total


def text_after(events: Sequence[MoneyEvent]) -> tuple[int, int]:
    """What the text itself adds up to, amendments aside: pledged while it is open, promised."""
    amounts: dict[str, int] = {}
    signed = False
    for event in events:
        match event:
            case conventions.ContributionPledged(contribution=new):
                amounts[new.contribution] = new.amount.centimes
            case conventions.ContributionWithdrawn(contribution=gone):
                del amounts[gone.contribution]
            case conventions.ConventionSigned():
                signed = True
            case conventions.SignatureRefused() | conventions.ConventionWithdrawn():
                amounts = {}
            case _:
                pass
    said = sum(amounts.values())
    return (0, said) if signed else (said, 0)


@given(histories())
def test_property_open_pledges_and_promises_are_what_the_text_says(
    events: list[MoneyEvent],
) -> None:
    made = lines(*events)
    assert (total(made, Kind.PLEDGED), total(made, Kind.PROMISED)) == text_after(events)
    changes = [
        change
        for event in events
        if isinstance(event, conventions.AmendmentTookEffect)
        for change in event.contributions
    ]
    after = sum(change.after.amount.centimes for change in changes if change.after)
    before = sum(change.before.amount.centimes for change in changes if change.before)
    assert total(made, Kind.AMENDED) == after - before


@given(histories())
def test_property_totals_a_partner_add_up_to_the_convention_s(events: list[MoneyEvent]) -> None:
    made = lines(*events)
    for kind in KINDS:
        by_partner: dict[object, int] = defaultdict(int)
        for line in made:
            if line.kind is kind:
                by_partner[line.undertaking.organisation_id] += line.amount.centimes
        assert sum(by_partner.values()) == total(made, kind)


@given(histories(), some.data())
def test_property_knowing_less_is_a_beginning_of_knowing_more(
    events: list[MoneyEvent], data: some.DataObject
) -> None:
    cut = data.draw(some.integers(0, len(events)))
    fewer = lines(*events[:cut])
    assert lines(*events)[: len(fewer)] == fewer


@given(histories())
def test_property_steps_sum_to_what_was_stepped(events: list[MoneyEvent]) -> None:
    made = lines(*events)
    paid = sum(event.amount.centimes for event in events if isinstance(event, tranches.TranchePaid))
    assert total(made, Kind.PAID) == paid
    beyond = [event for event in events if isinstance(event, tranches.OverpaymentRecorded)]
    assert total(made, Kind.OVERPAID) == sum(event.excess.centimes for event in beyond)
