"""Language negotiation (RFC 9110, section 12.5.4): weights, wildcards, ties, malformed headers."""

import pytest
from httpx import AsyncClient
from mithaq.http.languages import negotiate


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "fr"),
        ("", "fr"),
        ("ar", "ar"),
        ("en-GB", "en"),
        ("AR-ma", "ar"),
        ("ar, en", "ar"),
        ("en;q=0.4, ar;q=0.8, fr;q=0.6", "ar"),
        ("en ; q=0.9 , fr;q=0.8", "en"),
        ("fr-MA;q=0.2, fr;q=0.9, ar;q=0.8", "fr"),
        ("de, es", "fr"),
        ("de, en;q=0.1", "en"),
        ("*", "fr"),
        ("fr;q=0, *", "ar"),
        ("fr;q=0, ar;q=0, *;q=0.5", "en"),
        ("en;q=0.3, *;q=0.7", "fr"),
        ("fr;q=0", "fr"),
        ("en;q=0, ar;q=0", "fr"),
        ("en;q=1.5", "fr"),
        ("en;q=abc, ar;q=0.1", "ar"),
        (";;;,,,", "fr"),
        ("ar;q=0.5, en;q=0.500", "ar"),
        ("ber, ar" + ", x" * 10_000, "ar"),
    ],
)
def test_the_best_language_wins(header: str | None, language: str) -> None:
    assert negotiate(header, ("fr", "ar", "en")) == language


def test_a_fourth_language_is_answered_once_it_is_there() -> None:
    assert negotiate("zgh, ar;q=0.5", ("fr", "ar", "en")) == "ar"
    assert negotiate("zgh, ar;q=0.5", ("fr", "ar", "en", "zgh")) == "zgh"


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Adresse inconnue"), ("ar", "عنوان غير معروف"), ("en", "Unknown address")],
)
async def test_a_problem_is_in_the_negotiated_language(
    client: AsyncClient, language: str, title: str
) -> None:
    answer = await client.get("/nowhere", headers={"Accept-Language": language})
    assert answer.json()["title"] == title
    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language"
