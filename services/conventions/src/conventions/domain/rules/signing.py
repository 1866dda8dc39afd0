"""Approvals, mandates, signatures, force."""

from mithaq.errors import Invalid, RuleBroken


class ApprovalDuplicated(Invalid):
    """A visa is asked once of the same body."""

    code = "approval-duplicated"


class ApprovalNotRequested(RuleBroken):
    """Only a visa that was asked is given or refused."""

    code = "approval-not-requested"


class ApprovalAlreadyGiven(RuleBroken):
    """A visa is given once."""

    code = "approval-already-given"


class ApprovalWasRefused(RuleBroken):
    """A refused visa stands until the text is reopened."""

    code = "approval-was-refused"


class TextStale(RuleBroken):
    """What is signed is the text as it is frozen now."""

    code = "text-stale"


class SignatureBeforeText(RuleBroken):
    """Nobody signs a text before the day it was agreed."""

    code = "signature-before-text"


class AlreadySigned(RuleBroken):
    """A party signs once."""

    code = "already-signed"


class OutOfTurn(RuleBroken):
    """Groups sign in their order."""

    code = "out-of-turn"


class MandateUnknown(RuleBroken):
    """A mandate is granted with partners."""

    code = "mandate-unknown"


class MandateOfAnotherParty(RuleBroken):
    """One signs under one's own organisation's mandate."""

    code = "mandate-of-another-party"


class MandateOfAnotherPerson(RuleBroken):
    """Only the mandated person signs."""

    code = "mandate-of-another-person"


class MandateNotYetValid(RuleBroken):
    """A mandate holds on the day of signing: it has begun."""

    code = "mandate-not-yet-valid"


class MandateExpired(RuleBroken):
    """A mandate holds on the day of signing: it has not ended."""

    code = "mandate-expired"


class MandateRevoked(RuleBroken):
    """A mandate holds on the day of signing: it was not revoked by then."""

    code = "mandate-revoked"


class MandateCeilingExceeded(RuleBroken):
    """A mandate covers all that its party promises."""

    code = "mandate-ceiling-exceeded"


class RepresentativeUnknown(RuleBroken):
    """Who refuses for a party is its registered representative."""

    code = "representative-unknown"


class ForceBeforeSignature(RuleBroken):
    """Nothing is in force before its last signature."""

    code = "force-before-signature"
