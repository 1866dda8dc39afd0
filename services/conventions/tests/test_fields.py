"""What fields mean stands in a file a topic; one field has one meaning."""

from collections import Counter

from conventions.fields import FIELDS
from conventions.fields.agreement import AGREEMENT
from conventions.fields.amendments import AMENDMENTS
from conventions.fields.committees import COMMITTEES
from conventions.fields.convention import CONVENTION
from conventions.fields.ending import ENDING
from conventions.fields.envelopes import ENVELOPES
from conventions.fields.execution import EXECUTION
from conventions.fields.frames import FRAMES
from conventions.fields.obligations import OBLIGATIONS
from conventions.fields.plan import PLAN
from conventions.fields.statements import STATEMENTS
from conventions.fields.takeover import TAKEOVER

TOPICS = (
    AGREEMENT,
    AMENDMENTS,
    COMMITTEES,
    CONVENTION,
    ENDING,
    ENVELOPES,
    EXECUTION,
    FRAMES,
    OBLIGATIONS,
    PLAN,
    STATEMENTS,
    TAKEOVER,
)


def test_a_field_is_told_in_one_topic_alone() -> None:
    """Joined, the later of two would hide the earlier."""
    told = Counter(field for topic in TOPICS for field in topic)
    assert [field for field, times in told.items() if times > 1] == []
    assert told.keys() == FIELDS.keys()
