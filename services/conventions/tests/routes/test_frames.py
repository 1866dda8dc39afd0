"""What the office publishes, and conventions drafted under it, over HTTP."""

from copy import deepcopy
from typing import Any
from uuid import uuid4

from httpx import Response
from mithaq.http import samples

from ..conftest import Running
from .callers import OFFICE, STRANGER
from .clients import Convention, Json, bearer, mad

CLERK = bearer("clerk", "office", org=uuid4())
SECOND = bearer("second", "office", org=uuid4())


def template(**changes: Any) -> Json:
    return {**deepcopy(samples("conventions")["TemplateBody"]), **changes}


def kind(**changes: Any) -> Json:
    return {**deepcopy(samples("conventions")["ProgrammeKindBody"]), **changes}


async def post(running: Running, path: str, body: Json | None, who: dict[str, str]) -> Response:
    return await running.http.post(f"/v1/{path}", json=body, headers=who)


async def done(running: Running, path: str, body: Json | None, who: dict[str, str]) -> Json:
    answer = await post(running, path, body, who)
    assert answer.status_code in {200, 201}, answer.text
    told: Json = answer.json()
    return told


async def code_of(running: Running, path: str, body: Json | None, who: dict[str, str]) -> str:
    answer = await post(running, path, body, who)
    assert answer.status_code >= 400, answer.text
    code: str = answer.json()["code"]
    return code


async def read(running: Running, path: str) -> Json:
    answer = await running.http.get(f"/v1/{path}", headers=STRANGER)
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()
    return told


async def published(running: Running, name: str, body: Json | None = None) -> None:
    """A template under this name, confirmed by a second person."""
    await done(running, f"templates/{name}/versions", body or template(), CLERK)
    await done(running, f"templates/{name}/versions/1/confirmation", None, SECOND)


async def test_a_template_is_published_confirmed_listed_and_withdrawn(running: Running) -> None:
    versions = "templates/medina/versions"
    await done(running, versions, template(), CLERK)
    own = await code_of(running, f"{versions}/1/confirmation", None, CLERK)
    assert own == "publisher-may-not-confirm"
    told = await done(running, f"{versions}/1/confirmation", None, SECOND)
    whole = await read(running, f"{versions}/1")
    assert (whole["standing"], whole["template"]["title_ar"]) == ("confirmed", "اتفاقية التمويل")
    assert (await read(running, versions))["newest"] == 1
    headers = {**STRANGER, "Mithaq-Min-Position": str(told["position"])}
    query = "/v1/templates?limit=200&standing=confirmed"
    listed = (await running.http.get(query, headers=headers)).json()["items"]
    assert "medina" in [each["name"] for each in listed]
    assert await code_of(running, f"{versions}/1/withdrawal", {"reason": "loi"}, STRANGER) == (
        "capacity-refused"
    )
    await done(running, f"{versions}/1/withdrawal", {"reason": "loi"}, CLERK)
    assert await code_of(running, f"{versions}/1/confirmation", None, SECOND) == (
        "version-withdrawn"
    )
    assert await code_of(running, f"{versions}/9/confirmation", None, SECOND) == "version-unknown"


async def test_publishing_tells_by_a_dry_run_what_it_would_do(running: Running) -> None:
    told = await done(running, "templates/tried/versions?dry_run=true", template(), CLERK)
    assert [each["type"] for each in told["events"]] == ["TemplatePublished"]
    assert (await read(running, "templates/tried/versions"))["items"] == []


