"""Changes that a second person confirms: closure, merger, separation, correction."""

from mithaq.errors import Forbidden, Invalid, RuleBroken


class ClosureInFuture(Invalid):
    """A closure is recorded when it has happened."""

    code = "closure-in-future"


class MergerIntoItself(Invalid):
    """An organisation is not merged into itself."""

    code = "merger-into-itself"


class MergerOfKinds(RuleBroken):
    """What is merged is one body registered twice, so of one kind."""

    code = "merger-of-kinds"


class MergerOfEnterprises(RuleBroken):
    """What is merged is one body registered twice, so its ICE numbers name one enterprise."""

    code = "merger-of-enterprises"


class SurvivorNotActive(RuleBroken):
    """Who answers for two is verified, and neither suspended, closed nor merged itself."""

    code = "survivor-not-active"


class ChangeAlreadyAsked(RuleBroken):
    """One change of an organisation is asked for at a time."""

    code = "change-already-asked"


class ChangeNotAsked(RuleBroken):
    """Only a change that somebody asked for is confirmed or declined."""

    code = "change-not-asked"


class AskerMayNotConfirm(Forbidden):
    """Whoever asked for a change of an organisation does not confirm it."""

    code = "asker-may-not-confirm"


class RegistrarMayNotCorrect(Forbidden):
    """Whoever registered something does not correct it alone."""

    code = "registrar-may-not-correct"


class NothingCorrected(Invalid):
    """A correction says something else than what is registered."""

    code = "nothing-corrected"
