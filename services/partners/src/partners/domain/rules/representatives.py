"""Representatives, their contact and its erasure."""

from mithaq.errors import Invalid, NotFound, RuleBroken


class RepresentativeUnknown(NotFound):
    """No such representative, or not this caller's to see."""

    code = "representative-unknown"


class ContactErased(NotFound):
    """The person's key was destroyed on request: nobody can read name and address any more."""

    code = "contact-erased"


class SubjectTaken(RuleBroken):
    """A person represents an organisation once."""

    code = "representative-subject-taken"


class SubjectPersonal(Invalid):
    """A subject is a random id: an address or a name would stay in the log for ever."""

    code = "subject-personal"


class TooManyRepresentatives(RuleBroken):
    """An organisation has a bounded number of representatives at a time."""

    code = "too-many-representatives"


class HolderNotRepresentative(Invalid):
    """A mandate is held by a representative of the organisation that gives it."""

    code = "unknown-representative"


class ErasureAlreadyRequested(RuleBroken):
    """An erasure is asked for once; a second person confirms it."""

    code = "erasure-already-requested"


class ErasureNotRequested(RuleBroken):
    """Only an erasure that somebody asked for is confirmed."""

    code = "erasure-not-requested"
