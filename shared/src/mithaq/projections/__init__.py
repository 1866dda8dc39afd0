"""Projections: tables derived from events (read models, intakes) and kept up to date."""

from mithaq.projections.amounts import Amount
from mithaq.projections.limit import DeadLetterLimit, ProjectorBroken
from mithaq.projections.model import Intake, RawReadModel, ReadModel, Subscription
from mithaq.projections.reader import Reader
from mithaq.projections.rebuild import rebuild_own
from mithaq.projections.registry import content_hash, prepare
from mithaq.projections.replay import Replayed, replay
from mithaq.projections.tail import Tail

__all__ = [
    "Amount",
    "DeadLetterLimit",
    "Intake",
    "ProjectorBroken",
    "RawReadModel",
    "ReadModel",
    "Reader",
    "Replayed",
    "Subscription",
    "Tail",
    "content_hash",
    "prepare",
    "rebuild_own",
    "replay",
]
