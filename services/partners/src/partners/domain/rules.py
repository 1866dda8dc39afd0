"""Every reason why a command about an organisation is refused.

    RuleBroken
    ├── Invalid      UnknownTerritory, TerritoryLevelUnfit, IceMalformed, EmailMalformed,
    │                UnknownRepresentative, MandateDatesReversed, MandateCeilingNotPositive,
    │                RevocationOutsideValidity
    └── the rest     what the organisation's state refuses

What a caller may not see or do is in `access.py`; the texts for users in `partners/problems/`.
"""

from mithaq.errors import Invalid, RuleBroken


class UnknownTerritory(Invalid):
    """A territory is a code of the HCP's list, or `MA`."""

    code = "territory-unknown"


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


class UnknownRepresentative(Invalid):
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
