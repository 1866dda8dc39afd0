"""Every refusal of the audit service."""

from mithaq.errors import Forbidden, NotFound


class AuditorsOnly(Forbidden):
    """Whole logs are read by auditors and by the office."""

    code = "auditors-only"


class LogUnknown(NotFound):
    """Audit copies the logs of three services."""

    code = "log-unknown"


class LineUnknown(NotFound):
    """A verification goes on after a line that the copy of the log has."""

    code = "line-unknown"


class StreamUnknown(NotFound):
    """No event of this stream was received, or the caller may not read it."""

    code = "stream-unknown"


class OrganisationUnknown(NotFound):
    """No such organisation, or not the caller's own."""

    code = "organisation-unknown"


class ConventionUnknown(NotFound):
    """No such convention, or the caller is not party to it."""

    code = "convention-unknown"
