"""What a publication of the office must be, and which of its versions may be used."""

from mithaq.errors import Invalid, NotFound, RuleBroken


class VersionUnknown(NotFound):
    """No such version was published under this name."""

    code = "version-unknown"


class VersionWithdrawn(RuleBroken):
    """What the office withdrew is neither confirmed nor used again."""

    code = "version-withdrawn"


class VersionNotConfirmed(RuleBroken):
    """A version binds nobody before a second person of the office confirmed it."""

    code = "version-not-confirmed"


class PublisherMayNotConfirm(RuleBroken):
    """Who published a version does not confirm it."""

    code = "publisher-may-not-confirm"


class TemplateUnknown(RuleBroken):
    """A convention is drafted from a template that the office published."""

    code = "template-unknown"


class ProgrammeKindUnknown(RuleBroken):
    """A convention belongs to a kind of programme that the office defined."""

    code = "programme-kind-unknown"


class TemplateOfAnotherInstrument(RuleBroken):
    """A template is for the instrument it was published for."""

    code = "template-of-another-instrument"


class TemplateBindsNothing(Invalid):
    """A template has a mandatory article at least."""

    code = "template-binds-nothing"


class ClauseMissing(Invalid):
    """An article that is worded by a clause alone has one to choose."""

    code = "clause-missing"


class PlacesDiffer(Invalid):
    """The places to fill are the clause's parameters, the same in both languages."""

    code = "places-differ"


class ChoicesMalformed(Invalid):
    """A choice has two wordings at least; nothing else has any."""

    code = "choices-malformed"


class SplitDelayMalformed(Invalid):
    """Where shares may be split later, it is said within how many days; else it is not."""

    code = "split-delay-malformed"


class VisaDelayMalformed(Invalid):
    """An approval that is granted by silence is so after a day at least."""

    code = "visa-delay-malformed"


class CommitteeMalformed(Invalid):
    """A committee meets every month or less often, and one of its members chairs it."""

    code = "committee-malformed"
