"""Every reason why a command about an organisation, or a question, is refused.

    MithaqError
    ├── Forbidden    OfficeOnly, OwnPartnerOnly, ByItselfOnly, RegistrarMayNotVerify, OwnStanding,
    │                RegisteringOneself, who may not record, confirm or correct something
    ├── NotFound     OrganisationUnknown, MandateUnknown, RepresentativeUnknown, ContactErased,
    │                TerritoryNotFound
    ├── Invalid      TerritoryLevelUnfit, IceMalformed, IceCheckDigitsWrong, NameMisleading,
    │                SubjectPersonal, HolderNotRepresentative, MandateDatesReversed,
    │                MandateCeilingNotPositive, RevocationAfterEnd, ParentUnfit, ClosureInFuture,
    │                MergerIntoItself, what a delegation may not exceed
    └── RuleBroken   the rest: what the organisation's state refuses

A command that names a territory nobody knows meets `mithaq.territories.TerritoryUnknown`.
"""

from mithaq.errors import Forbidden, Invalid, NotFound, RuleBroken


class OfficeOnly(Forbidden):
    """The ministry's office registers, verifies, suspends and reinstates."""

    code = "office-only"


class OwnPartnerOnly(Forbidden):
    """Who acts for the organisation records its mandates; some things the office does as well."""

    code = "own-partner-only"


class ByItselfOnly(Forbidden):
    """What follows from time happens by itself; nobody commands it."""

    code = "by-itself-only"


class RegistrarMayNotVerify(Forbidden):
    """Whoever registered an organisation does not verify it."""

    code = "registrar-may-not-verify"


class OwnStanding(Forbidden):
    """Nobody verifies or reinstates an organisation that they represent or act for."""

    code = "own-standing"


class RegisteringOneself(Forbidden):
    """Nobody registers themself as a representative."""

    code = "registering-oneself"


class HolderMayNotRecord(Forbidden):
    """Whoever holds a mandate does not record it."""

    code = "holder-may-not-record"


class RecorderMayNotConfirm(Forbidden):
    """Whoever recorded a mandate does not confirm it."""

    code = "recorder-may-not-confirm"


class HolderMayNotConfirm(Forbidden):
    """Whoever holds a mandate does not confirm it."""

    code = "holder-may-not-confirm"


class RequesterMayNotConfirmErasure(Forbidden):
    """Whoever asked for a colleague's erasure does not confirm it."""

    code = "requester-may-not-confirm-erasure"


class OrganisationUnknown(NotFound):
    """No such organisation, or its private side is not this caller's to see."""

    code = "organisation-unknown"


class MandateUnknown(NotFound):
    """The organisation never recorded this mandate."""

    code = "mandate-unknown"


class RepresentativeUnknown(NotFound):
    """No such representative, or not this caller's to see."""

    code = "representative-unknown"


class ContactErased(NotFound):
    """The person's key was destroyed on request: nobody can read name and address any more."""

    code = "contact-erased"


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


class OrganisationAlreadyVerified(RuleBroken):
    """An organisation is verified once."""

    code = "organisation-already-verified"


class OrganisationNotVerified(RuleBroken):
    """Only a verified organisation gives mandates or can be suspended."""

    code = "organisation-not-verified"


class OrganisationIsSuspended(RuleBroken):
    """A suspended organisation takes on nothing new."""

    code = "organisation-suspended"


class OrganisationNotSuspended(RuleBroken):
    """Only a suspended organisation is reinstated."""

    code = "organisation-not-suspended"


class OrganisationIsClosed(RuleBroken):
    """A closed organisation takes on nothing new."""

    code = "organisation-closed"


class OrganisationIsMerged(RuleBroken):
    """An organisation that was merged takes on nothing new: the one that goes on does."""

    code = "organisation-merged"


class OrganisationNotClosed(RuleBroken):
    """Only a closed organisation is reopened."""

    code = "organisation-not-closed"


class OrganisationNotMerged(RuleBroken):
    """Only an organisation that was merged is separated."""

    code = "organisation-not-merged"


class ParentMissing(RuleBroken):
    """A deconcentrated service is verified once its ministry is known: it acts for it."""

    code = "parent-missing"


class ParentUnfit(Invalid):
    """A service is attached to its ministry, an operator to who answers for it, others to none."""

    code = "parent-unfit"


class ParentNotActive(RuleBroken):
    """What something is attached to is verified, and neither suspended, closed nor merged."""

    code = "parent-not-active"


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


class SubjectTaken(RuleBroken):
    """A person represents an organisation once."""

    code = "representative-subject-taken"


class SubjectPersonal(Invalid):
    """A subject is a random id: an address or a name would stay in the log for ever."""

    code = "subject-personal"


class TooManyRepresentatives(RuleBroken):
    """An organisation has a bounded number of representatives at a time."""

    code = "too-many-representatives"


class TooManyMandates(RuleBroken):
    """An organisation has a bounded number of mandates that are not over."""

    code = "too-many-mandates"


class HolderNotRepresentative(Invalid):
    """A mandate is held by a representative of the organisation that gives it."""

    code = "unknown-representative"


class MandateDatesReversed(Invalid):
    """A mandate does not end before it begins."""

    code = "mandate-dates-reversed"


class MandateCeilingNotPositive(Invalid):
    """A ceiling is an amount above zero; no ceiling is said by giving none."""

    code = "mandate-ceiling-not-positive"


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


class MandateAlreadyConfirmed(RuleBroken):
    """A mandate is confirmed once, and not declined afterwards."""

    code = "mandate-already-confirmed"


class MandateAlreadyDeclined(RuleBroken):
    """A declined mandate is not confirmed: what was right in it is recorded anew."""

    code = "mandate-already-declined"


class MandateAlreadyRevoked(RuleBroken):
    """Of two revocations the earlier counts: a later day changes nothing."""

    code = "mandate-already-revoked"


class RevocationAfterEnd(Invalid):
    """A mandate is revoked on its last day at the latest."""

    code = "revocation-after-end"


class ErasureAlreadyRequested(RuleBroken):
    """An erasure is asked for once; a second person confirms it."""

    code = "erasure-already-requested"


class ErasureNotRequested(RuleBroken):
    """Only an erasure that somebody asked for is confirmed."""

    code = "erasure-not-requested"
