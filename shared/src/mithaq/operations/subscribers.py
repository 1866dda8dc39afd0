"""Looks up a service's read models and intakes by the names an operator types."""

from collections.abc import Sequence

from mithaq.operations.errors import UnknownConsumer
from mithaq.projections import Intake, RawReadModel, ReadModel
from mithaq.projections.registry import Model
from mithaq.runtime import Service, read_models

Subscriber = ReadModel | RawReadModel | Intake


def subscribers(service: Service, name: str | None = None) -> Sequence[Subscriber]:
    """The read models and intakes, or the one of that name; raises UnknownConsumer."""
    every = [*service.own, *service.foreign]
    found = [each for each in every if name in (None, each.name)]
    if name is not None and not found:
        raise UnknownConsumer(name, [each.name for each in every])
    return found


def models(service: Service, names: Sequence[str]) -> Sequence[Model]:
    """The read models of these names, or all of them; raises UnknownConsumer."""
    known = {model.name: model for model in read_models(service)}
    for name in names:
        if name not in known:
            raise UnknownConsumer(name, known)
    return [known[name] for name in names or known]
