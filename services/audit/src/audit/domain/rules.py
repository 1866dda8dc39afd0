"""Every refusal of the audit service."""

from mithaq.errors import Forbidden, NotCaughtUp, NotFound


class AuditorsOnly(Forbidden):
    """Whole logs are read by auditors and by the office."""

    code = "auditors-only"


class LogUnknown(NotFound):
    """Audit copies the logs of three services."""

    code = "log-unknown"


class StreamUnknown(NotFound):
    """No event of this stream was received, or the caller may not read it."""

    code = "stream-unknown"


class LedgerParked(NotCaughtUp):
    """An event of this convention could not be applied to the ledger: its figures would lack it."""

    code = "ledger-parked"


class OrganisationUnknown(NotFound):
    """No such organisation, or not the caller's own."""

    code = "organisation-unknown"


class ConventionUnknown(NotFound):
    """No such convention, or the caller is not party to it."""

    code = "convention-unknown"
