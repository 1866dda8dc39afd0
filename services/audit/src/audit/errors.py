"""Every refusal of audit by its name; its texts are in `problems.py`."""

from mithaq.errors import Forbidden, NotFound


class AuditorsOnly(Forbidden):
    """Logs as a whole are for auditors and for the office."""

    code = "auditors-only"


class LogUnknown(NotFound):
    """Audit copies the logs of three services."""

    code = "log-unknown"


class StreamUnknown(NotFound):
    """No event of this stream has reached us, or it is not the caller's to read."""

    code = "stream-unknown"


class OrganisationUnknown(NotFound):
    """No such organisation, or not the caller's own."""

    code = "organisation-unknown"


class ConventionUnknown(NotFound):
    """No such convention, or the caller is not party to it."""

    code = "convention-unknown"
