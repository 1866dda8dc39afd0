"""Articles from clauses in the one call that drafts a convention, and in an amendment."""

from uuid import uuid4

from ..conftest import Running
from .amending import in_effect, told
from .clients import Convention, Json, mad
from .test_frames import LENGTH, code_of, published, template

DURATION = {"article": "duration", "heading_fr": "Durée", "heading_ar": "المدة"}


async def under_a_template(running: Running, name: str) -> tuple[Convention, Json]:
    """What drafts under a template whose duration is worded by its clause alone."""
    strict = {**DURATION, "free": False, "clauses": [LENGTH]}
    await published(running, name, template(articles=[*template()["articles"], strict]))
    made = Convention(running)
    made.reference = f"{name}-{uuid4().hex[:6]}"
    await made.known_to_partners()
    free = [each for each in made.draft()["articles"] if each["article"] != "duration"]
    return made, {"template": {"name": name}, "articles": free}


def length(made: Convention, months: int, cost: int = 5) -> Json:
    return {
        "article": "duration",
        "clause": "length",
        "values": [
            {"parameter": "length", "number": months},
            {"parameter": "who", "organisation_id": str(made.commune)},
            {"parameter": "cost", "amount": mad(cost)},
        ],
    }


async def test_a_convention_is_drafted_with_articles_from_clauses_in_one_call(
    running: Running,
) -> None:
    made, body = await under_a_template(running, "onecall")
    lead = made.of(made.region)
    for wrong, code in (
        ([{**length(made, 36), "clause": "never"}], "clause-unknown"),
        ([{**length(made, 36), "values": []}], "clause-values-differ"),
        ([length(made, 36) | {"article": "object"}], "clause-unknown"),
    ):
        draft = made.draft(**body, clauses=wrong)
        assert await code_of(running, "conventions", draft, lead) == code
    twice = [*body["articles"], {**body["articles"][0], "article": "duration"}]
    both = made.draft(**(body | {"articles": twice}), clauses=[length(made, 36)])
    assert await code_of(running, "conventions", both, lead) == "name-duplicated"
    stranger = length(made, 36)
    stranger["values"][1]["organisation_id"] = str(uuid4())
    gone = made.draft(**body, clauses=[stranger])
    assert await code_of(running, "conventions", gone, lead) == "clause-party-gone"
    await made.drafted(**body, clauses=[length(made, 36)])
    (written,) = [
        each for each in (await made.read(lead))["articles"] if each["article"] == "duration"
    ]
    assert written["text_fr"].startswith("Pour 36 mois, avec Organisme")
    assert written["clause"]["template"] == {"name": "onecall", "version": 1}


async def test_an_amendment_rewrites_an_article_from_a_clause(running: Running) -> None:
    made, body = await under_a_template(running, "amended")
    lead = made.of(made.region)
    await made.drafted(**body, clauses=[length(made, 36)])
    await (await made.agreed()).in_force()
    why = {"reason": "Prolongation"}
    worded_freely = {**why, "articles": [{**DURATION, "text_fr": "Autrement."}]}
    free = await made.refused(lead, "/amendments", worded_freely)
    assert free["code"] == "article-not-free"
    wrong = {**why, "clauses": [{**length(made, 48), "values": []}]}
    assert (await made.refused(lead, "/amendments", wrong))["code"] == "clause-values-differ"
    other = {**why, "kinds": ["duration"], "clauses": [length(made, 48)]}
    outside = await made.refused(lead, "/amendments", other)
    assert outside["code"] == "operation-outside-kind"
    await made.do(lead, "/amendments", {**why, "clauses": [length(made, 48, 7)]})
    (article,) = (await told(made))["articles"]
    assert article["text_fr"].startswith("Pour 48 mois, avec Organisme")
    assert (await told(made))["kinds"] == ["wording"]
    await in_effect(made)
    (written,) = [
        each for each in (await made.read(lead))["articles"] if each["article"] == "duration"
    ]
    assert written["text_fr"].startswith("Pour 48 mois")
    assert written["clause"]["values"][2]["amount"] == mad(7)
