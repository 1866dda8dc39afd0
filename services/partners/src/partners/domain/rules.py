"""Every reason why a command about an organisation, or a question, is refused.

    MithaqError
    ├── Forbidden    OfficeOnly, OwnPartnerOnly, RegistrarMayNotVerify
    ├── NotFound     OrganisationUnknown, MandateUnknown, RepresentativeUnknown, ContactErased,
    │                TerritoryNotFound
    ├── Invalid      TerritoryLevelUnfit, IceMalformed, EmailMalformed, HolderNotRepresentative,
    │                MandateDatesReversed, MandateCeilingNotPositive, RevocationOutsideValidity
    └── RuleBroken   the rest: what the organisation's state refuses

A command that names a territory nobody knows meets `mithaq.territories.TerritoryUnknown`.
"""

from mithaq.errors import Forbidden, Invalid, NotFound, RuleBroken


class OfficeOnly(Forbidden):
    """The ministry's office registers, verifies, suspends and reinstates."""

    code = "office-only"


class OwnPartnerOnly(Forbidden):
    """An organisation names its representatives and grants its mandates itself."""

    code = "own-partner-only"


class RegistrarMayNotVerify(Forbidden):
    """Whoever registered an organisation does not verify it."""

    code = "registrar-may-not-verify"


class OrganisationUnknown(NotFound):
    """No such organisation, or its private side is not this caller's to see."""

    code = "organisation-unknown"


class MandateUnknown(NotFound):
    """The organisation never granted this mandate."""

    code = "mandate-unknown"


class RepresentativeUnknown(NotFound):
    """No such representative, or not this caller's to see."""

    code = "representative-unknown"


class ContactErased(NotFound):
    """The person's key was destroyed on request: nobody can read name and address any more."""

    code = "contact-erased"


class TerritoryNotFound(NotFound):
    """No territory has this code."""

    code = "territory-not-found"


class TerritoryLevelUnfit(Invalid):
    """A commune sits on a commune, a region on a region, a ministry on the country."""

    code = "territory-level-unfit"


class IceMalformed(Invalid):
    """An ICE number has fifteen digits."""

    code = "ice-malformed"


class IceTaken(RuleBroken):
    """An ICE number belongs to one organisation."""

    code = "ice-taken"


class OrganisationAlreadyRegistered(RuleBroken):
    """An organisation is registered once."""

    code = "organisation-already-registered"


class OrganisationAlreadyVerified(RuleBroken):
    """An organisation is verified once."""

    code = "organisation-already-verified"


class OrganisationNotVerified(RuleBroken):
    """Only a verified organisation grants mandates or can be suspended."""

    code = "organisation-not-verified"


class OrganisationIsSuspended(RuleBroken):
    """A suspended organisation takes on nothing new."""

    code = "organisation-suspended"


class OrganisationNotSuspended(RuleBroken):
    """Only a suspended organisation is reinstated."""

    code = "organisation-not-suspended"


class EmailMalformed(Invalid):
    """An e-mail address has one @, a name before it and a domain after it."""

    code = "email-malformed"


class SubjectTaken(RuleBroken):
    """A person represents an organisation once."""

    code = "representative-subject-taken"


class HolderNotRepresentative(Invalid):
    """A mandate is held by a representative of the organisation that grants it."""

    code = "unknown-representative"


class MandateDatesReversed(Invalid):
    """A mandate does not end before it begins."""

    code = "mandate-dates-reversed"


class MandateCeilingNotPositive(Invalid):
    """A ceiling is an amount above zero; no ceiling is said by giving none."""

    code = "mandate-ceiling-not-positive"


class MandateAlreadyRevoked(RuleBroken):
    """A mandate is revoked once."""

    code = "mandate-already-revoked"


class RevocationOutsideValidity(Invalid):
    """A mandate is revoked on one of the days it is valid."""

    code = "revocation-outside-validity"
