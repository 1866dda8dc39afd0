"""What two persons of the office change of an organisation, and what one alone cannot."""

from dataclasses import replace
from datetime import timedelta

import pytest
from mithaq.commands import Caller
from mithaq.errors import MithaqError
from partners.domain import commands, events, rules
from partners.domain.vocabulary import ChangeAct, OrganisationState, PartnerKind

from .stories import (
    ACTIVE,
    BY_REGISTRAR,
    CLERK,
    CLOSED,
    CONFIRM,
    DAY,
    IDENTITY,
    KNOWN,
    MANDATE,
    MANDATED,
    MAYOR,
    MERGED,
    NOTHING,
    ORGANISATION,
    OTHER,
    RECORD,
    REGISTER,
    REGISTERED,
    REGISTRAR,
    REINSTATE,
    REPRESENT,
    REVOKED,
    SIGNING,
    STRANGER,
    SUSPEND,
    SUSPENDED,
    VERIFIED,
    VERIFIER,
    VERIFY,
    Story,
    asked,
    asking,
    confirming,
    header,
)

THIRD = Caller(subject="u-third", roles=frozenset({"office"}))
CLOSURE, REOPENING = ChangeAct.CLOSURE, ChangeAct.REOPENING
BY_THIRD = replace(BY_REGISTRAR, by=THIRD.actor("office"))
DECLINE = commands.DeclineChange(header=header(VERIFIER), reason="Sans objet")


def test_one_asks_and_another_closes() -> None:
    KNOWN.then(asking(CLOSURE, closed_on=DAY), asked(CLOSURE, closed_on=DAY))
    KNOWN.given(asked(CLOSURE, closed_on=DAY), origin=BY_REGISTRAR).then(confirming(), CLOSED)


def test_who_asks_does_not_confirm_whatever_the_case_of_the_subject() -> None:
    waiting = KNOWN.given(asked(CLOSURE, closed_on=DAY), origin=BY_REGISTRAR)
    waiting.refuses(confirming(REGISTRAR), rules.AskerMayNotConfirm)
    same = replace(REGISTRAR, subject="U-Registrar")
    waiting.refuses(confirming(same), rules.AskerMayNotConfirm)


def test_its_own_person_asks_for_a_closure_and_never_confirms_one() -> None:
    waiting = SIGNING.accepts(asking(CLOSURE, CLERK, closed_on=DAY))
    waiting.refuses(confirming(MAYOR), rules.OfficeOnly)
    own = replace(MAYOR, organisation=None, roles=frozenset({"office"}))
    waiting.refuses(confirming(own), rules.OwnStanding)
    waiting.accepts(confirming())


@pytest.mark.parametrize("act", [act for act in ChangeAct if act is not CLOSURE])
def test_every_other_change_is_the_offices_to_ask_for(act: ChangeAct) -> None:
    ACTIVE.refuses(asking(act, CLERK, into=OTHER), rules.OfficeOnly)


@pytest.mark.parametrize("act", ChangeAct)
def test_a_stranger_asks_for_nothing(act: ChangeAct) -> None:
    refusals = (rules.OfficeOnly, rules.OwnPartnerOnly)
    ACTIVE.refuses(asking(act, STRANGER), refusals[act is CLOSURE])


@pytest.mark.parametrize("act", [REOPENING, ChangeAct.MERGER, ChangeAct.CORRECTION])
def test_nobody_asks_for_a_change_of_their_own(act: ChangeAct) -> None:
    mayor = replace(MAYOR, organisation=None, roles=frozenset({"office"}))
    ACTIVE.refuses(asking(act, mayor, into=OTHER, identity=IDENTITY), rules.OwnStanding)


def test_a_closure_ends_every_mandate_that_would_hold() -> None:
    waiting = SIGNING.given(asked(CLOSURE, closed_on=DAY), origin=BY_REGISTRAR)
    waiting.then(confirming(), CLOSED, replace(REVOKED, reason="Motif"))


def test_a_closure_of_last_month_ends_mandates_that_day_and_none_lies_ahead() -> None:
    earlier = DAY - timedelta(days=30)
    waiting = SIGNING.given(asked(CLOSURE, closed_on=earlier), origin=BY_REGISTRAR)
    assert waiting.when(confirming()).state.mandates[MANDATE].revoked_on == earlier
    late = asking(CLOSURE, closed_on=DAY + timedelta(days=1))
    SIGNING.refuses(late, rules.ClosureInFuture)


