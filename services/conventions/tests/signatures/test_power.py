"""Whatever the mandate and the two days: who signs or refuses is whom the mandate lets."""

from datetime import date, timedelta
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.signing_round import Mandate, Signing
from conventions.domain.core.vocabulary import CeilingScope, SignatureLevel
from conventions.domain.signatures.commands import RefuseSignature, SignConvention
from hypothesis import given
from hypothesis import strategies as st
from mithaq.commands import Caller
from mithaq.errors import MithaqError

from ..campaigns import campaign
from ..people import COMMUNE, COMMUNE_HEAD, DAY, REGION, Say
from ..proposal import mad
from ..story import mandate, ready_to_sign, state_of

STORY = ready_to_sign()
TEXT = state_of(STORY).signing.text_sha256
near = st.integers(-3, 6).map(lambda days: DAY + timedelta(days=days))
mandates = st.builds(
    lambda **changes: mandate(COMMUNE_HEAD, **changes),
    organisation_id=st.sampled_from((COMMUNE, REGION)),
    subject=st.sampled_from(("commune-head", "COMMUNE-head", "other")),
    confirmed=st.sampled_from((True, True, False)),
    valid_from=st.just(DAY - timedelta(days=9)) | near,
    valid_to=st.none() | near,
    revoked_on=st.none() | near,
    ceiling=st.none() | st.sampled_from((mad(299), mad(300))),
    ceiling_scope=st.sampled_from(CeilingScope),
)
callers = st.builds(
    Caller,
    subject=st.sampled_from(("commune-head", "Commune-Head", "other")),
    organisation=st.sampled_from((COMMUNE, COMMUNE, UUID(int=9))),
    roles=st.frozensets(st.sampled_from(("partner", "office", "approver")), min_size=1),
)


@campaign
@given(mandates, callers, near, st.integers(0, 4), st.booleans())
def test_property_a_mandate_lets_one_person_act_on_both_days(
    held: Mandate, caller: Caller, on: date, later: int, signs: bool
) -> None:
    recorded_on = on + timedelta(days=later)
    say = Say(caller, on, recorded_on)
    simple = SignatureLevel.SIMPLE
    signing = Signing(mandate=held, level=simple, text_sha256=TEXT, evidence="identity")
    act: ConventionCommand = (
        say(SignConvention, signing=signing)
        if signs
        else say(RefuseSignature, power=signing, reason="vote")
    )
    try:
        STORY.when(act)
    except MithaqError:
        return
    assert held.confirmed
    assert held.organisation_id == caller.organisation == COMMUNE
    assert held.subject.casefold() == caller.subject.casefold()
    for day in (on, recorded_on):
        assert held.valid_from <= day <= (held.valid_to or date.max)
        assert held.revoked_on is None or day < held.revoked_on
    assert not signs or held.ceiling is None or held.ceiling >= mad(300)
    assert on >= DAY
