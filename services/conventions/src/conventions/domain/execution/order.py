"""What the acceptance of progress tells of time."""

from conventions.domain.core.chronology import Fact, order
from conventions.domain.execution import events as e

ORDER = (order(e.ProgressAccepted, tells=[Fact.PROGRESS_ACCEPTED]),)
