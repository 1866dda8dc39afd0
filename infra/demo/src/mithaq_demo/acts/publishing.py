"""What the office publishes before anything is drafted: the starter set, and a kind of its own."""

from typing import Final

from mithaq_demo import actors
from mithaq_demo.client import Command, Json
from mithaq_demo.pieces import MADE_UP
from mithaq_demo.problems import Problem
from mithaq_demo.script import Refusal, Script

STREAM: Final = "bureau"
REUSED: Final = "jeu-reprise"
# Under it a share is signed as one amount and split later: also a text dated years back, whose time
# to split is counted from its own day.
_KIND: Final = {
    "name_fr": "Reprise de conventions publiées (jeu)",
    "name_ar": "استعادة اتفاقيات منشورة (للعرض)",
    "basis": f"Cadre de jeu ({MADE_UP}).",
    "mandatory_articles": ["governance"],
    "later_split": True,
    "split_within_days": 18_250,
}
_EVENTS_EACH: Final = 2  # published, confirmed
_SEEN: Final = Problem(status=409, code="", title="", detail="", way_out="")


async def publish(script: Script) -> None:
    """Each version is confirmed by a second person; who published it is refused."""
    before = await published(script, "templates")
    await _give(script, actors.OFFICE, "/v1/starter-set", {})
    await _refused(script, confirmed=bool(before))
    await _give(script, actors.VERIFIER, "/v1/starter-set/confirmation", {})
    versions = f"/v1/programme-kinds/{REUSED}/versions"
    await _give(script, actors.OFFICE, versions, _KIND)
    await _give(script, actors.VERIFIER, f"{versions}/1/confirmation", {})
    for name in await published(script, "templates") + await published(script, "programme-kinds"):
        script.reached("conventions", f"published-{name}", _EVENTS_EACH)


async def published(script: Script, what: str) -> list[str]:
    """The names of what may be drafted from."""
    path = f"/v1/{what}?standing=confirmed"
    page = await script.client.read(actors.OFFICE, "conventions", path)
    return [row.get("name") or row["code"] for row in page["items"]]


async def _refused(script: Script, *, confirmed: bool) -> None:
    """In a later play of the same state it is confirmed already, and there is nothing to refuse."""
    rule = "publisher-may-not-confirm"
    command = _command(actors.OFFICE, "/v1/starter-set/confirmation", {})
    refused = _SEEN if confirmed else await script.client.refused(command, rule)
    script.refusals.append(
        Refusal(
            case=STREAM,
            attempt="confirmer soi-même les modèles que l'on a publiés",
            rule=rule,
            problem=refused,
            unmoved=True,
            replayed=confirmed,
        )
    )


async def _give(script: Script, actor: actors.Actor, path: str, body: Json) -> None:
    await script.give(_command(actor, path, body))


def _command(actor: actors.Actor, path: str, body: Json) -> Command:
    return Command(
        actor=actor,
        method="POST",
        service="conventions",
        path=path,
        body=body,
        stream=STREAM,
        key=f"{STREAM}/{actor.subject}{path}",
        counts=False,
    )
