"""What an amendment may do."""

from mithaq.errors import Invalid, RuleBroken


class AmendmentStillOpen(RuleBroken):
    """One amendment at a time (rule 6)."""

    code = "amendment-still-open"


class AmendmentUnknown(RuleBroken):
    """No amendment of this number."""

    code = "amendment-unknown"


class AmendmentClosed(RuleBroken):
    """The amendment is not at the step this command needs."""

    code = "amendment-closed"


class AmendmentEmpty(Invalid):
    """An amendment changes something."""

    code = "amendment-empty"


class OperationDuplicated(Invalid):
    """An amendment changes one thing once."""

    code = "operation-duplicated"


class YearNotPlanned(RuleBroken):
    """A cost is changed where one is planned."""

    code = "year-not-planned"


class EndNotLater(RuleBroken):
    """A duration is extended, never cut."""

    code = "end-not-later"


class AmendmentNotAccepted(RuleBroken):
    """Whoever must sign an amendment accepted it first."""

    code = "amendment-not-accepted"


class AmendmentNotYours(RuleBroken):
    """An amendment is signed by those whose promise changes, and the lead."""

    code = "amendment-not-yours"


class AmendmentBelowPaid(RuleBroken):
    """A contribution stays above what is paid of it (rule 6)."""

    code = "amendment-below-paid"


class AmendmentBelowCalled(RuleBroken):
    """A contribution stays above its tranches already called."""

    code = "amendment-below-called"


class EffectBeforeSignature(RuleBroken):
    """An amendment holds from its last signature at the earliest."""

    code = "effect-before-signature"


class NoOpenAmendment(RuleBroken):
    """There is an amendment under way."""

    code = "no-open-amendment"
