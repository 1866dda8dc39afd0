"""Cursors and moments that nobody was given: each page answers, or refuses the question."""

import json
from base64 import urlsafe_b64encode
from typing import Any, Final

import pytest

from ..conftest import Running, bearer
from ..world import MIDELT, MINISTRY

AUDITOR = bearer("auditor", "auditor")
ID: Final = str(MIDELT)
CURSORS: Final[dict[str, Any]] = {
    "nothing": None,
    "a number": 2**63,
    "a negative": [-1, -1],
    "beyond a column": [2**64, 1],
    "infinity": [1e308, 1],
    "an id for a number": [ID, ID],
    "of another list": ["2026-01-01", ID, "T1"],
    "half a contribution": [ID, "m1"],
    "a contribution": [ID, "m1", "A1", 2026, "cash"],
    "a contribution of no year": [ID, "m1", "A1", 2**31, "cash"],
    "a lone surrogate": [ID, "\ud800", "A1", 2026, "cash"],
    "a NUL": [ID, "\0", "A1", 2026, "cash"],
    "a long name": [ID, "é" * 300, "A1", 2026, "cash"],
    "a cell": [ID, "A1", 2026, "cash"],
}
MOMENTS: Final = (
    "as_of=1900-01-01",
    "as_of=2999-12-31&known_at=2998-12-31T23:59:59-23:59",
    "as_of=1899-12-31",
    "known_at=1901-01-01T00:00:00%2B23:59",
    "known_at=0001-01-01T00:00:00Z",
    "known_at=9999-12-31T23:59:59Z",
    "as_of=2026-02-30",
    "as_of=&known_at=",
    "as_of=2026-01-01&as_of=2026-01-02",
    "as_of=%D9%A2%D9%A0%D9%A2%D9%A6-01-01",
    "limit=0",
    "limit=201",
    "limit=-1",
    "limit=%2B1",
)
PATHS: Final = (
    "/v1/partners",
    f"/v1/partners/{MINISTRY}/commitments",
    f"/v1/partners/{MINISTRY}/contributions",
    f"/v1/conventions/{MIDELT}/commitments",
    f"/v1/conventions/{MIDELT}/history",
    f"/v1/streams/convention-{MIDELT}/events",
)


def _cursor(key: object) -> str:
    return urlsafe_b64encode(json.dumps(key).encode()).rstrip(b"=").decode()


async def test_no_question_fails(told: Running) -> None:
    asked = [f"after={_cursor(key)}" for key in CURSORS.values()] + list(MOMENTS)
    wrong = []
    for path in PATHS:
        for question in asked:
            answer = await told.http.get(f"{path}?{question}", headers=AUDITOR)
            if answer.status_code not in (200, 422):
                wrong.append((path, question, answer.status_code))
    assert not wrong


@pytest.mark.parametrize("path", ["/v1/streams/%00/events", "/v1/streams/..%2F/events"])
async def test_nor_does_the_name_of_a_stream(told: Running, path: str) -> None:
    assert (await told.http.get(path, headers=AUDITOR)).status_code in (404, 422)
