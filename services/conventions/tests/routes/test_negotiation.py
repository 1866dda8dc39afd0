"""Rounds, positions and the frozen text over HTTP."""

from datetime import timedelta

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
    position = {"organisation_id": str(convention.commune), "proposed_text_ar": None, **said}
    assert negotiation == {
        "round": 1,
        "opened_on": str(convention.running.conventions.today()),
        "taken_over": False,
        "deadline": "2100-01-01",
        "open": True,
        "concluded": False,
        "undecided": False,
        "positions": [position | {"late": False}],
        "kept": [],
        "asked": [],
        "again": [],
        "reservations": [],
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


PROPOSAL = {
    "article": "financing",
    "stance": "amend",
    "proposed_text_fr": "Texte du financement.",
    "proposed_text_ar": "نص التمويل",
}


async def proposed(convention: Convention) -> Convention:
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    await convention.do(region, "/submission")
    await convention.do(region, "/rounds", {"deadline": "2100-01-01"})
    await convention.do(commune, "/positions", PROPOSAL)
    return convention


async def test_a_proposal_is_read_word_by_word_in_both_languages(convention: Convention) -> None:
    await proposed(convention)
    read = await convention.read(AUDITOR, "/articles/financing/proposals")
    (item,) = read["items"]
    assert item["words"] == {
        "text_fr": [
            {"change": "kept", "text": "Texte "},
            {"change": "removed", "text": "financing"},
            {"change": "added", "text": "du financement"},
            {"change": "kept", "text": "."},
        ],
        "text_ar": [
            {"change": "kept", "text": "نص"},
            {"change": "added", "text": " التمويل"},
        ],
    }
    assert (await convention.read(AUDITOR, "/articles/object/proposals"))["items"] == []
    url = f"/v1/conventions/{convention.id}/articles/nowhere/proposals"
    unknown = await convention.running.http.get(url, headers=AUDITOR)
    assert (unknown.status_code, unknown.json()["code"]) == (409, "article-unknown")


async def test_a_proposal_is_taken_over_and_the_minutes_say_whose_it_was(
    convention: Convention,
) -> None:
    await proposed(convention)
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    whose = {"organisation_id": str(convention.commune)}
    refused = await convention.refused(commune, "/articles/financing/adoption", whose)
    assert refused["code"] == "capacity-refused"
    locked = await convention.refused(region, "/articles/object/adoption", whose)
    assert locked["code"] == "article-locked"
    body = {"heading_fr": "Objet", "text_fr": "Autre."}
    written = await convention.refused(region, "/articles/object", body, "PUT")
    assert written["code"] == "article-locked"
    await convention.do(region, "/articles/financing/adoption", whose)
    again = await convention.refused(region, "/articles/financing/adoption", whose)
    assert again["code"] == "round-still-open"
    minutes = await convention.read(commune, "/rounds/1/minutes")
    (rewriting,) = minutes["rewritten"]
    assert (rewriting["adopted_from"], rewriting["article"]) == (
        whose["organisation_id"],
        "financing",
    )
    assert minutes["answers"][0]["outdated"]
    assert "{+" in minutes["text_fr"]
    assert "محضر" in minutes["text_ar"]


async def test_a_proposal_in_one_language_needs_the_other(convention: Convention) -> None:
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    await convention.do(region, "/submission")
    await convention.do(region, "/rounds", {"deadline": "2100-01-01"})
    french = {key: value for key, value in PROPOSAL.items() if key != "proposed_text_ar"}
    await convention.do(commune, "/positions", french)
    whose = {"organisation_id": str(convention.commune)}
    missing = await convention.refused(region, "/articles/financing/adoption", whose)
    assert (missing["status"], missing["code"]) == (422, "translation-missing")
    unknown = {"organisation_id": str(convention.operator)}
    nothing = await convention.refused(region, "/articles/financing/adoption", unknown)
    assert nothing["code"] == "proposal-unknown"
    translated = whose | {"text_ar": "نص التمويل"}
    await convention.do(region, "/articles/financing/adoption", translated)


async def test_a_rewriting_on_the_last_day_is_refused_by_name(convention: Convention) -> None:
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    today = convention.running.conventions.today()
    dated = str(today - timedelta(days=2))
    await convention.drafted(on=dated, reference="MED-4")
    await convention.do(region, "/submission", {"on": dated})
    held = {"deadline": str(today), "on": str(today), "dating_reason": "papier"}
    too_near = await convention.refused(region, "/rounds", held)
    assert too_near["code"] == "deadline-too-near"
    archivist = convention.of(convention.region, "partner", "archivist")
    yesterday = str(today - timedelta(days=1))
    paper = {"deadline": yesterday, "on": yesterday, "dating_reason": "registre papier"}
    await convention.do(archivist, "/rounds", paper)
    await convention.do(commune, "/positions", PROPOSAL)
    assert (await convention.read(commune))["negotiation"]["positions"][0]["late"]
    whose = {"organisation_id": str(convention.commune)}
    refused = await convention.refused(region, "/articles/financing/adoption", whose)
    assert refused["code"] == "round-ends-too-soon"


async def test_a_changed_article_asks_again_whom_it_concerns(convention: Convention) -> None:
    region, operator = convention.of(convention.region), convention.of(convention.operator)
    body = {"heading_fr": "Objet", "text_fr": "Un.", "concerns": [str(convention.commune)]}
    await convention.do(region, "/articles/object", body, "PUT")
    await convention.frozen()
    await convention.do(region, "/reopening", {"reason": "coquille"})
    await convention.do(region, "/articles/object", body | {"text_fr": "Deux."}, "PUT")
    await convention.do(region, "/rounds", {"deadline": "2100-01-01"})
    negotiation = (await convention.read(operator))["negotiation"]
    assert negotiation["kept"] == [str(convention.operator)]
    assert {each["organisation_id"]: each["articles"] for each in negotiation["asked"]} == {
        str(convention.region): ["object"],
        str(convention.commune): ["object"],
    }
    unknown = f"/v1/conventions/{convention.id}/rounds/9/minutes"
    answer = await convention.running.http.get(unknown, headers=operator)
    assert (answer.status_code, answer.json()["code"]) == (409, "round-unknown")
    assert (await convention.read(operator, "/rounds/1/minutes"))["outcome"] == "consensus"


async def test_positions_without_end_are_refused_by_name(convention: Convention) -> None:
    region, commune = convention.of(convention.region), convention.of(convention.commune)
    for nth in range(8):
        body = {"heading_fr": f"Article {nth}", "text_fr": "Texte."}
        await convention.do(region, f"/articles/more-{nth}", body, "PUT")
    await convention.do(region, "/submission")
    await convention.do(region, "/rounds", {"deadline": "2100-01-01"})
    long = {"stance": "amend", "proposed_text_fr": "x" * 20_000, "proposed_text_ar": "س" * 9_000}
    for nth in range(6):
        await convention.do(commune, "/positions", {"article": f"more-{nth}", **long})
    last = {"article": "more-7", **long}
    refused = await convention.refused(commune, "/positions", last)
    assert (refused["status"], refused["code"]) == (409, "proposals-too-long")