def test_nothing_is_closed_to_which_something_is_attached() -> None:
    """Asked for, and again when it is confirmed: much may have happened in between."""
    attached = ("Direction régionale",)
    ACTIVE.refuses(replace(asking(CLOSURE), attached=attached), rules.StillAttached)
    waiting = ACTIVE.given(asked(CLOSURE, closed_on=DAY), origin=BY_REGISTRAR)
    waiting.refuses(replace(confirming(), attached=attached), rules.StillAttached)
    waiting.accepts(confirming())


@pytest.mark.parametrize("story", [SIGNING.given(CLOSED), SIGNING.given(MERGED)])
@pytest.mark.parametrize("command", [SUSPEND, REINSTATE, VERIFY, REPRESENT, RECORD, CONFIRM])
def test_what_is_no_more_takes_on_nothing(
    story: Story, command: commands.OrganisationCommand
) -> None:
    told = story.state.state
    closed = told is OrganisationState.CLOSED
    rule = rules.OrganisationIsClosed if closed else rules.OrganisationIsMerged
    error = story.refuses(command, rule)
    assert error.values == ({} if closed else {"into": str(OTHER)})


def test_a_closed_organisation_still_loses_powers_and_persons() -> None:
    revoke = commands.RevokeMandate(
        header=header(CLERK), mandate_id=MANDATE, revoked_on=DAY, reason="Motif"
    )
    SIGNING.given(CLOSED).accepts(revoke)


@pytest.mark.parametrize(
    ("story", "state"),
    [
        (KNOWN, OrganisationState.REGISTERED),
        (ACTIVE, OrganisationState.ACTIVE),
        (ACTIVE.given(SUSPENDED), OrganisationState.SUSPENDED),
    ],
)
def test_a_reopened_one_is_as_it_was_and_suspended_if_it_was(
    story: Story, state: OrganisationState
) -> None:
    closed = story.given(CLOSED)
    waiting = closed.given(asked(REOPENING), origin=BY_REGISTRAR)
    again = events.OrganisationReopened(organisation_id=ORGANISATION, reason="Motif", state=state)
    waiting.then(confirming(), again)
    assert waiting.when(confirming()).state.state is state


def test_mandates_stay_ended_after_a_reopening() -> None:
    closed = SIGNING.when(asking(CLOSURE, closed_on=DAY), confirming())
    again = closed.when(asking(REOPENING), confirming())
    assert again.state.mandates[MANDATE].ended


@pytest.mark.parametrize(
    ("story", "act", "rule"),
    [
        (ACTIVE.given(CLOSED), CLOSURE, rules.OrganisationIsClosed),
        (ACTIVE.given(MERGED), CLOSURE, rules.OrganisationIsMerged),
        (ACTIVE, REOPENING, rules.OrganisationNotClosed),
        (ACTIVE.given(MERGED), REOPENING, rules.OrganisationNotClosed),
        (ACTIVE, ChangeAct.SEPARATION, rules.OrganisationNotMerged),
        (ACTIVE.given(CLOSED), ChangeAct.SEPARATION, rules.OrganisationNotMerged),
        (ACTIVE.given(SUSPENDED), ChangeAct.MERGER, rules.OrganisationIsSuspended),
        (ACTIVE.given(CLOSED), ChangeAct.MERGER, rules.OrganisationIsClosed),
        (ACTIVE.given(MERGED), ChangeAct.MERGER, rules.OrganisationIsMerged),
        (ACTIVE.given(MERGED), ChangeAct.CORRECTION, rules.OrganisationIsMerged),
    ],
)
def test_each_change_has_its_states(story: Story, act: ChangeAct, rule: type[MithaqError]) -> None:
    command = asking(act, into=OTHER, identity=replace(IDENTITY, ice=None))
    story.refuses(command, rule)


def test_what_changed_meanwhile_is_asked_again_when_it_is_confirmed() -> None:
    merging = asked(ChangeAct.MERGER, into=OTHER, evidence="Même ICE")
    waiting = ACTIVE.given(merging, origin=BY_REGISTRAR).given(SUSPENDED)
    waiting.refuses(confirming(), rules.OrganisationIsSuspended)


def test_one_change_is_asked_for_at_a_time() -> None:
    waiting = KNOWN.given(asked(CLOSURE, closed_on=DAY), origin=BY_REGISTRAR)
    waiting.then(asking(CLOSURE, closed_on=DAY))
    waiting.refuses(asking(ChangeAct.MERGER, into=OTHER), rules.ChangeAlreadyAsked)
    waiting.refuses(asking(CLOSURE, THIRD, closed_on=DAY), rules.ChangeAlreadyAsked)


