"""Who may not do what, whatever the organisation's state."""

from mithaq.errors import Forbidden


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
