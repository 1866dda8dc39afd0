"""What is read: one module a read model, its table, its projector and its queries."""

from conventions.read_models.archived_entries import ARCHIVED_ENTRIES
from conventions.read_models.convention_list import CONVENTION_LIST
from conventions.read_models.framework_envelope import FRAMEWORK_ENVELOPE
from conventions.read_models.obligation_list import OBLIGATION_LIST
from conventions.read_models.publications import PUBLICATIONS
from conventions.read_models.raised_alerts import RAISED_ALERTS
from conventions.read_models.tranche_days import TRANCHE_DAYS
from conventions.read_models.tranche_schedule import TRANCHE_SCHEDULE
from conventions.read_models.treasury_statements import TREASURY_STATEMENTS

__all__ = [
    "ARCHIVED_ENTRIES",
    "CONVENTION_LIST",
    "FRAMEWORK_ENVELOPE",
    "OBLIGATION_LIST",
    "PUBLICATIONS",
    "RAISED_ALERTS",
    "TRANCHE_DAYS",
    "TRANCHE_SCHEDULE",
    "TREASURY_STATEMENTS",
]
