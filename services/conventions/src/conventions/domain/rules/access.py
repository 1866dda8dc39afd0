"""Who may ask, and when."""

from mithaq.errors import Forbidden, Invalid, RuleBroken


class CommandClosed(RuleBroken):
    """The table of transitions has no such command from this state."""

    code = "command-closed"


class CapacityRefused(Forbidden):
    """A command is given in one of the capacities its row names."""

    code = "capacity-refused"


class NotTheFunder(Forbidden):
    """Only the organisation that promised money moves it."""

    code = "not-the-funder"


class NotTheApprover(Forbidden):
    """A visa is given by the body it was asked from."""

    code = "not-the-approver"


class CallerWithoutOrganisation(Invalid):
    """A proposal is drafted for an organisation."""

    code = "caller-without-organisation"


class DutiesNotSeparated(RuleBroken):
    """Who commits does not visa; who orders does not pay."""

    code = "duties-not-separated"


class DateInFuture(Invalid):
    """A fact does not hold before it happened."""

    code = "date-in-future"


class ReasonMissing(Invalid):
    """What undoes or refuses something says why."""

    code = "reason-missing"
