"""Rounds, positions and the frozen text over HTTP."""

from .callers import AUDITOR
from .clients import Convention


async def test_positions_on_articles_are_read_as_they_were_taken(convention: Convention) -> None:
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    await convention.do(region, "/submission")
    await convention.do(region, "/rounds", {"deadline": "2100-01-01"})
    said = {
        "article": "financing",
        "stance": "amend",
        "remark": "Échéances trop courtes",
        "proposed_text_fr": "Le financement court sur trois ans.",
    }
    await convention.do(commune, "/positions", said)
    negotiation = (await convention.read(AUDITOR))["negotiation"]
    assert negotiation == {
        "round": 1,
        "opened_on": str(convention.running.conventions.today()),
        "taken_over": False,
        "deadline": "2100-01-01",
        "open": True,
        "concluded": False,
        "undecided": False,
        "positions": [{"organisation_id": str(convention.commune), **said}],
    }
    closing = {"outcome": "consensus"}
    problem = await convention.refused(region, "/rounds/closing", closing)
    assert problem["code"] == "consensus-not-reached"


async def test_a_reopened_text_is_negotiated_again(convention: Convention) -> None:
    await convention.frozen()
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    why = {"reason": "Article 3 à corriger"}
    assert (await convention.refused(commune, "/reopening", why))["code"] == "capacity-refused"
    assert (await convention.refused(region, "/reopening", {"reason": " "}))["status"] == 422
    await convention.do(region, "/reopening", why)
    read = await convention.read(region)
    assert (read["state"], read["text"]) == ("in_negotiation", None)
