"""The acceptance of works of the tests."""

from typing import Any

from conventions.domain.acceptance import commands as c
from conventions.domain.core.acceptance import Reservation

from ..people import Say, commune

JOINTS = Reservation(reservation="joints", remark="à reprendre")


def lift(say: Say = commune, reservation: str = "joints") -> c.LiftReservation:
    return say(c.LiftReservation, action="works", reservation=reservation, act="PV 9")


def final(say: Say = commune, **more: Any) -> c.AcceptFinally:
    said: dict[str, Any] = {"action": "works", "act": "PV 10"} | more
    return say(c.AcceptFinally, **said)
