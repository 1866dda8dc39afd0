"""Consumer groups as Kafka describes them: which partitions their members read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment

# By group: the partitions that its members read; None while they are being shared out.
Held = Mapping[str, frozenset[TopicPartition] | None]

_SETTLED: Final = ("Stable", "Empty", "Dead")


def group_of(service: str, consumers: Iterable[str]) -> str:
    """The group of a client that feeds exactly these consumers.

    It says for whom: a member that fed others, as one of the former release may, would be given
    partitions in which nobody then feeds ours.
    """
    return f"{service}.{'+'.join(sorted(consumers))}"


async def held_of(admin: AIOKafkaAdminClient, service: str) -> Held:
    """As `held`, for every group of a service. Raises KafkaError."""
    listed = [name for name, *_ in await admin.list_consumer_groups()]
    return await held(admin, [name for name in listed if name.startswith(f"{service}.")])


def held_for(held: Held | None, service: str, consumer: str) -> frozenset[TopicPartition] | None:
    """The partitions read for this consumer, in whatever group; none if no group feeds it.

    None while that is not settled, or if nothing is known of groups.
    """
    if held is None:
        return None
    feeding = [
        read
        for group, read in held.items()
        if consumer in group.removeprefix(f"{service}.").split("+")
    ]
    settled = [read for read in feeding if read is not None]
    if len(settled) < len(feeding):
        return None
    return frozenset().union(*settled)


async def held(admin: AIOKafkaAdminClient, groups: Sequence[str]) -> Held:
    """The partitions that the members of each group read. Raises KafkaError."""
    # One at a time: aiokafka 0.14 cannot read the answer about several, and closes its connection.
    answers = [each for name in groups for each in await admin.describe_consumer_groups([name])]
    return dict(_held(*group) for answer in answers for group in answer.groups)


def _held(
    error: int,
    group: str,
    state: str,
    _type: str,
    _protocol: str,
    members: Sequence[tuple[Any, ...]],
    *_: object,
) -> tuple[str, frozenset[TopicPartition] | None]:
    if error or state not in _SETTLED:
        return group, None
    return group, frozenset(
        partition for *_, assignment in members for partition in _assigned(assignment)
    )


def _assigned(raw: bytes) -> Sequence[TopicPartition]:
    """A member that was given nothing yet has no bytes."""
    if not raw:
        return ()
    partitions: Sequence[TopicPartition] = ConsumerProtocolMemberAssignment.decode(raw).partitions()
    return partitions
