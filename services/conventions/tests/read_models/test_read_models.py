"""Read models say what the convention itself says, and a rebuild says it again."""

from uuid import uuid4

from conventions.bootstrap import SERVICE
from conventions.domain.core.convention import Convention as State
from mithaq.projections import content_hash, rebuild_own

from ..conftest import Running
from ..routes.clients import Convention, bearer, mad
from .rows import assert_reads_as

OFFICE = bearer("office", "office", org=uuid4())


async def overpaid(running: Running) -> Convention:
    """In force, with a tranche paid in part, overpaid, and another one cancelled."""
    told = await (await (await Convention(running).drafted()).agreed()).in_force()
    region = told.of(told.region)
    for name, amount in (("R1", 400), ("R2", 200)):
        plan = {"contribution": "region-26", "amount": mad(amount), "due_on": "2026-06-01"}
        await told.do(region, f"/tranches/{name}", plan, "PUT")
    for who, step, amount in (
        (told.of(told.operator), "calls", 400),
        (region, "commitments", 300),
        (bearer("controller", "controller", "treasury"), "visas", 250),
        (region, "orders", 200),
        (bearer("payer", "accountant", "treasury"), "payments", 200),
        (OFFICE, "external-payments", 15),
    ):
        await told.do(who, f"/tranches/R1/{step}", {"amount": mad(amount), "act": step})
    await told.do(region, "/tranches/R2/cancellation", {"reason": "report"})
    settled = {"kind": "refund_claimed", "amount": mad(15), "decision": "remboursement"}
    other = bearer("desk", "office")
    await told.do(other, "/tranches/R1/overpayment-settlement", settled)
    await told.do(other, "/tranches/R1/cancellation", {"reason": "solde"})
    return told


async def test_lists_and_schedule_agree_with_the_stream(running: Running) -> None:
    told = await overpaid(running)
    for reader in running.conventions.readers.values():
        await reader.wait(told.position)
    state = (await running.conventions.streams.load(f"convention-{told.id}")).state
    assert isinstance(state, State)
    assert {name: tranche.paid.centimes for name, tranche in state.tranches.items()} == {
        "R1": 200_00,
        "R2": 0,
    }
    async with running.kernel.engine.connect() as connection:
        await assert_reads_as(connection, state)


async def test_the_late_list_shows_a_funder_its_own(running: Running) -> None:
    told = await (await (await Convention(running).drafted()).agreed()).in_force()
    plan = {"contribution": "region-26", "amount": mad(600), "due_on": "2026-06-01"}
    await told.do(told.of(told.region), "/tranches/R1", plan, "PUT")
    at_least = {"Mithaq-Min-Position": str(told.position)}

    async def due(who: dict[str, str], before: str) -> list[str]:
        params = {"due_before": before, "limit": "200"}
        answer = await running.http.get("/v1/tranches", params=params, headers=who | at_least)
        assert answer.status_code == 200, answer.text
        return [each["convention_id"] for each in answer.json()["items"]]

    assert await due(told.of(told.region), "2026-07-01") == [told.id]
    assert await due(told.of(told.region), "2026-06-01") == []
    assert await due(told.of(told.commune), "2026-07-01") == []
    assert told.id in await due(OFFICE, "2026-07-01")


async def test_a_list_is_read_page_by_page(running: Running) -> None:
    told = Convention(running)
    ids = [(await told.drafted()).id] + [
        (await _again(told, f"MED-{nth}")).id for nth in range(2, 6)
    ]
    at_least = told.of(told.commune) | {"Mithaq-Min-Position": str(told.position)}
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        params = {"limit": "2"} | ({"after": after} if after else {})
        page = await running.http.get("/v1/conventions", params=params, headers=at_least)
        seen += [line["id"] for line in page.json()["items"]]
        after = page.json()["next"]
    assert sorted(seen) == sorted(ids)


async def _again(told: Convention, reference: str) -> Convention:
    body = told.draft(reference=reference)
    headers = told.of(told.region)
    answer = await told.running.http.post("/v1/conventions", json=body, headers=headers)
    told.id, told.position = answer.json()["id"], answer.json()["position"]
    return told


async def test_a_rebuild_gives_the_same_rows(running: Running) -> None:
    told = await overpaid(running)
    for reader in running.conventions.readers.values():
        await reader.wait(told.position)
    for model in SERVICE.own:
        async with running.kernel.engine.connect() as connection:
            live = await content_hash(connection, model.metadata)
        await rebuild_own(running.kernel.database, model)
        async with running.kernel.engine.connect() as connection:
            assert await content_hash(connection, model.metadata) == live
