"""The actors of the demo. All persons are fictitious: an office and a role, never a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The content of an actor's token. `organisation` is an id of the partners service."""

    subject: str
    roles: tuple[str, ...]
    organisation: str | None = None


REGISTRAR = Actor("bureau.enregistrement", ("office",))
VERIFIER = Actor("bureau.verification", ("office",))
OFFICE = Actor("bureau.instruction", ("office",))
AUDITOR = Actor("auditeur.jeu", ("auditor",))
CONTROLLER = Actor("controleur.tresor", ("controller",))
ACCOUNTANT = Actor("comptable.tresor", ("accountant",))


def agent(key: str, organisation: str) -> Actor:
    """Prepares and commits for its organisation."""
    return Actor(f"agent.{key}", ("partner",), organisation)


def authoriser(key: str, organisation: str) -> Actor:
    """Orders its organisation's payments (ordonnateur)."""
    return Actor(f"ordonnateur.{key}", ("partner",), organisation)


def signatory(key: str, organisation: str) -> Actor:
    """The representative who holds the mandates."""
    return Actor(f"representant.{key}", ("partner",), organisation)
