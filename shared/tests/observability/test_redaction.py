"""Secrets and personal data are redacted from log lines."""

from typing import Any

import pytest
from mithaq.observability.redaction import REDACTED, redact

TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbWluYSJ9.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "key",
    [
        "authorization",
        "Authorization",
        "set-cookie",
        "access_token",
        "email",
        "recipient_email",
        "client_secret",
        "db.password",
        "otp",
    ],
)
def test_values_are_redacted_by_their_key(key: str) -> None:
    assert redact(None, "info", {key: "anything"}) == {key: REDACTED}


@pytest.mark.parametrize(
    ("value", "left"),
    [
        (f"got {TOKEN}!", f"got {REDACTED}!"),
        ("Authorization: Bearer abc.def~x", f"Authorization: Bearer {REDACTED}"),
        ("write to amina.b@commune.ma, now", f"write to {REDACTED}, now"),
        (
            {"headers": {"cookie": "a=b", "accept": "x"}},
            {"headers": {"cookie": REDACTED, "accept": "x"}},
        ),
        ([TOKEN, 7], [REDACTED, 7]),
        ("at postgresql://user:secret@db:5432/x now", f"at postgresql://{REDACTED}@db:5432/x now"),
        ("postgresql+asyncpg://u:s%2Fc@[::1]/x", f"postgresql+asyncpg://{REDACTED}@[::1]/x"),
        ("postgresql://u:pa@ss/wo:rd@db/x", f"postgresql://{REDACTED}@db/x"),
        ("amqp://:secret@mq", f"amqp://{REDACTED}@mq"),
        ("'http://u:p@proxy:3128'", f"'http://{REDACTED}@proxy:3128'"),
        ("host=db password=s3cret user=u", f"host=db password={REDACTED} user=u"),
        ("host=db PASSWORD='s3 cret' user=u", f"host=db PASSWORD={REDACTED} user=u"),
        ("pg://db/x?password=s3cret&a=b", f"pg://db/x?password={REDACTED}&a=b"),
        (OSError("no postgresql://u:p@db/x"), f"OSError('no postgresql://{REDACTED}@db/x')"),
        (ValueError(TOKEN), f"ValueError('{REDACTED}')"),
    ],
)
def test_text_is_redacted_by_its_pattern(value: Any, left: Any) -> None:
    assert redact(None, "info", {"found": value}) == {"found": left}


@pytest.mark.parametrize(
    "line",
    [
        {"event": "convention.signed", "convention_id": "7", "amount": 12},
        {"token_issuer": "https://identity.test", "email": None, "tokenised": True},
        {"url": "https://identity.test/a?b=c", "where": "127.0.0.1:5432/x"},
        {"subject": "organisation-0199b1c4", "seconds": 0.5, "at": "2026-11-20T10:00:00Z"},
    ],
)
def test_other_values_are_unchanged(line: dict[str, Any]) -> None:
    assert redact(None, "info", dict(line)) == line
