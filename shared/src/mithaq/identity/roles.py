"""The roles that a token may grant. A name that is not here grants nothing.

`mithaq.commands.SYSTEM` is not here on purpose: nobody from outside is one of our own parts.
"""

from typing import Final

OFFICE: Final = "office"
PARTNER: Final = "partner"
CONTROLLER: Final = "controller"
ACCOUNTANT: Final = "accountant"
AUDITOR: Final = "auditor"
SERVICE: Final = "service"
APPROVER: Final = "approver"
TREASURY: Final = "treasury"
ARCHIVIST: Final = "archivist"

KNOWN: Final = frozenset(
    {OFFICE, PARTNER, CONTROLLER, ACCOUNTANT, AUDITOR, SERVICE, APPROVER, TREASURY, ARCHIVIST}
)
