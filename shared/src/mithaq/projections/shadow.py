"""Names of shadow schemas: a read model is rebuilt under another name beside the live one."""

from dataclasses import replace
from typing import Final

from mithaq.projections.model import Subscription

_SUFFIX: Final = "__next"


def shadow_name(name: str) -> str:
    """The schema and consumer name under which the read model of this key is rebuilt."""
    return f"{name}{_SUFFIX}"


def live_name(name: str) -> str:
    """The read model's key, whether `name` is that or its shadow's."""
    return name.removesuffix(_SUFFIX)


def shadow_of(subscription: Subscription) -> Subscription:
    """The same projection under the shadow's name, so that its dead letters are kept separately."""
    return replace(subscription, name=shadow_name(subscription.name))
