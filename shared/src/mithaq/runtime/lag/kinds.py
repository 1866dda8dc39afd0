"""Every kind of thing that can be wrong with a service: one list for status, gauges and alerts.

`infra/alerts/mithaq.rules.yml` has a rule for each, written from this list (`mithaq.operations
alerts`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`meaning` is the alert's summary; it fires after `for_s` seconds, if `urgent` at any hour."""

    meaning: str
    urgent: bool = False
    for_s: int = 60


KINDS: Final[Mapping[str, Kind]] = {
    "write-transaction-open": Kind(
        meaning="an open write transaction blocks every sequencer of the cluster", urgent=True
    ),
    "sequencer-late": Kind(meaning="committed events wait for the sequencer", urgent=True),
    "relay-late": Kind(meaning="lines of the log are not on Kafka yet", for_s=300),
    "read-model-late": Kind(meaning="a read model shows old rows", for_s=300),
    "read-model-filling": Kind(meaning="a read model is being filled", for_s=3600),
    "kafka-away": Kind(meaning="Kafka does not answer: nothing is known of consumers", for_s=300),
    "topic-missing": Kind(meaning="a topic that is consumed does not exist", for_s=300),
    "partitions-unread": Kind(meaning="partitions of a topic are read by no consumer"),
    "consumer-late": Kind(meaning="events of another service are not applied", for_s=300),
    "consumer-halted": Kind(meaning="a consumer stopped: its projector is broken", urgent=True),
    "streams-parked": Kind(meaning="streams wait behind an event that cannot be applied"),
    "dead-letters": Kind(meaning="records that cannot be applied wait for a decision"),
    "forged-lines": Kind(
        meaning="somebody else writes to a service's topic; nothing of it was applied",
        urgent=True,
        for_s=0,
    ),
    "deadlines-overdue": Kind(meaning="commands that follow from time are not given", for_s=300),
    "deadlines-refused": Kind(meaning="a rule refused the command of a deadline", for_s=0),
    "topic-ahead": Kind(
        meaning="Kafka has lines that this store lacks: it was restored from an older backup",
        urgent=True,
        for_s=0,
    ),
    "topic-differs": Kind(
        meaning="Kafka has other lines than this store under the same numbers",
        urgent=True,
        for_s=0,
    ),
    "source-restored": Kind(
        meaning="another service lost lines that a consumer here has applied", urgent=True, for_s=0
    ),
    "sending-held": Kind(meaning="no mail is sent until an operator releases it", for_s=0),
    "keys-missing": Kind(
        meaning="personal data cannot be read: keys are missing", urgent=True, for_s=0
    ),
}
