"""What a mandate that is passed on may not exceed."""

from mithaq.errors import Forbidden, Invalid, RuleBroken


class OnlyHolderDelegates(Forbidden):
    """A mandate is passed on by its holder."""

    code = "only-holder-delegates"


class DelegatorNotEmpowered(RuleBroken):
    """A mandate is passed on while it holds: confirmed, begun, neither revoked nor over."""

    code = "delegator-not-empowered"


class DelegationNotAllowed(RuleBroken):
    """A mandate says how many times over it may be passed on; without that it may not."""

    code = "delegation-not-allowed"


class DelegationInCircle(Invalid):
    """A delegation goes to somebody who holds none of the mandates it comes from."""

    code = "delegation-in-circle"


class DelegationOutlasts(Invalid):
    """A delegated mandate neither begins before the one it comes from nor ends after it."""

    code = "delegation-outlasts"


class DelegationCeilingExceeded(Invalid):
    """A delegated mandate has no higher ceiling than the one it comes from."""

    code = "delegation-ceiling-exceeded"
