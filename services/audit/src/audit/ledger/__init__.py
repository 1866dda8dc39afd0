"""From events to lines of the commitments ledger: pure, one event at a time."""

from audit.ledger.derive import derive
from audit.ledger.known import NOTHING, Known, Promise, Undertaking
from audit.ledger.line import KINDS, Kind, Line

__all__ = ["KINDS", "NOTHING", "Kind", "Known", "Line", "Promise", "Undertaking", "derive"]
