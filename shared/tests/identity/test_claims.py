"""The required claims of a token: issuer, audience, expiry, subject."""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest
from mithaq.identity import KeySource, TokenRefused, TokenVerifier
from mithaq.testing.issuer import AUDIENCE, ISSUER, TestIssuer

NOW = int(time.time())
Refused = Callable[[TestIssuer, str], Awaitable[str]]


@pytest.mark.parametrize("claims", [{"aud": [AUDIENCE, "other"]}, {"extra": {"a": 1}}])
async def test_accepted_variations_of_claims(issuer: TestIssuer, claims: Mapping[str, Any]) -> None:
    assert await issuer.verifier().verify(issuer.token("amina", claims=claims))


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -10), ("nbf", 10)])
async def test_clocks_may_differ_a_little(issuer: TestIssuer, claim: str, seconds: int) -> None:
    """Relative to the time of this test: other tests may run for minutes before it."""
    claims = {claim: int(time.time()) + seconds}
    assert await issuer.verifier().verify(issuer.token("amina", claims=claims))


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"iss": "https://elsewhere.test"}, "issuer"),
        ({"iss": [ISSUER]}, "issuer"),
        ({"iss": None}, "claims"),
        ({"aud": "other"}, "audience"),
        ({"aud": ["other"]}, "audience"),
        ({"aud": []}, "audience"),
        ({"aud": None}, "claims"),
        ({"exp": NOW - 120}, "expired"),
        ({"exp": None}, "claims"),
        ({"exp": "tomorrow"}, "claims"),
        ({"exp": True}, "claims"),
        ({"exp": NOW + 100 * 365 * 86_400}, "lifetime"),
        ({"exp": NOW + 86_401, "iat": NOW}, "lifetime"),
        ({"exp": 10**300}, "lifetime"),
        ({"iat": None}, "claims"),
        ({"iat": "now"}, "not-yet-valid"),
        ({"iat": NOW - 90_000}, "lifetime"),
        ({"jti": None}, "claims"),
        ({"jti": ""}, "claims"),
        ({"jti": "a\nb"}, "claims"),
        ({"jti": 7}, "claims"),
        ({"nbf": NOW + 3_600}, "not-yet-valid"),
        ({"iat": NOW + 3_600}, "not-yet-valid"),
        ({"sub": None}, "claims"),
        ({"sub": ""}, "claims"),
        ({"sub": 7}, "claims"),
        ({"sub": "x" * 256}, "claims"),
        ({"sub": "a\nb"}, "claims"),
        ({"sub": "mithaq:deadlines"}, "claims"),
        ({"sub": "MITHAQ:Reactions"}, "claims"),
        ({"org": "not-a-uuid"}, "claims"),
        ({"roles": "office"}, "claims"),
        ({"roles": [1]}, "claims"),
        ({"roles": {"office": True}}, "claims"),
    ],
)
async def test_a_token_with_other_claims_is_refused(
    issuer: TestIssuer, claims: Mapping[str, Any], reason: str, refused: Refused
) -> None:
    assert await refused(issuer, issuer.token("amina", claims=claims)) == reason


async def test_a_token_may_live_for_a_day(issuer: TestIssuer) -> None:
    claims = {"iat": NOW, "exp": NOW + 86_400}
    assert await issuer.verifier().verify(issuer.token("amina", claims=claims))


async def test_a_shorter_life_can_be_asked_for(issuer: TestIssuer) -> None:
    verifier = TokenVerifier(
        KeySource(issuer.jwks_url), issuer=ISSUER, audience=AUDIENCE, longest=299
    )
    with pytest.raises(TokenRefused, match="lifetime"):
        await verifier.verify(issuer.token("amina"))


async def test_known_roles_pass_and_others_grant_nothing(issuer: TestIssuer) -> None:
    every = ["approver", "treasury", "archivist", "office", "partner", "controller", "accountant"]
    token = issuer.token("amina", *every, "auditor", "service", "admin", "OFFICE", "offıce", "")
    caller = await issuer.verifier().verify(token)
    assert caller.roles == {*every, "auditor", "service"}


async def test_no_token_makes_its_bearer_one_of_our_own_parts(issuer: TestIssuer) -> None:
    token = issuer.token("amina", "system", "partner")
    assert (await issuer.verifier().verify(token)).roles == frozenset({"partner"})
