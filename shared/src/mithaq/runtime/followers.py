"""A service's followers: of its own log, and of other services' topics."""

from collections.abc import Sequence

from mithaq.messaging import Consumer
from mithaq.messaging.claiming import near
from mithaq.messaging.groups import group_of
from mithaq.projections import Subscription, Tail, Tails
from mithaq.projections.tails import level
from mithaq.runtime.following import Following
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Service
from mithaq.runtime.workers import Worker


def following_own(service: Service, kernel: Kernel) -> Worker:
    """Keeps the read models of the service's own events up to date."""
    subscriptions = [model.subscription() for model in service.tails]
    signals, recent = (kernel.advanced, kernel.progressed), kernel.recent

    async def together(level: Sequence[Subscription]) -> None:
        await Tails(kernel.database, level, *signals, recent=recent).run()

    async def catch_up(behind: Subscription) -> None:
        await Tail(kernel.database, behind, *signals, recent=recent).catch_up()

    following = Following(
        "read_model",
        subscriptions,
        level=lambda: level(kernel.database.pool, [each.name for each in subscriptions]),
        together=together,
        catch_up=catch_up,
    )
    return Worker("read_models", following.run)


def following_others(service: Service, kernel: Kernel) -> Worker:
    """Feeds the read models and intakes of other services' events."""
    subscriptions = [each.subscription() for each in service.foreign]

    def consumer(*followed: Subscription) -> Consumer:
        return Consumer(
            kernel.database,
            kernel.kafka,
            followed,
            group_of(service.name, [each.name for each in followed]),
            progressed=kernel.progressed,
            instance=kernel.settings.instance,
        )

    following = Following(
        "consumer",
        subscriptions,
        level=lambda: near(
            kernel.database.pool, {each.name: each.sources for each in subscriptions}
        ),
        together=lambda level: consumer(*level).run(),
        catch_up=lambda behind: consumer(behind).catch_up(),
    )
    return Worker("consumers", following.run)
