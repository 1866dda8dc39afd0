"""The text at a date and the comparison of two, over HTTP."""

from datetime import timedelta

from httpx import Response

from .amending import WORDED, frozen_amendment, in_effect
from .callers import AUDITOR, STRANGER
from .clients import Convention, mad

LONG_AGO = "1990-01-01"


async def asked(convention: Convention, path: str, **params: str) -> Response:
    url = f"/v1/conventions/{convention.id}{path}"
    return await convention.running.http.get(url, params=params, headers=AUDITOR)


async def edited(convention: Convention) -> Convention:
    """Drafted a month ago; today the object reads otherwise and the commune gives more."""
    region = convention.of(convention.region)
    body = {"heading_fr": "object", "text_fr": "Texte object, précisé.", "text_ar": "نص"}
    await convention.do(region, "/articles/object", body, "PUT")
    more = {
        "organisation_id": str(convention.commune),
        "action": "works",
        "year": 2026,
        "kind": "cash",
        "amount": mad(500),
    }
    await convention.do(region, "/contributions/commune-26", more, "PUT")
    return convention


async def test_the_text_of_a_day_is_told_with_its_digest(convention: Convention) -> None:
    await edited(convention)
    today = convention.running.conventions.today()
    now = (await asked(convention, "/text")).json()
    assert "on" not in now
    then = (await asked(convention, "/text", on=str(today))).json()
    assert (then["sha256"], then["text"]) == (now["sha256"], now["text"])
    assert (then["on"], then["amendments"], then["frozen_sha256"]) == (str(today), [], None)
    plan = (await asked(convention, "/plan")).json()
    assert (await asked(convention, "/plan", on=str(today))).json() == plan
    assert (await asked(convention, "/plan", on=LONG_AGO)).json()["code"] == "not-written-yet"
    early = await asked(convention, "/text", on=LONG_AGO)
    assert (early.status_code, early.json()["code"]) == (409, "not-written-yet")
    unknown = await asked(convention, "/text", known_at="1990-01-01T00:00:00Z")
    assert unknown.json()["code"] == "not-written-yet"


async def test_two_days_are_compared_article_by_article_and_amount_by_amount(
    convention: Convention,
) -> None:
    """Yesterday's draft is dated back; what was edited today is not in it."""
    today = convention.running.conventions.today()
    yesterday = str(today - timedelta(days=1))
    await convention.drafted(on=yesterday, reference="MED-3")
    await edited(convention)
    both = {"from": yesterday, "to": str(today)}
    compared = (await asked(convention, "/comparison", **both)).json()
    found = compared["differences"]
    assert found["counts"] == {"articles": 1, "contributions": 1}
    article, contribution = found["items"]
    assert [run["change"] for run in article["words"]["text_fr"]] == ["kept", "added", "kept"]
    assert article["words"]["text_ar"] == [{"change": "kept", "text": "نص"}]
    amounts = [contribution[side]["amount"] for side in ("before", "after")]
    assert amounts == [mad(400), mad(500)]
    first = (await asked(convention, "/comparison", limit="1", **both)).json()["differences"]
    assert first["items"] == [article]
    rest = (await asked(convention, "/comparison", limit="1", after=first["next"], **both)).json()[
        "differences"
    ]
    assert (rest["items"], rest["next"]) == ([contribution], None)
    same = (await asked(convention, "/comparison", **{"from": str(today), "to": str(today)})).json()
    assert same["sha256_from"] == same["sha256_to"]
    assert same["differences"]["items"] == []


async def test_whom_it_does_not_concern_reads_no_past_of_it(convention: Convention) -> None:
    for path in ("/text?on=2026-01-01", "/comparison?from=2026-01-01&to=2026-01-02"):
        url = f"/v1/conventions/{convention.id}{path}"
        assert (await convention.running.http.get(url, headers=STRANGER)).status_code == 404


async def test_an_amendment_says_what_it_would_change_and_what_it_changed(
    in_force: Convention,
) -> None:
    region = in_force.of(in_force.region)
    body = {
        "reason": "Renchérissement",
        "amounts": [{"contribution": "commune-26", "amount": mad(500)}],
        "costs": [{"action": "works", "year": 2026, "cost": mad(1100)}],
    }
    await in_force.do(region, "/amendments", body)
    told = (await asked(in_force, "/amendments/1/provisions")).json()
    assert (told["state"], told["effective_on"]) == ("negotiation", None)
    found = told["differences"]
    assert found["outline"] == [{"field": "total", "before": "1000.00", "after": "1100.00"}]
    assert [each["name"] for each in found["items"]] == ["works", "commune-26"]
    unknown = await asked(in_force, "/amendments/7/provisions")
    assert unknown.json()["code"] == "amendment-unknown"


async def test_of_two_in_effect_on_one_day_each_tells_its_own_provisions(
    in_force: Convention,
) -> None:
    """The later one is not in what the earlier changed, though both rewrite one article."""
    for number, text in ((1, "Autre."), (2, "Encore autre.")):
        article = WORDED["articles"][0] | {"text_fr": text}
        await frozen_amendment(in_force, number, body=WORDED | {"articles": [article]})
        await in_effect(in_force, number)
    today = str(in_force.running.conventions.today())
    for number, before, after in (
        (1, "Texte object.", "Autre."),
        (2, "Autre.", "Encore autre."),
    ):
        told = (await asked(in_force, f"/amendments/{number}/provisions")).json()
        assert (told["state"], told["effective_on"]) == ("effective", today)
        (changed,) = told["differences"]["items"]
        texts = [changed[side]["text_fr"] for side in ("before", "after")]
        assert texts == [before, after]
    text = (await asked(in_force, "/text", on=today)).json()
    assert [each["amendment"] for each in text["amendments"]] == [1, 2]
    first, second = (each["version"] for each in text["amendments"])
    assert first < second
    known = text["amendments"][0]["recorded_at"]
    then = (await asked(in_force, "/text", on=today, known_at=known)).json()
    assert [each["amendment"] for each in then["amendments"]] == [1]
    (object_,) = (each for each in then["text"]["articles"] if each["article"] == "object")
    assert object_["text_fr"] == "Autre."
