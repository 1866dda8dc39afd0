"""The look-ups of a state held against a scan of its tranches."""

from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import look_up
from conventions.domain.core.tranche import BEFORE
from conventions.domain.tranches.rules import ensure_some_waits
from mithaq.errors import RuleBroken

from ..people import AUDITOR


def ensure_lookups(state: Convention) -> None:
    """What is kept is what a scan finds; and what it is asked for."""
    assert state.lookups == look_up(state.tranches)
    for stage, before in BEFORE.items():
        live = [t for t in state.tranches.values() if not t.cancelled]
        waits = any(t.flow(before).total > t.flow(stage).total for t in live)
        assert waits == _passes(ensure_some_waits(stage), state), stage


def _passes(ensure: object, state: Convention) -> bool:
    assert callable(ensure)
    try:
        ensure(state, AUDITOR)
    except RuleBroken:
        return False
    return True