def test_what_is_declined_can_be_asked_for_anew_and_what_was_not_asked_is_neither() -> None:
    waiting = KNOWN.given(asked(CLOSURE, closed_on=DAY), origin=BY_REGISTRAR)
    declined = events.ChangeDeclined(organisation_id=ORGANISATION, act=CLOSURE, reason="Sans objet")
    waiting.then(DECLINE, declined)
    waiting.when(DECLINE).accepts(asking(ChangeAct.MERGER, into=OTHER))
    KNOWN.refuses(DECLINE, rules.ChangeNotAsked)
    KNOWN.refuses(confirming(), rules.ChangeNotAsked)


def test_an_organisation_declines_nothing_but_its_own_closure() -> None:
    merging = asked(ChangeAct.MERGER, into=OTHER, evidence="Même ICE")
    decline = commands.DeclineChange(header=header(CLERK), reason="Non")
    ACTIVE.given(merging, origin=BY_REGISTRAR).refuses(decline, rules.OfficeOnly)
    ACTIVE.given(asked(CLOSURE, closed_on=DAY), origin=BY_REGISTRAR).accepts(decline)


RENAMED = replace(IDENTITY, name_fr="Commune de Tanger-Ville")
CORRECTING = asking(ChangeAct.CORRECTION, identity=RENAMED)
CORRECTED = events.OrganisationCorrected(
    organisation_id=ORGANISATION,
    kind=RENAMED.kind,
    name_fr=RENAMED.name_fr,
    name_ar=RENAMED.name_ar,
    ice=RENAMED.ice,
    territory=RENAMED.territory,
    region="01",
    reason="Motif",
)


def test_the_registrar_asks_for_a_correction_and_does_not_confirm_it() -> None:
    waiting = KNOWN.accepts(CORRECTING)
    waiting.then(confirming(), CORRECTED)
    by_another = KNOWN.given(asked(ChangeAct.CORRECTION, identity=RENAMED), origin=BY_THIRD)
    by_another.refuses(confirming(REGISTRAR), rules.RegistrarMayNotCorrect)


def test_no_kind_is_corrected_by_one_person() -> None:
    """The Interior's own is what it says to be by two persons: its visa binds conventions."""
    interior = replace(IDENTITY, kind=PartnerKind.INTERIOR, territory="MA")
    after = KNOWN.when(asking(ChangeAct.CORRECTION, THIRD, identity=interior))
    assert after.state.identity == IDENTITY
    assert after.when(confirming()).state.identity == interior


def test_a_corrected_kind_sits_on_a_territory_of_its_level() -> None:
    region = replace(IDENTITY, kind=PartnerKind.REGION)
    KNOWN.refuses(asking(ChangeAct.CORRECTION, identity=region), rules.TerritoryLevelUnfit)
    fits = replace(region, territory="01")
    KNOWN.accepts(asking(ChangeAct.CORRECTION, identity=fits))


def test_a_correction_says_something_else_and_no_misleading_name() -> None:
    KNOWN.refuses(asking(ChangeAct.CORRECTION, identity=IDENTITY), rules.NothingCorrected)
    mixed = replace(IDENTITY, name_fr="Commune de Таnger")
    KNOWN.refuses(asking(ChangeAct.CORRECTION, identity=mixed), rules.NameMisleading)


SERVICE = replace(IDENTITY, kind=PartnerKind.DECONCENTRATED_SERVICE, territory="01", ice=None)
ATTACHED = events.OrganisationAttached(organisation_id=ORGANISATION, parent=OTHER)
A_SERVICE = replace(REGISTERED, kind=PartnerKind.DECONCENTRATED_SERVICE, territory="01", ice=None)


def test_a_deconcentrated_service_is_verified_once_its_ministry_is_known() -> None:
    told = NOTHING.given(A_SERVICE, origin=BY_REGISTRAR)
    told.refuses(VERIFY, rules.ParentMissing)
    told.given(ATTACHED).then(VERIFY, VERIFIED)


def test_a_registration_names_what_it_is_attached_to() -> None:
    registered, attached = NOTHING.when(replace(REGISTER, parent=OTHER)).history
    assert (registered, attached) == (REGISTERED, ATTACHED)


def test_a_verified_service_is_not_detached() -> None:
    told = NOTHING.given(A_SERVICE, ATTACHED, VERIFIED, origin=BY_REGISTRAR)
    told.refuses(asking(ChangeAct.CORRECTION, identity=SERVICE), rules.ParentMissing)
    another = OTHER.__class__(int=7)
    moved = told.when(asking(ChangeAct.CORRECTION, identity=SERVICE, parent=another), confirming())
    assert moved.state.parent == another
    assert MANDATED.state.parent is None
