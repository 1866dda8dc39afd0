"""Projections: tables derived from events (read models, intakes) and kept up to date."""

from mithaq.projections.amounts import Amount, Sum
from mithaq.projections.claiming import NotOurs
from mithaq.projections.levels import until_level
from mithaq.projections.limit import DeadLetterLimit, ProjectorBroken
from mithaq.projections.model import Intake, RawReadModel, ReadModel, Subscription
from mithaq.projections.model_tables import ModelTables
from mithaq.projections.reader import Reader
from mithaq.projections.rebuild import rebuild_own
from mithaq.projections.registry import content_hash, prepare
from mithaq.projections.replay import Replayed, replay
from mithaq.projections.tables import HALTED_CONSUMER, PARKED_STREAM
from mithaq.projections.tail import Tail
from mithaq.projections.tails import Tails

__all__ = [
    "HALTED_CONSUMER",
    "PARKED_STREAM",
    "Amount",
    "DeadLetterLimit",
    "Intake",
    "ModelTables",
    "NotOurs",
    "ProjectorBroken",
    "RawReadModel",
    "ReadModel",
    "Reader",
    "Replayed",
    "Subscription",
    "Sum",
    "Tail",
    "Tails",
    "content_hash",
    "prepare",
    "rebuild_own",
    "replay",
    "until_level",
]
