"""Looks up a service's read models, intakes and reactions by the names an operator types."""

from collections.abc import Sequence

from mithaq.operations.errors import UnknownConsumer
from mithaq.operations.session import Session
from mithaq.projections import Intake, RawReadModel, ReadModel
from mithaq.projections.registry import Model
from mithaq.reactions.reactor import Reacting
from mithaq.runtime import Service, read_models

Subscriber = ReadModel | RawReadModel | Intake | Reacting


def subscribers(session: Session, name: str | None = None) -> Sequence[Subscriber]:
    """Read models, intakes and reactions, or the one of that name or key; raises UnknownConsumer.

    What a reaction wanted to do is done when its dead letters are replayed.
    """
    service, kernel = session.service, session.kernel
    parts = service.parts(kernel) if service.parts and service.reactions else None
    reacting = [
        Reacting(kernel.database, each, parts, replaying=True) for each in service.reactions
    ]
    every = [*service.tails, *service.foreign, *reacting]
    found = [each for each in every if name in (None, each.name, each.key)]
    if name is not None and not found:
        raise UnknownConsumer(name, [each.name for each in every])
    return found


def models(service: Service, names: Sequence[str]) -> Sequence[Model]:
    """The read models of these names or keys, or all of them; raises UnknownConsumer."""
    known = {model.name: model for model in read_models(service)}
    by_key = {model.key: model for model in known.values()}
    for name in names:
        if name not in known | by_key:
            raise UnknownConsumer(name, known)
    return [(known | by_key)[name] for name in names or known]


def consumer_of(service: Service, typed: str | None) -> str | None:
    """The consumer of this name: of a read model, the revision of this release."""
    every = [*service.tails, *service.foreign, *service.reactions]
    return next((each.key for each in every if each.name == typed), typed)