async def test_what_is_unsound_is_refused_by_name(running: Running) -> None:
    articles = template()["articles"]
    place = {"clause": "a", "text_fr": "{x}", "text_ar": "نص"}
    choice = {"parameter": "x", "kind": "choice", "label_fr": "x", "label_ar": "x"}
    unsound = {
        "places-differ": [{**articles[0], "clauses": [place]}],
        "choices-malformed": [
            {
                **articles[0],
                "clauses": [{**place, "text_ar": "{x}", "parameters": [choice]}],
            }
        ],
        "clause-missing": [{**articles[0], "free": False}],
        "template-binds-nothing": [{**articles[0], "mandatory": False}],
    }
    for code, each in unsound.items():
        body = template(articles=each)
        assert await code_of(running, "templates/unsound/versions", body, CLERK) == code
    committee = {
        "committee": "c",
        "name_fr": "c",
        "name_ar": "ل",
        "members": ["lead"],
        "chair": "funder",
        "every_months": 6,
        "basis": "supposé",
    }
    visa = {"approval": "finance", "tacit_after_working_days": 0, "basis": "supposé"}
    unsound_kinds: dict[str, Json] = {
        "split-delay-malformed": {"later_split": True},
        "visa-delay-malformed": {"visas": [visa]},
        "committee-malformed": {"committees": [committee]},
    }
    for code, changes in unsound_kinds.items():
        body = kind(**changes)
        assert await code_of(running, "programme-kinds/unsound/versions", body, CLERK) == code


async def test_a_new_kind_needs_no_code(running: Running) -> None:
    """Defined, confirmed, drafted under, agreed, signed: all of it by data."""
    versions = "programme-kinds/oasis/versions"
    body = kind(
        visas=[{"approval": "interior", "signed_by": ["commune"], "basis": "supposé"}],
        later_split=True,
        split_within_days=60,
    )
    await done(running, versions, body, CLERK)
    lead = Convention(running)
    await lead.known_to_partners()
    pending = await post(
        running, "conventions", lead.draft(programme_kind="oasis"), lead.of(lead.region)
    )
    assert pending.json()["code"] == "version-not-confirmed"
    await done(running, f"{versions}/1/confirmation", None, SECOND)
    await lead.drafted(programme_kind="oasis")
    refused = await lead.refused(lead.of(lead.region), "/submission")
    assert (refused["code"], refused["values"]["articles"]) == ("article-missing", "governance")
    governance = {"heading_fr": "Gouvernance", "text_fr": "Un comité.", "text_ar": "لجنة."}
    await lead.do(lead.of(lead.region), "/articles/governance", governance, "PUT")
    told = await lead.read(lead.of(lead.region), "/frame")
    assert (told["adopted"], told["programme_kind"], told["split_within_days"]) == (
        True,
        "oasis",
        60,
    )
    assert told["missing_articles"] == told["in_one_language"] == []
    await (await lead.agreed()).in_force()
    assert (await lead.read(lead.of(lead.region)))["state"] == "in_force"


async def test_a_convention_keeps_its_version_and_adopts_another_by_command(
    running: Running,
) -> None:
    await published(running, "kept")
    drafted = await Convention(running).drafted(template={"name": "kept"})
    lead = drafted.of(drafted.region)
    more = template(articles=[*template()["articles"], {**ARTICLE, "mandatory": True}])
    await done(running, "templates/kept/versions", more, CLERK)
    await done(running, "templates/kept/versions/2/confirmation", None, SECOND)
    assert (await drafted.read(lead))["template"] == {"name": "kept", "version": 1}
    tried = await drafted.ask(lead, "/frame?dry_run=true", {"template": {"name": "kept"}})
    (adopted,) = tried.json()["events"]
    assert adopted["data"]["missing_articles"] == ["upkeep"]
    await drafted.do(lead, "/frame", {"template": {"name": "kept", "version": 2}})
    refused = await drafted.refused(lead, "/submission")
    assert refused["values"]["articles"] == "upkeep"
    assert (await drafted.refused(lead, "/frame", {}))["code"] == "frame-unnamed"


ARTICLE = {"article": "upkeep", "heading_fr": "Entretien", "heading_ar": "الصيانة"}


async def test_what_may_not_be_drafted_under_is_refused_by_name(running: Running) -> None:
    await published(running, "cadre", template(instrument="framework"))
    await published(running, "gone")
    await done(running, "templates/gone/versions/1/withdrawal", {"reason": "loi"}, CLERK)
    lead = Convention(running)
    await lead.known_to_partners()
    for changes, code in (
        ({"template": {"name": "never"}}, "template-unknown"),
        ({"template": {"name": "cadre"}}, "template-of-another-instrument"),
        ({"template": {"name": "gone", "version": 1}}, "version-withdrawn"),
        ({"programme_kind": "never"}, "programme-kind-unknown"),
    ):
        body = lead.draft(**changes)
        assert await code_of(running, "conventions", body, lead.of(lead.region)) == code


