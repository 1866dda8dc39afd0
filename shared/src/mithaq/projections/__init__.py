"""From events to rows: read models and intakes, and who runs them."""

from mithaq.projections.model import Intake, RawReadModel, ReadModel, Subscription
from mithaq.projections.reader import Reader
from mithaq.projections.rebuild import rebuild_own
from mithaq.projections.registry import content_hash, prepare
from mithaq.projections.replay import replay
from mithaq.projections.tail import Tail

__all__ = [
    "Intake",
    "RawReadModel",
    "ReadModel",
    "Reader",
    "Subscription",
    "Tail",
    "content_hash",
    "prepare",
    "rebuild_own",
    "replay",
]
