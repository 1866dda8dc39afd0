"""What progress rests on, and what its acceptance tells of time."""

from conventions.domain.core.chronology import Fact, order
from conventions.domain.execution import events as e

ORDER = (
    order(e.ProgressReported, rests_on=[Fact.SIGNED]),
    order(e.ProgressAccepted, tells=[Fact.PROGRESS_ACCEPTED]),
)
