"""The actors of the demo. All persons are fictitious: an office and a role, never a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The content of an actor's token. `organisation` is an id of the partners service."""

    subject: str
    roles: tuple[str, ...]
    organisation: str | None = None


# The cases are published ones of past years: whoever plays them dates facts far back.
_PAST = "archivist"

REGISTRAR = Actor("bureau.enregistrement", ("office",))
VERIFIER = Actor("bureau.verification", ("office",))
OFFICE = Actor("bureau.instruction", ("office", _PAST))
INSPECTOR = Actor("bureau.suivi", ("office", _PAST))
AUDITOR = Actor("auditeur.jeu", ("auditor",))
CONTROLLER = Actor("controleur.tresor", ("controller", "treasury", _PAST))
ACCOUNTANT = Actor("comptable.tresor", ("accountant", "treasury", _PAST))


def agent(key: str, organisation: str) -> Actor:
    """Prepares, calls for funds and commits for its organisation."""
    return Actor(f"agent.{key}", ("partner", _PAST), organisation)


def observer(key: str, organisation: str) -> Actor:
    """Reports what it sees on the works of its organisation, and deposits documents."""
    return Actor(f"technicien.{key}", ("partner", _PAST), organisation)


def bookkeeper(key: str, organisation: str) -> Actor:
    """Justifies what its organisation spent."""
    return Actor(f"regie.{key}", ("partner", _PAST), organisation)


def approver(key: str, organisation: str) -> Actor:
    """Gives the visas that its organisation is asked for."""
    return Actor(f"visa.{key}", ("approver", "controller", _PAST), organisation)


def authoriser(key: str, organisation: str) -> Actor:
    """Orders its organisation's payments (ordonnateur)."""
    return Actor(f"ordonnateur.{key}", ("partner", _PAST), organisation)


def signatory(key: str, organisation: str) -> Actor:
    """The representative who holds the mandates."""
    return Actor(f"representant.{key}", ("partner", _PAST), organisation)
