"""A framework and what is financed under it: one promise, counted once."""

from uuid import UUID

from audit.domain.ledger.families import FamilySums, counted_once
from audit.domain.ledger.line import CASH, KINDS, Kind
from hypothesis import given
from hypothesis import strategies as st
from mithaq.money import Total

from .api import AUDITOR, OF_COMMUNE, STRANGER, amounts, code_of, read
from .conftest import Running
from .world import COMMUNE as WORLD_COMMUNE
from .world import MIDELT, TANGER, Logs, contribution, drafted
from .world import MINISTRY as WORLD_MINISTRY

MINISTRY, COMMUNE, CADRE, OTHER = (UUID(int=n) for n in range(1, 5))


def sums(
    family: UUID | None = CADRE,
    *,
    who: UUID = MINISTRY,
    under: bool = False,
    nature: str = CASH,
    **amounts: int,
) -> FamilySums:
    return FamilySums(
        organisation_id=who,
        nature=nature,
        family=family,
        under=under,
        amounts={kind: Total(amounts.get(kind.value, 0)) for kind in KINDS},
    )


def told(*parts: FamilySums, nature: str = CASH) -> tuple[dict[str, int], int]:
    """The amounts that are not nothing, and what they have left out."""
    found = counted_once(parts)[nature]
    amounts = {str(kind): each.centimes for kind, each in found.amounts.items() if each}
    return amounts, found.within.centimes


def test_what_is_financed_under_a_framework_is_promised_once() -> None:
    """A hundred promised, sixty of it in conventions: a hundred, of which twenty are paid."""
    cadre, children = sums(promised=100), sums(under=True, promised=60, paid=20)
    assert told(cadre, children) == ({"promised": 100, "paid": 20}, 60)


def test_what_a_framework_pays_itself_counts_with_it() -> None:
    cadre, children = sums(promised=100, paid=30), sums(under=True, promised=60, paid=20)
    assert told(cadre, children) == ({"promised": 100, "paid": 50}, 60)


def test_conventions_that_outlive_their_framework_still_bind() -> None:
    """What it promises less by an amendment is in the sums; what its conventions promise binds."""
    children = sums(under=True, promised=60)
    for amended, within in ((-100, 0), (-70, 30)):
        cadre = sums(promised=100, amended=amended)
        assert told(cadre, children) == ({"promised": 100, "amended": -40}, within)


def test_an_amended_convention_counts_within_its_framework_too() -> None:
    cadre, children = sums(promised=100), sums(under=True, promised=40, amended=20)
    assert told(cadre, children) == ({"promised": 100}, 60)


def test_pledges_under_a_framework_count_beyond_what_it_leaves() -> None:
    """Sixty of a hundred are taken: of a pledge of fifty, forty are the framework's."""
    cadre = sums(promised=100)
    assert told(cadre, sums(under=True, promised=60, pledged=50)) == (
        {"promised": 100, "pledged": 10},
        100,
    )
    assert told(sums(), sums(under=True, pledged=50)) == ({"pledged": 50}, 0)


def test_each_partner_and_family_and_nature_by_itself() -> None:
    parts = (
        sums(promised=100),
        sums(who=COMMUNE, under=True, promised=60),
        sums(OTHER, under=True, promised=7),
        sums(None, promised=5),
        sums(nature="land", under=True, promised=3),
    )
    assert told(*parts) == ({"promised": 172}, 0)
    assert told(*parts, nature="land") == ({"promised": 3}, 0)


def the_family() -> Logs:
    """Midelt is a framework: 900.00 by two, of which Tanger takes 400.00 of the ministry."""
    logs = Logs()
    drafted(logs, MIDELT, "CADRE", WORLD_MINISTRY, WORLD_COMMUNE, instrument="framework")
    drafted(logs, TANGER, "FIN", WORLD_MINISTRY, framework_id=str(MIDELT))
    pledges = {
        MIDELT: [
            contribution("m1", WORLD_MINISTRY, 60_000),
            contribution("c1", WORLD_COMMUNE, 30_000),
        ],
        TANGER: [contribution("f1", WORLD_MINISTRY, 40_000)],
    }
    for day, (convention, promised) in enumerate(pledges.items(), start=10):
        key, stream = {"convention_id": str(convention)}, f"convention-{convention}"
        for each in promised:
            logs.add(stream, 2, "ContributionPledged", **key, contribution=each)
        signed = {"signed_on": f"2026-01-{day + 1}", "text_sha256": "ab" * 32}
        logs.add(stream, day, "ConventionSigned", **key, **signed, contributions=promised)
    paid = {
        **{key: contribution("f1", WORLD_MINISTRY, 0)[key] for key in _OF_TRANCHE},
        "tranche": "T1",
        "amount": 15_000,
        "act": "VIR-1",
        "on": "2026-01-31",
    }
    logs.add(f"convention-{TANGER}", 30, "TranchePaid", convention_id=str(TANGER), **paid)
    return logs


