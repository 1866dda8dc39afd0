"""What this service's catalogues hold besides its refusals: closed lists by kind, and the mails."""

from collections.abc import Iterable, Mapping
from typing import Final

from notifications.domain.delivery import State
from notifications.domain.notices import Audience, Template

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "delivery-state": State,
    "audience": Audience,
    "template": Template,
    # Conventions' own list, as its events name them.
    "approval-kind": ("council_deliberation", "financial_control", "interior", "finance"),
    "breach": (
        "money_unpaid",
        "delivery_missing",
        "spending_unjustified",
        "works_behind",
        "duty_breached",
    ),
}

# Each template is three sentences; the layout puts them into a mail.
SENTENCES: Final[Iterable[str]] = [
    f"{template}.{part}" for template in Template for part in ("subject", "body", "action")
]