async def test_the_starter_set_is_taken_over_once_and_confirmed_by_a_second_person(
    running: Running,
) -> None:
    assert await code_of(running, "starter-set", None, STRANGER) == "capacity-refused"
    told = await done(running, "starter-set", None, CLERK)
    again = await done(running, "starter-set", None, SECOND)
    assert again["position"] == 0
    await done(running, "starter-set/confirmation", None, SECOND)
    assert (await done(running, "starter-set/confirmation", None, SECOND))["position"] == 0
    headers = {**OFFICE, "Mithaq-Min-Position": str(told["position"])}
    answer = await running.http.get("/v1/programme-kinds?limit=200", headers=headers)
    codes = {each["code"] for each in answer.json()["items"]}
    assert codes >= {"politique-de-la-ville", "pdti", "pdr", "indh"}
    newest = await read(running, "templates/convention-financement/versions")
    assert newest["newest"] == 1


LENGTH = {
    "clause": "length",
    "text_fr": "Pour {length}, avec {who}, pour {cost}.",
    "text_ar": "لمدة {length} مع {who} بمبلغ {cost}.",
    "parameters": [
        {"parameter": name, "kind": kind, "label_fr": name, "label_ar": "خانة"}
        for name, kind in (("length", "months"), ("who", "organisation"), ("cost", "amount"))
    ],
}


async def test_an_article_is_written_from_a_clause_its_places_filled_in_both_languages(
    running: Running,
) -> None:
    duration = {"article": "duration", "heading_fr": "Durée", "heading_ar": "المدة"}
    strict = {**duration, "free": False, "clauses": [LENGTH]}
    await published(running, "worded", template(articles=[*template()["articles"], strict]))
    free = Convention(running)
    await free.known_to_partners()
    body = free.draft(template={"name": "worded"})
    assert await code_of(running, "conventions", body, free.of(free.region)) == "article-not-free"
    articles = [each for each in free.draft()["articles"] if each["article"] != "duration"]
    drafted = await free.drafted(template={"name": "worded"}, articles=articles)
    lead, path = drafted.of(drafted.region), "/articles/duration/clause"
    values = [
        {"parameter": "length", "number": 36},
        {"parameter": "who", "organisation_id": str(drafted.commune)},
        {"parameter": "cost", "amount": mad(5)},
    ]
    for changed, code in (
        ({"clause": "never", "values": values}, "clause-unknown"),
        ({"clause": "length", "values": values[:2]}, "clause-values-differ"),
        (
            {"clause": "length", "values": [*values[:2], {"parameter": "cost", "number": 5}]},
            "clause-value-malformed",
        ),
        (
            {
                "clause": "length",
                "values": [
                    values[0],
                    {"parameter": "who", "organisation_id": str(uuid4())},
                    values[2],
                ],
            },
            "clause-party-gone",
        ),
    ):
        assert (await drafted.refused(lead, path, changed, "PUT"))["code"] == code
    await drafted.do(lead, path, {"clause": "length", "values": values}, "PUT")
    (written,) = [
        each for each in (await drafted.read(lead))["articles"] if each["article"] == "duration"
    ]
    assert written["text_fr"].startswith("Pour 36 mois, avec Organisme")
    assert written["text_ar"].startswith("لمدة 36 شهرا مع")
    assert written["clause"]["template"] == {"name": "worded", "version": 1}
    assert written["clause"]["values"][2]["amount"] == mad(5)
    more = template(articles=[*template()["articles"], {**strict, "mandatory": True}])
    await done(running, "templates/worded/versions", more, CLERK)
    await done(running, "templates/worded/versions/2/confirmation", None, SECOND)
    await drafted.do(lead, "/frame", {"template": {"name": "worded"}})
    assert (await drafted.read(lead, "/frame"))["other_wording"] == ["duration"]
    refused = await drafted.refused(lead, "/submission")
    assert refused["code"] == "clause-of-another-template"
    await drafted.do(lead, path, {"clause": "length", "values": values}, "PUT")
    await drafted.do(lead, "/submission")
