"""When a financing convention may rest on a framework, and what it may reserve of its envelope."""

from typing import Final

from mithaq.errors import RuleBroken


class FrameworkUnknown(RuleBroken):
    """A financing convention rests on a framework that its drafter may see."""

    code = "framework-unknown"


class NotAFramework(RuleBroken):
    """What financing conventions rest on is a framework convention."""

    code = "not-a-framework"


class FrameworkUnderFramework(RuleBroken):
    """A framework convention rests on no other one."""

    code = "framework-under-framework"


class FrameworkEnded(RuleBroken):
    """Nothing is drafted under a framework that has ended, before its force or after it."""

    code = "framework-ended"


class FrameworkNotInForce(RuleBroken):
    """Money is reserved of a framework that is in force, and on a day on which it was."""

    code = "framework-not-in-force"


class EnvelopeExceeded(RuleBroken):
    """Financing conventions never exceed the framework's envelope, by partner and year (rule 7)."""

    code = "envelope-exceeded"


class EnvelopeBelowReserved(RuleBroken):
    """An amendment takes no line of the envelope below what is reserved of it (rule 7)."""

    code = "envelope-below-reserved"


# What may refuse whatever takes more of an envelope.
RESERVING_RULES: Final[tuple[type[RuleBroken], ...]] = (FrameworkNotInForce, EnvelopeExceeded)
