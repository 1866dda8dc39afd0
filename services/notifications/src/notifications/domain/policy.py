"""Who may read the delivery log, and who may have a message sent again."""

from typing import Final

from mithaq.commands import Caller

from notifications.domain.rules import OfficeOnly, ReadersOnly

_READERS: Final = frozenset({"office", "auditor"})


def ensure_reads_deliveries(caller: Caller) -> None:
    if not caller.roles & _READERS:
        raise ReadersOnly


def ensure_redelivers(caller: Caller) -> None:
    if "office" not in caller.roles:
        raise OfficeOnly
