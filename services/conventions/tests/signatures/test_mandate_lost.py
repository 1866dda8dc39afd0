"""A convention that waits for a party's signature is warned when the party can sign no more."""

from uuid import UUID

from conventions.domain.core import rules as core
from conventions.domain.signatures.commands import NoteMandateLost
from conventions.domain.signatures.events import SignatoryWithoutMandate

from ..people import COMMUNE, DAY, ID, STRANGER, by_itself, commune, office
from ..story import Story, agreed, negotiated, ready_to_sign, signature, signed, state_of

MANDATE = UUID(int=0x30A2)


def lost(party: UUID = COMMUNE, *, others: bool = False) -> NoteMandateLost:
    return by_itself(
        NoteMandateLost, organisation_id=party, mandate_id=MANDATE, lost_on=DAY, others=others
    )


WARNED = SignatoryWithoutMandate(
    convention_id=ID, organisation_id=COMMUNE, mandate_id=MANDATE, lost_on=DAY
)


def unmandated(story: Story) -> frozenset[UUID]:
    return state_of(story).signing.unmandated


def test_from_the_agreed_text_on_until_the_party_signed() -> None:
    agreed().then(lost(), WARNED)
    ready_to_sign().then(lost(), WARNED)
    signed_one = ready_to_sign().when(signature(ready_to_sign(), commune))
    signed_one.then(lost())
    for story in (negotiated(), signed()):
        story.refuses(lost(), core.CommandClosed)


def test_a_party_with_another_mandate_or_without_a_part_is_no_reason() -> None:
    ready_to_sign().then(lost(others=True))
    ready_to_sign().then(lost(STRANGER))


def test_the_warning_stands_until_the_party_signs_after_all() -> None:
    warned = ready_to_sign().when(lost())
    assert unmandated(warned) == {COMMUNE}
    assert unmandated(warned.when(signature(warned, commune))) == frozenset()


def test_nobody_warns_by_hand() -> None:
    by_hand = office(
        NoteMandateLost, organisation_id=COMMUNE, mandate_id=MANDATE, lost_on=DAY, others=False
    )
    ready_to_sign().refuses(by_hand, core.CapacityRefused)
