"""An organisation that was registered twice: who answers for both entries acts for both."""

from datetime import date
from uuid import UUID, uuid4

from mithaq.testing.recorded import recorded
from programming.domain.vocabulary import Criterion
from programming.heard.partners import (
    PARTNERS,
    OrganisationMerged,
    OrganisationSeparated,
    PartnersEvent,
)
from programming.read_models.merged_organisations import MERGED_ORGANISATIONS

from .api import OFFICE, post, propose
from .conftest import Running, bearer


async def hear(running: Running, *events: PartnersEvent) -> None:
    day = date(2026, 3, 2)
    told = [
        recorded(PARTNERS.source, event, "organisation", effective_date=day) for event in events
    ]
    async with running.kernel.engine.begin() as connection:
        await MERGED_ORGANISATIONS.project(connection, told)


async def seen(running: Running, project: str, who: dict[str, str], position: int) -> int:
    headers = {**who, "Mithaq-Min-Position": str(position)}
    return (await running.http.get(f"/v1/projects/{project}", headers=headers)).status_code


async def test_the_survivor_sees_and_never_scores_what_the_merged_one_proposed(
    running: Running,
) -> None:
    twin, survivor = uuid4(), uuid4()
    proposed = await propose(running, bearer("u-twin", "partner", org=twin))
    project, position = proposed.json()["id"], proposed.json()["position"]
    agent = bearer("u-survivor", "partner", org=survivor)
    assert await seen(running, project, agent, position) == 404
    await hear(running, OrganisationMerged(organisation_id=twin, into=survivor))
    assert await seen(running, project, agent, position) == 200
    score = {"criterion": Criterion.GENDER, "score": 5, "evidence": "Étude"}
    scores = f"/v1/projects/{project}/scores"
    own = bearer("u-scorer", "office", org=survivor)
    refused = await post(running, scores, score, own, 1)
    assert refused.json()["code"] == "scores-own-project"
    assert (await post(running, scores, score, OFFICE, 1)).status_code == 200
    await hear(running, OrganisationSeparated(organisation_id=twin))
    assert await seen(running, project, agent, position) == 404


async def test_a_chain_of_mergers_is_followed_to_its_end(running: Running) -> None:
    first, second, third = (UUID(int=uuid4().int) for _ in range(3))
    proposed = await propose(running, bearer("u-first", "partner", org=first))
    await hear(
        running,
        OrganisationMerged(organisation_id=first, into=second),
        OrganisationMerged(organisation_id=second, into=third),
    )
    agent, told = bearer("u-third", "partner", org=third), proposed.json()
    assert await seen(running, told["id"], agent, told["position"]) == 200
    backwards = bearer("u-second-of-all", "partner", org=first)
    made = (await propose(running, agent)).json()
    assert await seen(running, made["id"], backwards, made["position"]) == 404
