"""Ready-made facts and commands that the tests of this service tell their stories with."""

from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.testing.given import Scenario
from partners.domain import commands, events
from partners.domain.decide import decide
from partners.domain.organisation import INITIAL, Organisation, evolve
from partners.domain.territory import Level, Territory
from partners.domain.vocabulary import PartnerKind

ORGANISATION = UUID("018f0000-0000-7000-8000-000000000001")
OTHER = UUID("018f0000-0000-7000-8000-000000000002")
PERSON = UUID("018f0000-0000-7000-8000-000000000003")
MANDATE = UUID("018f0000-0000-7000-8000-000000000004")
DAY = date(2026, 3, 2)
ICE = "001234567890123"

REGISTRAR = Caller(subject="u-registrar", roles=frozenset({"office"}))
VERIFIER = Caller(subject="u-verifier", roles=frozenset({"office"}))
PARTNER = Caller(subject="u-mayor", organisation=ORGANISATION, roles=frozenset({"partner"}))
STRANGER = Caller(subject="u-other", organisation=OTHER, roles=frozenset({"partner"}))

TANGER = Territory(
    code="01.511.01.0",
    level=Level.COMMUNE,
    name_fr="Tanger",
    name_ar="طنجة",
    region="01",
    within="01.511",
)

REGISTER = commands.RegisterOrganisation(
    caller=REGISTRAR,
    on=DAY,
    organisation_id=ORGANISATION,
    kind=PartnerKind.COMMUNE,
    name_fr="Commune de Tanger",
    name_ar="جماعة طنجة",
    ice=ICE,
    territory=TANGER,
)
VERIFY = commands.VerifyOrganisation(caller=VERIFIER, on=DAY, evidence="Décret 2-15-402")
SUSPEND = commands.SuspendOrganisation(caller=REGISTRAR, on=DAY, reason="Conseil dissous")
REINSTATE = commands.ReinstateOrganisation(caller=REGISTRAR, on=DAY, reason="Conseil élu")
SEALED = events.Sealed(person=PERSON, nonce="AAAA", ciphertext="BBBB")
REPRESENT = commands.RegisterRepresentative(
    caller=PARTNER,
    on=DAY,
    representative_id=PERSON,
    subject="u-mayor",
    name=SEALED,
    email=SEALED,
    language="fr",
)
GRANT = commands.GrantMandate(
    caller=PARTNER,
    on=DAY,
    mandate_id=MANDATE,
    representative_id=PERSON,
    capacity="Président du conseil",
    instrument="Délibération 12/2026",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)
REVOKE = commands.RevokeMandate(caller=PARTNER, on=DAY, mandate_id=MANDATE, reason="Fin de mandat")

REGISTERED = events.OrganisationRegistered(
    organisation_id=ORGANISATION,
    kind=PartnerKind.COMMUNE,
    name_fr="Commune de Tanger",
    name_ar="جماعة طنجة",
    ice=ICE,
    territory="01.511.01.0",
    region="01",
    registered_by="u-registrar",
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
GRANTED = events.MandateGranted(
    organisation_id=ORGANISATION,
    representative_id=PERSON,
    mandate_id=MANDATE,
    capacity="Président du conseil",
    instrument="Délibération 12/2026",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
)
REVOKED = events.MandateRevoked(
    organisation_id=ORGANISATION,
    representative_id=PERSON,
    mandate_id=MANDATE,
    revoked_on=DAY,
    reason="Fin de mandat",
)

Story = Scenario[Organisation, commands.OrganisationCommand, events.OrganisationEvent]
NOTHING: Story = Scenario(INITIAL, evolve, decide)
KNOWN: Story = NOTHING.given(REGISTERED)
ACTIVE: Story = KNOWN.given(VERIFIED, REPRESENTED)
