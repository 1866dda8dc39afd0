"""What an organisation's state refuses: unverified, suspended, closed, merged or unattached."""

from mithaq.errors import Invalid, RuleBroken


class OrganisationAlreadyVerified(RuleBroken):
    """An organisation is verified once."""

    code = "organisation-already-verified"


class OrganisationNotVerified(RuleBroken):
    """Only a verified organisation gives mandates or can be suspended."""

    code = "organisation-not-verified"


class OrganisationIsSuspended(RuleBroken):
    """A suspended organisation takes on nothing new."""

    code = "organisation-suspended"


class OrganisationNotSuspended(RuleBroken):
    """Only a suspended organisation is reinstated."""

    code = "organisation-not-suspended"


class OrganisationIsClosed(RuleBroken):
    """A closed organisation takes on nothing new."""

    code = "organisation-closed"


class OrganisationIsMerged(RuleBroken):
    """An organisation that was merged takes on nothing new: the one that goes on does."""

    code = "organisation-merged"


class OrganisationNotClosed(RuleBroken):
    """Only a closed organisation is reopened."""

    code = "organisation-not-closed"


class OrganisationNotMerged(RuleBroken):
    """Only an organisation that was merged is separated."""

    code = "organisation-not-merged"


class ParentMissing(RuleBroken):
    """A deconcentrated service is verified once its ministry is known: it acts for it."""

    code = "parent-missing"


class ParentUnfit(Invalid):
    """A service is attached to its ministry, an operator to who answers for it, others to none."""

    code = "parent-unfit"


class ParentNotActive(RuleBroken):
    """What something is attached to is verified, and neither suspended, closed nor merged."""

    code = "parent-not-active"


class AttachmentInCircle(Invalid):
    """What answers for an organisation is attached to nothing that this one answers for."""

    code = "attachment-in-circle"


class StillAttached(RuleBroken):
    """What others are attached to is closed after they were closed, or attached elsewhere."""

    code = "still-attached"
