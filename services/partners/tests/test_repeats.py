"""Repeats of commands on people answer their first result, whatever became of the person since."""

from uuid import UUID, uuid4

from .calls import Commune, a_signing_commune, assert_problem, command
from .conftest import Running, bearer

WHY = {"reason": "Départ à la retraite"}
PERSON = {"subject": "u-deputy", "name": "Karim Idrissi", "email": "karim@tetouan.example.ma"}
KEYS = "SELECT count(*) FROM person_key"


def keyed(who: dict[str, str], key: str) -> dict[str, str]:
    return {**who, "Idempotency-Key": key}


def erasure_of(commune: Commune, person: str) -> str:
    return f"{commune.path}/representatives/{person}/erasure"


async def keys(running: Running) -> int:
    async with running.partners.keys._engine.connect() as connection:
        return int((await connection.exec_driver_sql(KEYS)).scalar_one())


async def test_naming_somebody_is_repeated_after_the_person_was_erased(running: Running) -> None:
    commune, key = await a_signing_commune(running), str(uuid4())
    path, who = f"{commune.path}/representatives", keyed(commune.clerk, key)
    first = await command(running, path, PERSON, who, 3)
    deputy = bearer(PERSON["subject"], "partner", org=commune.id)
    erased = await command(running, erasure_of(commune, first.json()["id"]), WHY, deputy, 4)
    assert erased.status_code == 200, erased.text
    again = await command(running, path, PERSON, who, 3)
    assert (again.status_code, again.json()) == (201, first.json())
    other = {**PERSON, "name": "Karima Idrissi"}
    assert_problem(await command(running, path, other, who, 3), 422, "idempotency-key-reused")


async def test_an_erasure_that_changed_nothing_is_remembered(running: Running) -> None:
    """Asked again by the same person: nothing new, until another person confirms it."""
    commune, key = await a_signing_commune(running), str(uuid4())
    path = erasure_of(commune, commune.person)
    assert (await command(running, path, WHY, commune.clerk, 3)).status_code == 200
    who = keyed(commune.clerk, key)
    first = await command(running, path, WHY, who, 4)
    assert (first.status_code, first.json()["version"], first.json()["position"]) == (200, 4, 0)
    confirmed = await command(running, f"{path}/confirmation", {}, commune.secretary, 4)
    assert confirmed.status_code == 200, confirmed.text
    again = await command(running, path, WHY, who, 4)
    assert again.json() == first.json()
    other = await command(running, path, {"reason": "Décès"}, who, 4)
    assert_problem(other, 422, "idempotency-key-reused")


async def test_a_trial_neither_makes_nor_destroys_a_key(running: Running) -> None:
    commune = await a_signing_commune(running)
    before, dry = await keys(running), "?dry_run=true"
    named = await command(running, f"{commune.path}/representatives{dry}", PERSON, commune.clerk, 3)
    assert named.status_code == 200, named.text
    (event,) = named.json()["events"]
    assert "Idrissi" not in named.text
    path = erasure_of(commune, commune.person)
    erased = await command(running, f"{path}{dry}", WHY, commune.mayor, 3)
    assert erased.json()["changes"] == [
        {"figure": f"representatives.{commune.person}", "before": "registered", "after": "erased"}
    ]
    assert await keys(running) == before
    assert await running.partners.keys.of(UUID(commune.person))
    assert event["version"] == 4


async def test_a_trial_tells_a_stranger_no_more_than_the_command(running: Running) -> None:
    """Another's organisation, and none at all: neither can be told from the other's refusal."""
    commune = await a_signing_commune(running)
    stranger = bearer("u-x", "partner", org=str(uuid4()))
    for path, body in (
        (f"{commune.path}/representatives", PERSON),
        (erasure_of(commune, commune.person), WHY),
        (erasure_of(commune, str(uuid4())), WHY),
    ):
        given = await command(running, path, body, stranger, 3)
        tried = await command(running, f"{path}?dry_run=true", body, stranger, 3)
        assert given.status_code == tried.status_code == 403
        assert given.json()["code"] == tried.json()["code"]
