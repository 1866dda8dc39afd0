"""Every rule of programming by its name; the words are in `texts/`."""

from mithaq.errors import Forbidden, Invalid, NotFound, RuleBroken


class ProgrammeUnknown(NotFound):
    """There is no such programme."""

    code = "programme-unknown"


class ProjectUnknown(NotFound):
    """There is no such project."""

    code = "project-unknown"


class OfficeOnly(Forbidden):
    """Opening programmes, scoring projects and placing them is the office's."""

    code = "office-only"


class ProposerOrOfficeOnly(Forbidden):
    """A project is linked by the office and by the organisation that proposed it."""

    code = "proposer-or-office-only"


class OwnNameOnly(Forbidden):
    """A partner proposes in its own name; only the office proposes for another."""

    code = "own-name-only"


class ProposerMissing(Invalid):
    """A project is proposed by an organisation."""

    code = "proposer-missing"


class ScoresOwnProject(Forbidden):
    """Neither the person nor the organisation that proposed a project scores it."""

    code = "scores-own-project"


class ScorerPlaces(Forbidden):
    """Who proposed a project or gave one of its scores does not place it."""

    code = "scorer-places"


class DatedBeforeItsBasis(RuleBroken):
    """What is done holds from the day of what it rests on, or later."""

    code = "dated-before-its-basis"


class RegionUnknown(Invalid):
    """A region is one of the twelve, by its code."""

    code = "region-unknown"


class TitleMissing(Invalid):
    """A programme or a project has a title."""

    code = "title-missing"


class AmountNotPositive(Invalid):
    """An envelope or a cost is above zero."""

    code = "amount-not-positive"


class PeriodReversed(Invalid):
    """A programme ends in the year it begins or later."""

    code = "period-reversed"


class ScoreOutOfRange(Invalid):
    """A score goes from 0 to 5."""

    code = "score-out-of-range"


class EvidenceMissing(Invalid):
    """A score is given with the evidence it rests on."""

    code = "evidence-missing"


class AlreadyExists(RuleBroken):
    """One id, one programme or project."""

    code = "already-exists"


class CriteriaMissing(RuleBroken):
    """A project is placed once all transversal criteria are scored."""

    code = "criteria-missing"


class EnvelopeExceeded(RuleBroken):
    """What a programme admits never exceeds its envelope."""

    code = "envelope-exceeded"


class OtherRegion(RuleBroken):
    """A programme takes in projects of its own region."""

    code = "other-region"


class AlreadyPlaced(RuleBroken):
    """A placed project keeps its place and the scores it was chosen for."""

    code = "already-placed"


class NotPlaced(RuleBroken):
    """A project is carried out by a convention once a programme has taken it in."""

    code = "not-placed"


class AlreadyLinked(RuleBroken):
    """A project is carried out by one action of one convention."""

    code = "already-linked"


class ConventionUnknown(RuleBroken):
    """A project is linked to a convention that exists."""

    code = "convention-unknown"


class ActionUnknown(RuleBroken):
    """A project is linked to an action that its convention plans."""

    code = "action-unknown"
