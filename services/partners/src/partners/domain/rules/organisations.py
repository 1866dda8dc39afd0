"""What an organisation is registered with: its territory, ICE number and names, each once."""

from mithaq.errors import Invalid, NotFound, RuleBroken


class OrganisationUnknown(NotFound):
    """No such organisation, or its private side is not this caller's to see."""

    code = "organisation-unknown"


class TerritoryNotFound(NotFound):
    """No territory has this code."""

    code = "territory-not-found"


class TerritoryLevelUnfit(Invalid):
    """A commune sits on a commune, a region on a region, a ministry on the country."""

    code = "territory-level-unfit"


class IceMalformed(Invalid):
    """An ICE number has fifteen digits, the first nine of which name an enterprise."""

    code = "ice-malformed"


class IceCheckDigitsWrong(Invalid):
    """The last two digits of an ICE number fit the others."""

    code = "ice-check-digits-wrong"


class NameMisleading(Invalid):
    """A word of a name is written in one script: letters of another only look like it."""

    code = "name-misleading"


class NameTaken(RuleBroken):
    """A name that reads like registered ones is taken knowingly: they are named."""

    code = "name-taken"


class IceTaken(RuleBroken):
    """An ICE number belongs to one organisation."""

    code = "ice-taken"


class OrganisationAlreadyRegistered(RuleBroken):
    """An organisation is registered once."""

    code = "organisation-already-registered"
