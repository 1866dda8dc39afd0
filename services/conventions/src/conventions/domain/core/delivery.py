"""How much of a contribution in kind or of land was delivered, and accepted."""

from dataclasses import dataclass, field

from conventions.domain.core.duties import DoneBy
from conventions.domain.core.flow import EMPTY, Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """On every day accepted <= delivered. `organisations` are those that said it was delivered."""

    delivered: Flow = EMPTY
    accepted: Flow = EMPTY
    organisations: frozenset[str] = frozenset()
    done_by: DoneBy = field(default_factory=dict)
