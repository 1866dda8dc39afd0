"""`topics`: the partitions of a service's topic, and how to give it more."""

from typing import Annotated

import typer

from mithaq.messaging import partitions_of
from mithaq.messaging.topics import grow_topic
from mithaq.operations.console import print_json, print_line
from mithaq.operations.errors import FewerPartitions
from mithaq.operations.running import Json, run
from mithaq.operations.session import Session

topics = typer.Typer(no_args_is_help=True, help="The topic that the service publishes.")


@topics.command("show")
def show_topic(context: typer.Context, *, as_json: Json = False) -> None:
    """Show how many partitions the topic has."""
    topic, count = run(context, _shown)
    if as_json:
        print_json({"topic": topic, "partitions": count})
    else:
        print_line(f"{topic} has {count} partitions")


@topics.command("grow")
def grow(
    context: typer.Context,
    partitions: Annotated[int, typer.Option(min=1, max=1_000, help="How many it shall have.")],
    *,
    as_json: Json = False,
) -> None:
    """Give the topic more partitions, while everything runs; no order is lost.

    The relay spreads new lines over them once it notices, within half a minute; consumers apply
    those only after all that was sent before. Every process must have this release or a later one.
    """

    async def grown(session: Session) -> tuple[str, int]:
        topic, has = await _shown(session)
        if partitions <= has:
            raise FewerPartitions(topic, has, partitions)
        await grow_topic(session.kernel.kafka, topic, partitions)
        return topic, has

    topic, had = run(context, grown)
    if as_json:
        print_json({"topic": topic, "had": had, "partitions": partitions})
    else:
        print_line(f"{topic} has {partitions} partitions instead of {had}. Follow it with: status")


async def _shown(session: Session) -> tuple[str, int]:
    topic = session.service.catalogue.source
    return topic, (await partitions_of(session.kernel.kafka, [topic]))[topic]
