"""The commitments ledger: a line for each thing an event did to a promise.

Lines and names hang on their own convention's events alone, so the content is the same however
the events of different streams were interleaved.
"""

from mithaq.projections import ReadModel

from audit.heard.conventions import CONVENTIONS
from audit.heard.partners import PARTNERS
from audit.read_models.commitments.projector import project
from audit.read_models.commitments.tables import metadata

COMMITMENTS = ReadModel(
    metadata=metadata,
    catalogue=(CONVENTIONS, PARTNERS),
    project=project,
)
