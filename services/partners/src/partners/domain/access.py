"""What a caller may not do, or may not know of.

Forbidden   OfficeOnly, OwnPartnerOnly, RegistrarMayNotVerify
NotFound    TerritoryUnknown, OrganisationUnknown, MandateUnknown, RepresentativeUnknown,
            ContactErased
"""

from mithaq.errors import Forbidden, NotFound


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


class TerritoryUnknown(NotFound):
    """No territory is called so."""

    code = "territory-not-found"
