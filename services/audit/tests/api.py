"""Callers of the API, and helpers that read it."""

from typing import Any
from uuid import UUID

from .conftest import Running, bearer
from .world import COMMUNE

AUDITOR = bearer("auditor-1", "auditor")
OFFICE = bearer("office-1", "office")
OF_COMMUNE = bearer("mayor", "partner", org=COMMUNE)
STRANGER = bearer("stranger", "partner", org=UUID(int=999))
ACCOUNTANT = bearer("accountant-1", "accountant")


async def read(running: Running, path: str, who: dict[str, str] = AUDITOR) -> Any:
    answer = await running.http.get(path, headers=who)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def code_of(running: Running, path: str, who: dict[str, str]) -> tuple[int, str]:
    answer = await running.http.get(path, headers=who)
    return answer.status_code, answer.json()["code"]


def amounts(told: Any) -> dict[str, str]:
    """The amounts in cash that are not zero."""
    cash = {kind: each["amount"] for kind, each in told.items() if kind != "not_cash"}
    return {kind: amount for kind, amount in cash.items() if amount != "0.00"}
