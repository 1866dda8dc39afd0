"""The order in time of signatures: a group signs after its turn, the whole holds after the last."""

from conventions.domain.core.chronology import UNSIGNED, Fact, order
from conventions.domain.signatures import events as e

ORDER = (
    order(
        e.SignaturesRequested,
        tells=[Fact.SIGNATURES_REQUESTED],
        after=[Fact.APPROVAL_ANSWERED, Fact.PARTY_SIGNED],
    ),
    order(e.PartySigned, tells=[Fact.PARTY_SIGNED], rests_on=[Fact.SIGNATURES_REQUESTED]),
    order(e.SignatureRefused, rests_on=UNSIGNED),
    order(e.TextCorrected, rests_on=[Fact.TEXT_AGREED, Fact.PARTY_SIGNED]),
    order(e.SignatureForwarded, rests_on=[Fact.SIGNATURES_REQUESTED]),
    order(e.ForwardEnded),
    order(e.SigningTimeExtended, rests_on=[Fact.TEXT_AGREED]),
    order(e.ConventionLapsed, rests_on=UNSIGNED),
    order(e.SignatoryWithoutMandate),
    order(e.ConventionNotActivated),
    order(e.ConventionSigned, tells=[Fact.SIGNED], after=[Fact.PARTY_SIGNED]),
    order(e.ConventionEnteredIntoForce, tells=[Fact.IN_FORCE], rests_on=[Fact.SIGNED]),
)
