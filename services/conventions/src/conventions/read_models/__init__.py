"""What is read: one module a read model, its table, its projector and its queries."""

from conventions.read_models.convention_list import CONVENTION_LIST
from conventions.read_models.tranche_schedule import TRANCHE_SCHEDULE

__all__ = ["CONVENTION_LIST", "TRANCHE_SCHEDULE"]
