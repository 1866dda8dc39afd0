"""Mandates: what they say, and how they are confirmed and revoked."""

from mithaq.errors import Invalid, NotFound, RuleBroken


class MandateUnknown(NotFound):
    """The organisation never recorded this mandate."""

    code = "mandate-unknown"


class MandateDatesReversed(Invalid):
    """A mandate does not end before it begins."""

    code = "mandate-dates-reversed"


class MandateCeilingNotPositive(Invalid):
    """A ceiling is an amount above zero; no ceiling is said by giving none."""

    code = "mandate-ceiling-not-positive"


class TooManyMandates(RuleBroken):
    """An organisation has a bounded number of mandates that are not over."""

    code = "too-many-mandates"


class MandateAlreadyConfirmed(RuleBroken):
    """A mandate is confirmed once, and not declined afterwards."""

    code = "mandate-already-confirmed"


class MandateAlreadyDeclined(RuleBroken):
    """A declined mandate is not confirmed: what was right in it is recorded anew."""

    code = "mandate-already-declined"


class MandateAlreadyRevoked(RuleBroken):
    """Of two revocations the earlier counts: a later day changes nothing."""

    code = "mandate-already-revoked"


class RevocationAfterEnd(Invalid):
    """A mandate is revoked on its last day at the latest."""

    code = "revocation-after-end"