_OF_TRANCHE = ("contribution", "organisation_id", "action", "year")


async def test_a_partner_s_totals_count_a_framework_and_its_conventions_once(
    running: Running,
) -> None:
    await running.receive(the_family())
    counted = {"promised": "600.00", "paid": "150.00", "within": "400.00", "balance": "450.00"}
    path = f"/v1/partners/{WORLD_MINISTRY}/commitments"
    for moment in ("", "?as_of=2030-01-01"):
        shown = await read(running, path + moment)
        assert amounts(shown["totals"]) == counted
        listed = (await read(running, "/v1/partners" + moment))["items"]
        (row,) = [x for x in listed if x["organisation"]["id"] == str(WORLD_MINISTRY)]
        assert amounts(row["totals"]) == counted
    before = await read(running, f"{path}?as_of=2026-01-11")
    assert amounts(before["totals"]) == {
        "promised": "600.00",
        "within": "400.00",
        "balance": "600.00",
    }
    marks = {x["convention_id"]: x["framework_id"] for x in shown["lines"]["items"]}
    assert marks == {str(MIDELT): None, str(TANGER): str(MIDELT)}


async def test_a_framework_is_read_alone_and_with_what_is_financed_under_it(
    running: Running,
) -> None:
    await running.receive(the_family())
    cadre = await read(running, f"/v1/conventions/{MIDELT}/commitments")
    assert amounts(cadre["totals"]) == {"promised": "900.00", "balance": "900.00"}
    assert amounts(cadre["together"]) == {
        "promised": "900.00",
        "paid": "150.00",
        "within": "400.00",
        "balance": "750.00",
    }
    child = await read(running, f"/v1/conventions/{TANGER}/commitments")
    assert (child["framework_id"], child["together"]) == (str(MIDELT), None)
    assert amounts(child["totals"])["balance"] == "250.00"


async def test_whoever_sees_the_framework_reads_its_envelope_s_stream(running: Running) -> None:
    logs = the_family()
    offer = {"lines": [], "first_year": 2026, "last_year": 2027, "ends_on": None}
    opened = {"framework_id": str(MIDELT), "offer": offer, "in_force_on": "2026-01-12"}
    logs.add(f"envelope-{MIDELT}", 12, "EnvelopeOpened", **opened)
    await running.receive(logs)
    path = f"/v1/streams/envelope-{MIDELT}/events"
    told_to = [await read(running, path, who) for who in (AUDITOR, OF_COMMUNE)]
    assert [[each["type"] for each in page["items"]] for page in told_to] == [
        ["EnvelopeOpened"]
    ] * 2
    assert await code_of(running, path, STRANGER) == (404, "stream-unknown")


_amount = st.integers(0, 50)
_family = st.sampled_from([None, CADRE, OTHER])


@given(
    st.lists(
        st.builds(
            lambda family, under, p, a, o: sums(family, under=under, promised=p, amended=a, paid=o),
            _family,
            st.booleans(),
            _amount,
            st.integers(-20, 50),
            _amount,
        ),
        max_size=8,
    )
)
def test_property_what_binds_is_the_more_of_the_two_and_nothing_paid_is_lost(
    parts: list[FamilySums],
) -> None:
    """Counted otherwise: family by family, the larger of what the two promise."""
    found = counted_once(parts).get(CASH)
    if found is None:
        assert not parts
        return

    def bound(family: UUID | None, under: bool | None) -> int:
        return sum(
            each.amounts[Kind.PROMISED].centimes + each.amounts[Kind.AMENDED].centimes
            for each in parts
            if each.family == family and under in (None, each.under)
        )

    expected = bound(None, None)
    for family in (CADRE, OTHER):
        kinds = {each.under for each in parts if each.family == family}
        expected += max((bound(family, under) for under in kinds), default=0)
    binds = found.amounts[Kind.PROMISED] + found.amounts[Kind.AMENDED]
    assert binds.centimes == expected
    paid = sum(each.amounts[Kind.PAID].centimes for each in parts)
    assert found.amounts[Kind.PAID].centimes == paid
