"""Ready-made facts and commands that the tests of this service tell their stories with."""

from datetime import date
from typing import Any
from uuid import UUID

from mithaq.commands import Caller
from mithaq.events import Origin
from mithaq.testing.given import Scenario
from partners.domain import commands, events
from partners.domain.change import OrganisationChange
from partners.domain.decide import decide
from partners.domain.evolve import INITIAL, evolve
from partners.domain.identity import OrganisationIdentity
from partners.domain.mandate import Mandate
from partners.domain.organisation import Organisation
from partners.domain.policy import capacity_in
from partners.domain.representative import Representative, Sealed
from partners.domain.vocabulary import ChangeAct, PartnerKind

ORGANISATION = UUID("018f0000-0000-7000-8000-000000000001")
OTHER = UUID("018f0000-0000-7000-8000-000000000002")
PERSON = UUID("018f0000-0000-7000-8000-000000000003")
MANDATE = UUID("018f0000-0000-7000-8000-000000000004")
DAY = date(2026, 3, 2)
ICE = "001234567890134"

REGISTRAR = Caller(subject="u-registrar", roles=frozenset({"office"}))
VERIFIER = Caller(subject="u-verifier", roles=frozenset({"office"}))
# The mayor holds the mandate; a clerk of the commune records it, the secretary confirms it.
MAYOR = Caller(subject="u-mayor", organisation=ORGANISATION, roles=frozenset({"partner"}))
CLERK = Caller(subject="u-clerk", organisation=ORGANISATION, roles=frozenset({"partner"}))
SECRETARY = Caller(subject="u-secretary", organisation=ORGANISATION, roles=frozenset({"partner"}))
STRANGER = Caller(subject="u-other", organisation=OTHER, roles=frozenset({"partner"}))

IDENTITY = OrganisationIdentity(
    kind=PartnerKind.COMMUNE,
    name_fr="Commune de Tanger",
    name_ar="جماعة طنجة",
    ice=ICE,
    territory="01.511.01.0",
)
SEALED = Sealed(person=PERSON, nonce="AAAA", ciphertext="BBBB")
REPRESENTATIVE = Representative(
    representative_id=PERSON, subject="u-mayor", name=SEALED, email=SEALED, language="fr"
)
POWER = Mandate(
    mandate_id=MANDATE,
    representative_id=PERSON,
    capacity="Président du conseil",
    instrument="Délibération 12/2026",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)


def header(caller: Caller, on: date = DAY) -> commands.CommandHeader:
    return commands.CommandHeader(organisation_id=ORGANISATION, caller=caller, on=on)


REGISTER = commands.RegisterOrganisation(header=header(REGISTRAR), identity=IDENTITY)
VERIFY = commands.VerifyOrganisation(header=header(VERIFIER), evidence="Décret 2-15-402")
SUSPEND = commands.SuspendOrganisation(header=header(REGISTRAR), reason="Conseil dissous")
REINSTATE = commands.ReinstateOrganisation(header=header(REGISTRAR), reason="Conseil élu")
REPRESENT = commands.RegisterRepresentative(header=header(CLERK), representative=REPRESENTATIVE)
RECORD = commands.RecordMandate(header=header(CLERK), mandate=POWER)
CONFIRM = commands.ConfirmMandate(header=header(SECRETARY), mandate_id=MANDATE)
DECLINE = commands.DeclineMandate(
    header=header(SECRETARY), mandate_id=MANDATE, reason="Acte introuvable"
)
REVOKE = commands.RevokeMandate(
    header=header(CLERK), mandate_id=MANDATE, revoked_on=DAY, reason="Fin de mandat"
)
ASK_ERASURE = commands.RequestErasure(
    header=header(CLERK), representative_id=PERSON, reason="Départ"
)
CONFIRM_ERASURE = commands.ConfirmErasure(header=header(SECRETARY), representative_id=PERSON)

REGISTERED = events.OrganisationRegistered(
    organisation_id=ORGANISATION,
    kind=PartnerKind.COMMUNE,
    name_fr="Commune de Tanger",
    name_ar="جماعة طنجة",
    ice=ICE,
    territory="01.511.01.0",
    region="01",
)
VERIFIED = events.OrganisationVerified(organisation_id=ORGANISATION, evidence="Décret 2-15-402")
SUSPENDED = events.OrganisationSuspended(organisation_id=ORGANISATION, reason="Conseil dissous")
REINSTATED = events.OrganisationReinstated(organisation_id=ORGANISATION, reason="Conseil élu")
REPRESENTED = events.RepresentativeRegistered(
    organisation_id=ORGANISATION,
    representative_id=PERSON,
    subject="u-mayor",
    name=SEALED,
    email=SEALED,
    language="fr",
)
RECORDED = events.MandateRecorded(
    organisation_id=ORGANISATION,
    representative_id=PERSON,
    mandate_id=MANDATE,
    capacity="Président du conseil",
    instrument="Délibération 12/2026",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)
CONFIRMED = events.MandateConfirmed(
    organisation_id=ORGANISATION, representative_id=PERSON, mandate_id=MANDATE
)
DECLINED = events.MandateDeclined(
    organisation_id=ORGANISATION,
    representative_id=PERSON,
    mandate_id=MANDATE,
    reason="Acte introuvable",
)
REVOKED = events.MandateRevoked(
    organisation_id=ORGANISATION,
    representative_id=PERSON,
    mandate_id=MANDATE,
    capacity="Président du conseil",
    instrument="Délibération 12/2026",
    revoked_on=DAY,
    reason="Fin de mandat",
)

ERASURE_ASKED = events.ErasureRequested(
    organisation_id=ORGANISATION, representative_id=PERSON, reason="Départ"
)
ERASED = events.RepresentativeErased(
    organisation_id=ORGANISATION, representative_id=PERSON, reason="Départ"
)

Story = Scenario[Organisation, commands.OrganisationCommand, events.OrganisationEvent]
NOTHING: Story = Scenario(
    INITIAL, evolve, decide, by=lambda command: command.caller.actor(capacity_in(command))
)
BY_REGISTRAR = Origin(by=REGISTRAR.actor("office"), effective_date=DAY)
KNOWN: Story = NOTHING.given(REGISTERED, origin=BY_REGISTRAR)
ACTIVE: Story = KNOWN.given(VERIFIED, REPRESENTED)
BY_CLERK = Origin(by=CLERK.actor("partner"), effective_date=DAY)
MANDATED: Story = ACTIVE.given(RECORDED, origin=BY_CLERK)
SIGNING: Story = MANDATED.given(CONFIRMED)


def asking(
    act: ChangeAct, by: Caller = REGISTRAR, on: date = DAY, **what: Any
) -> commands.AskChange:
    change = OrganisationChange(act=act, reason="Motif", **what)
    return commands.AskChange(header=header(by, on), change=change)


def asked(act: ChangeAct, **what: Any) -> events.ChangeAsked:
    change = OrganisationChange(act=act, reason="Motif", **what)
    return events.ChangeAsked(organisation_id=ORGANISATION, change=change)


def confirming(by: Caller = VERIFIER, on: date = DAY) -> commands.ConfirmChange:
    return commands.ConfirmChange(header=header(by, on))


CLOSED = events.OrganisationClosed(organisation_id=ORGANISATION, reason="Motif", closed_on=DAY)
MERGED = events.OrganisationMerged(
    organisation_id=ORGANISATION, into=OTHER, reason="Motif", evidence="Même ICE"
)
