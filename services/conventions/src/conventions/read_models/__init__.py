"""What is read: one module a read model, its table, its projector and its queries."""

from conventions.read_models.convention_list import CONVENTION_LIST
from conventions.read_models.framework_envelope import FRAMEWORK_ENVELOPE
from conventions.read_models.publications import PUBLICATIONS
from conventions.read_models.tranche_schedule import TRANCHE_SCHEDULE

__all__ = ["CONVENTION_LIST", "FRAMEWORK_ENVELOPE", "PUBLICATIONS", "TRANCHE_SCHEDULE"]
