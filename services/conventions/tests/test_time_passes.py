"""Commands that come from no request: of deadlines, and of what partners tells."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from conventions.application import run
from conventions.deadline_kinds import DeadlineKind
from conventions.deadlines import DEADLINES, TimedEvent
from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.committees.events import DecisionCarriedOut, MinutesConfirmed
from conventions.domain.core.commands import CommandHeader
from conventions.domain.core.frame import frame_of, visas_of
from conventions.domain.drafting.commands import AdoptFrame
from conventions.domain.ending.events import ConventionCompleted
from conventions.domain.signatures.events import ConventionEnteredIntoForce, ConventionSigned
from conventions.heard import partners as p
from conventions.reactions import REACTIONS
from httpx import Response
from mithaq.commands import Caller, Submission
from mithaq.deadlines import CancelDeadline, Change, SetDeadline
from mithaq.money import Money
from mithaq.morocco import day_begins
from mithaq.reactions.refusals import refusals
from mithaq.testing.passing import pass_to
from mithaq.testing.recorded import recorded
from mithaq.working_days import last_working_day

from .committees.story import OTHER, RELEASE, STEERING
from .conftest import Running
from .routes.amending import frozen_amendment, told
from .routes.clients import Convention, Json, bearer
from .routes.test_amendments import raised

MANDATES_LOST, MANDATES_ENDING = REACTIONS


async def convention(running: Running) -> Convention:
    made = Convention(running)
    made.reference = f"MED-{uuid4().hex[:8]}"
    return await made.drafted()


async def all_logged(running: Running) -> None:
    await running.kernel.log.wait(
        await running.kernel.database.pool.fetchval("SELECT max(position) FROM event")
    )


async def later(running: Running, day: date) -> None:
    """The beginning of that day, in Morocco: what fell due before has run."""
    moment = day_begins(day)
    await all_logged(running)
    parts = replace(running.conventions, clock=lambda: moment)
    await pass_to(running.kernel.database, DEADLINES, parts, moment)


async def in_a_round(running: Running, *accepting: str) -> tuple[Convention, date]:
    made = await convention(running)
    lead, deadline = made.of(made.region), running.conventions.today() + timedelta(days=5)
    await made.do(lead, "/submission")
    await made.do(lead, "/rounds", {"deadline": str(deadline)})
    for party in accepting:
        await made.do(made.of(getattr(made, party)), "/positions", {"stance": "accept"})
    return made, deadline


async def test_a_round_in_which_all_agreed_is_concluded_by_its_deadline(running: Running) -> None:
    made, deadline = await in_a_round(running, "region", "commune", "operator")
    await later(running, deadline)
    assert (await made.read(made.of(made.region)))["negotiation"]["open"]
    await later(running, deadline + timedelta(days=1))
    told = (await made.read(made.of(made.region)))["negotiation"]
    assert (told["open"], told["concluded"], told["undecided"]) == (False, True, False)
    [last] = await events(running, made, "NegotiationRoundClosed")
    assert (last["actor"], last["capacity"]) == ("mithaq:deadlines", "system")
    assert last["effective_date"] == str(deadline + timedelta(days=1))


async def test_a_round_without_an_accord_waits_for_the_lead(running: Running) -> None:
    made, deadline = await in_a_round(running, "region")
    await later(running, deadline + timedelta(days=9))
    told = (await made.read(made.of(made.region)))["negotiation"]
    assert (told["open"], told["concluded"], told["undecided"]) == (False, False, True)


async def test_a_text_that_is_not_signed_in_time_lapses_and_frees_its_mandates(
    running: Running,
) -> None:
    made = await convention(running)
    lead, until = made.of(made.region), running.conventions.today() + timedelta(days=20)
    await made.frozen()
    await made.do(lead, "/signing-time", {"sign_by": str(until), "reason": "vacances"})
    assert (await made.read(lead))["sign_by"] == str(until)
    await made.do(lead, "/approvals", {"approvals": made.needed()})
    for each in made.needed():
        by = made.approver(UUID(each["organisation_id"]))
        await made.do(by, "/approvals/grants", each | {"instrument": "Visa n° 1/2026"})
    await made.do(made.of(made.commune), "/signatures", await made.signature(made.commune))
    await later(running, until)
    assert (await made.read(lead))["state"] == "partially_signed"
    await later(running, until + timedelta(days=1))
    assert (await made.read(lead))["state"] == "lapsed"
    [lapsed] = await events(running, made, "ConventionLapsed")
    assert lapsed["data"]["void_signatures"] == [str(made.commune)]


class OnPaper(Convention):
    """A convention whose commands all hold from a few days ago."""

    async def ask(
        self, who: dict[str, str], path: str, body: Json | None = None, method: str = "POST"
    ) -> Response:
        day = self.running.conventions.today() - timedelta(days=3)
        told = {"on": str(day), "dating_reason": "reprise"} | (body or {})
        return await super().ask(who, path, told, method)


async def test_a_time_to_sign_that_was_over_on_paper_ends_by_its_deadline(
    running: Running,
) -> None:
    """Told by an archivist: its deadline is due already, and the lapse is dated as on paper."""
    made, today = OnPaper(running), running.conventions.today()
    made.reference = f"MED-{uuid4().hex[:8]}"
    await (await made.drafted(on=str(today - timedelta(days=3)))).agreed()
    until, after = today - timedelta(days=2), today - timedelta(days=1)
    told = {"sign_by": str(until), "reason": "fixé par le procès-verbal"}
    refused = await made.refused(made.of(made.region), "/signing-time", told)
    assert refused["code"] == "signing-time-too-short"
    await made.do(made.of(made.region, "partner", "archivist"), "/signing-time", told)
    signature = await made.signature(made.commune)
    late = await made.refused(made.of(made.commune), "/signatures", signature)
    assert late["code"] == "signing-time-over"
    await later(running, today)
    [lapsed] = await events(running, made, "ConventionLapsed")
    assert (lapsed["actor"], lapsed["effective_date"]) == ("mithaq:deadlines", str(after))


async def test_a_signed_convention_lapses_when_its_condition_is_not_decided_in_time(
    running: Running,
) -> None:
    made, until = await waiting_for_a_vote(running)
    lead = made.of(made.region)
    await later(running, until)
    assert (await made.read(lead))["state"] == "signed"
    await later(running, until + timedelta(days=1))
    assert (await made.read(lead))["state"] == "lapsed"
    [failed] = await events(running, made, "ConditionFailed")
    assert (failed["actor"], failed["data"]["refused"]) == ("mithaq:deadlines", False)
    assert set(failed["data"]["void_signatures"]) == set(map(str, made.mandates))


async def test_a_condition_that_is_met_ends_nothing(running: Running) -> None:
    made, until = await waiting_for_a_vote(running)
    decision = {"met": True, "act": "Délibération n° 8"}
    await made.do(made.approver(made.interior), "/conditions/vote/decision", decision)
    await later(running, until + timedelta(days=9))
    assert (await made.read(made.of(made.region)))["state"] == "signed"


async def waiting_for_a_vote(running: Running) -> tuple[Convention, date]:
    """Signed by all, with a condition that the Interior decides."""
    made = await convention(running)
    until = running.conventions.today() + timedelta(days=20)
    written = condition(made.interior, until)
    await made.do(made.of(made.region), "/conditions/vote", written, "PUT")
    await made.agreed()
    await made.signed()
    return made, until


def condition(body: UUID, decide_by: date) -> Json:
    return {"label_fr": "Visa", "organisation_id": str(body), "decide_by": str(decide_by)}


async def test_the_interior_s_silence_counts_after_working_days_that_are_corrected(
    running: Running,
) -> None:
    made, delay = await silent(running), 3
    lead, today = made.of(made.region), running.conventions.today()
    asked = next(x for x in (await made.read(lead))["approvals"] if x["kind"] == "interior")
    last = date.fromisoformat(asked["tacit_on"])
    assert last == last_working_day(today, delay, await running.conventions.days_off.corrected())
    office = bearer("office", "office", org=uuid4())
    body = {"day": str(last), "off": True, "name_fr": "Fête", "name_ar": "عيد", "act": "Avis"}
    answer = await running.http.post("/v1/holidays", json=body, headers=office)
    assert answer.status_code == 200, answer.text
    await seen(running)
    await later(running, last)
    moved = next(x for x in (await made.read(lead))["approvals"] if x["kind"] == "interior")
    assert date.fromisoformat(moved["tacit_on"]) > last
    until = date.fromisoformat(moved["tacit_on"])
    await later(running, until)
    assert (await made.read(lead))["state"] == "pending_approvals"
    await later(running, until + timedelta(days=1))
    assert (await made.read(lead))["state"] == "ready_to_sign"
    granted = (await events(running, made, "ApprovalGranted"))[-1]
    assert (granted["actor"], granted["data"]["tacit"]) == ("mithaq:deadlines", True)


async def test_the_interior_s_silence_on_an_amendment_counts_after_working_days_too(
    running: Running,
) -> None:
    made = await silent(running)
    visas, lead = made.needed(), made.of(made.region)
    instrument = {"instrument": "Visa n° 1/2026"}
    await made.do(made.approver(made.interior), "/approvals/grants", visas[2] | instrument)
    await raised(await made.in_force())
    await made.do(lead, "/amendments/1/approvals", {"approvals": visas})
    for each in visas[:2]:
        by = made.approver(UUID(each["organisation_id"]))
        await made.do(by, "/amendments/1/approvals/grants", each | instrument)
    last = date.fromisoformat((await told(made))["approvals"][2]["tacit_on"])
    office = bearer("office", "office", org=uuid4())
    off = {"day": str(last), "off": True, "name_fr": "Fête", "name_ar": "عيد", "act": "Avis"}
    answer = await running.http.post("/v1/holidays", json=off, headers=office)
    assert answer.status_code == 200, answer.text
    await seen(running)
    await later(running, last)
    until = date.fromisoformat((await told(made))["approvals"][2]["tacit_on"])
    assert until > last
    await later(running, until + timedelta(days=1))
    assert (await told(made))["state"] == "ready_to_sign"
    granted = (await events(running, made, "AmendmentApprovalGranted"))[-1]
    assert (granted["actor"], granted["data"]["tacit"]) == ("mithaq:deadlines", True)


async def silent(running: Running) -> Convention:
    """Under a frame where the Interior's silence counts after three days; the councils granted."""
    made = await convention(running)
    visas = tuple(
        replace(visa, tacit_after_working_days=3) if visa.approval == "interior" else visa
        for visa in visas_of()
    )
    frame = replace(frame_of("financing"), programme_kind="medinas", kind_version=1, visas=visas)
    lead = Caller(
        subject=f"head-{made.region}", organisation=made.region, roles=frozenset({"partner"})
    )
    header = CommandHeader(
        convention_id=UUID(made.id), caller=lead, dating=running.conventions.dating(None, None)
    )
    given = Submission(
        caller=lead, command_id=uuid4(), fingerprint=bytes(32), correlation_id="silence"
    )
    adopted = await run(running.conventions, given, AdoptFrame(header=header, frame=frame))
    made.version = adopted.version
    await made.frozen()
    await made.do(made.of(made.region), "/approvals", {"approvals": made.needed()})
    for each in made.needed()[:2]:
        by = made.approver(UUID(each["organisation_id"]))
        await made.do(by, "/approvals/grants", each | {"instrument": "Délibération 1"})
    return made


async def test_a_signed_convention_never_lapses(running: Running) -> None:
    made = await convention(running)
    lead, until = made.of(made.region), running.conventions.today() + timedelta(days=20)
    await made.agreed()
    await made.do(lead, "/signing-time", {"sign_by": str(until), "reason": "vacances"})
    await made.in_force()
    await later(running, until + timedelta(days=30))
    assert (await made.read(lead))["state"] == "in_force"


async def test_an_amendment_that_is_not_signed_in_time_lapses(running: Running) -> None:
    made = await (await (await convention(running)).agreed()).in_force()
    lead, until = made.of(made.region), running.conventions.today() + timedelta(days=20)
    await frozen_amendment(made, sign_by=str(until - timedelta(days=5)))
    more = {"sign_by": str(until), "reason": "vacances"}
    await made.do(lead, "/amendments/1/signing-time", more)
    await later(running, until)
    assert (await told(made))["state"] == "ready_to_sign"
    await later(running, until + timedelta(days=1))
    assert (await told(made))["state"] == "lapsed"
    [lapsed] = await events(running, made, "AmendmentLapsed")
    assert (lapsed["actor"], lapsed["data"]["sign_by"]) == ("mithaq:deadlines", str(until))


async def test_whoever_waits_for_a_mandate_is_warned_when_it_is_gone(running: Running) -> None:
    made = await (await convention(running)).agreed()
    untouched = await convention(running)
    await seen(running)
    revoked = p.MandateRevoked(
        organisation_id=made.commune,
        mandate_id=made.mandates[made.commune],
        revoked_on=running.conventions.today(),
    )
    await running.hear(revoked)
    await react(running, revoked, times=2)
    told = await made.read(made.of(made.region))
    assert told["without_mandate"] == [str(made.commune)]
    [warned] = await events(running, made, "SignatoryWithoutMandate")
    assert warned["actor"] == "mithaq:reactions"
    assert (await untouched.read(untouched.of(untouched.region)))["without_mandate"] == []
    assert not await refusals(running.kernel.database.pool)


async def test_a_party_with_another_mandate_needs_no_warning(running: Running) -> None:
    made = await (await convention(running)).agreed()
    other = uuid4()
    today = running.conventions.today()
    recorded_again = p.MandateRecorded(
        organisation_id=made.commune,
        representative_id=uuid4(),
        mandate_id=other,
        capacity="president",
        instrument="deliberation 4/2026",
        valid_from=today,
    )
    await running.hear(recorded_again, p.MandateConfirmed(mandate_id=other))
    await seen(running)
    ended = p.MandateEnded(
        organisation_id=made.commune, mandate_id=made.mandates[made.commune], ended_on=today
    )
    await react(running, ended)
    assert (await made.read(made.of(made.region)))["without_mandate"] == []


async def test_a_revocation_for_a_later_day_is_told_when_it_has_come(running: Running) -> None:
    made = await (await convention(running)).agreed()
    await seen(running)
    announced = p.MandateRevoked(
        organisation_id=made.commune,
        mandate_id=made.mandates[made.commune],
        revoked_on=running.conventions.today() + timedelta(days=30),
    )
    await react(running, announced)
    assert (await made.read(made.of(made.region)))["without_mandate"] == []


async def test_a_mandate_that_ends_soon_is_told_where_its_party_has_still_to_sign(
    running: Running,
) -> None:
    made = await (await convention(running)).agreed()
    await seen(running)
    today = running.conventions.today()
    ending = p.MandateEnding(
        organisation_id=made.commune,
        mandate_id=made.mandates[made.commune],
        last_day=today + timedelta(days=30),
        days_left=30,
    )
    heard = recorded(p.PARTNERS.source, ending, "organisation", effective_date=today)
    for _ in range(2):
        for wanted in await MANDATES_ENDING.follow(running.conventions, heard):
            await wanted.give(MANDATES_ENDING.submission(heard, wanted.target))
    await all_logged(running)
    [told] = await events(running, made, "SignatoryMandateEnding")
    assert (told["data"]["days_left"], told["actor"]) == (30, "mithaq:reactions")


async def react(running: Running, event: p.MandateRevoked | p.MandateEnded, times: int = 1) -> None:
    """Partners published this event today; the reaction is given it, once or several times."""
    heard = recorded(
        p.PARTNERS.source, event, "organisation", effective_date=running.conventions.today()
    )
    for _ in range(times):
        for wanted in await MANDATES_LOST.follow(running.conventions, heard):
            await wanted.give(MANDATES_LOST.submission(heard, wanted.target))


async def seen(running: Running) -> None:
    """The list of conventions has all that was appended."""
    last = await running.kernel.database.pool.fetchval("SELECT max(position) FROM event")
    await running.conventions.readers["convention_list"].wait(last)


async def events(running: Running, made: Convention, kind: str) -> list[Json]:
    told = await running.http.get(
        f"/v1/conventions/{made.id}/events?limit=100", headers=made.of(made.region)
    )
    return [each for each in told.json()["items"] if each["type"] == kind]


def test_the_day_to_split_shares_is_followed_from_the_signature() -> None:
    signed = ConventionSigned(
        convention_id=uuid4(),
        signed_on=date(2026, 3, 2),
        text_sha256="a" * 64,
        organisations=(),
        contributions=(),
        split_by=date(2026, 12, 31),
    )

    def derived(event: ConventionSigned, on: date) -> list[Change]:
        stream, day = f"convention-{event.convention_id}", event.signed_on
        told = recorded("conventions", event, stream, effective_date=day, at=day_begins(on))
        return list(DEADLINES.derive(told))

    cancelled, due, expected = derived(signed, signed.signed_on)
    assert cancelled == CancelDeadline()
    assert due == SetDeadline(kind="split-due", part="", due_at=day_begins(date(2027, 1, 1)))
    unsplit = replace(signed, split_by=None)
    assert derived(unsplit, signed.signed_on) == [CancelDeadline(), expected]
    begins = day_begins(date(2026, 6, 1))
    assert expected == SetDeadline(kind="force-expected", part="", due_at=begins)
    # Who tells it once those days were over has thirty more, in which to tell of the force as well.
    (_, late) = derived(unsplit, date(2026, 6, 1))
    assert late == replace(expected, due_at=day_begins(date(2026, 7, 1)))


def test_committees_meet_and_decisions_are_due_until_the_end() -> None:
    convention_id = uuid4()

    def derived(event: TimedEvent, on: date = date(2026, 3, 2)) -> list[Change]:
        day, stream = date(2026, 3, 2), "convention-1"
        told = recorded("conventions", event, stream, effective_date=day, at=day_begins(on))
        return list(DEADLINES.derive(told))

    force = ConventionEnteredIntoForce(
        convention_id=convention_id, in_force_on=date(2026, 3, 2), committees=(STEERING,)
    )
    met_by = SetDeadline(kind="committee-due", part="steering", due_at=day_begins(date(2026, 9, 3)))
    assert derived(force) == [CancelDeadline(kind="force-expected"), met_by]
    # Taken over from paper: its meetings are told first.
    patient = replace(met_by, due_at=day_begins(date(2026, 11, 1)))
    assert derived(force, date(2026, 10, 2))[1:] == [patient]
    confirmed = MinutesConfirmed(
        convention_id=convention_id,
        committee="steering",
        meeting=1,
        held_on=date(2026, 3, 2),
        decisions=(RELEASE, OTHER),
        meets_again_by=date(2026, 9, 2),
    )
    due = SetDeadline(kind="decision-due", part="D1", due_at=day_begins(date(2026, 7, 1)))
    assert derived(confirmed) == [met_by, due]
    assert derived(replace(confirmed, meets_again_by=None, decisions=())) == []
    done = DecisionCarriedOut(
        convention_id=convention_id,
        committee="steering",
        decision="D1",
        carried_out_on=date(2026, 4, 1),
    )
    assert derived(done) == [CancelDeadline(kind="decision-due", part="D1")]
    ended = ConventionCompleted(convention_id=convention_id, report="rapport")
    left = set(DeadlineKind) - {DeadlineKind.REFUND_DUE, DeadlineKind.NOTICE_EXPIRES}
    assert {change.kind for change in derived(ended)} == left
    assert all(isinstance(change, CancelDeadline) for change in derived(ended))


def test_an_amendment_moves_the_day_to_split_shares_and_nothing_else() -> None:
    effect = AmendmentTookEffect(
        convention_id=uuid4(),
        amendment=1,
        effective_on=date(2026, 3, 2),
        contributions=(),
        costs=(),
        total=Money(0),
        split_by=date(2026, 12, 31),
    )

    def derived(event: AmendmentTookEffect) -> list[Change]:
        told = recorded("conventions", event, "convention-1", effective_date=event.effective_on)
        return list(DEADLINES.derive(told))

    due = SetDeadline(kind="split-due", part="", due_at=day_begins(date(2027, 1, 1)))
    assert derived(effect) == [due]
    assert derived(replace(effect, split_by=None)) == []


async def test_a_mandate_lost_by_one_entry_is_told_where_the_other_has_to_sign(
    running: Running,
) -> None:
    """The party was registered twice: its only mandate is the survivor's."""
    made = await (await convention(running)).agreed()
    survivor, mandate, today = uuid4(), uuid4(), running.conventions.today()
    gone = p.MandateRevoked(
        organisation_id=made.commune, mandate_id=made.mandates[made.commune], revoked_on=today
    )
    await running.hear(
        p.OrganisationRegistered(organisation_id=survivor, kind="commune", name_fr="Commune"),
        p.OrganisationVerified(organisation_id=survivor),
        p.OrganisationMerged(organisation_id=made.commune, into=survivor),
        p.MandateRecorded(
            organisation_id=survivor,
            representative_id=uuid4(),
            mandate_id=mandate,
            capacity="president",
            instrument="deliberation 5/2026",
            valid_from=today,
        ),
        p.MandateConfirmed(mandate_id=mandate),
        gone,
    )
    await seen(running)
    await react(running, gone)
    assert (await made.read(made.of(made.region)))["without_mandate"] == []
    lost = p.MandateRevoked(organisation_id=survivor, mandate_id=mandate, revoked_on=today)
    await running.hear(lost)
    await react(running, lost, times=2)
    told = await made.read(made.of(made.region))
    assert told["without_mandate"] == [str(made.commune)]


async def due_today(running: Running) -> Convention:
    """In force; a tranche of 600 is called on its due day."""
    made = await convention(running)
    await (await made.agreed()).in_force()
    body = {"contribution": "region-26", "due_on": str(running.conventions.today())}
    amount = {"amount": {"amount": "600.00", "currency": "MAD"}}
    await made.do(made.of(made.region), "/tranches/R1", body | amount, "PUT")
    await made.do(made.of(made.operator), "/tranches/R1/calls", amount | {"act": "AF 1"})
    return made


async def marks(running: Running, made: Convention) -> list[tuple[int, str]]:
    """Beyond how many days it was told, and from which day on."""
    await all_logged(running)
    told = await events(running, made, "TrancheOverdue")
    return [(each["data"]["over_days"], each["effective_date"]) for each in told]


async def test_a_tranche_that_is_not_paid_is_told_at_each_mark_once(running: Running) -> None:
    made, day = await due_today(running), running.conventions.today()
    await later(running, day)
    assert await marks(running, made) == []
    expected = []
    for mark, days in ((0, 1), (30, 31), (60, 61), (90, 91), (180, 181)):
        expected.append((mark, str(day + timedelta(days=days))))
        await later(running, day + timedelta(days=days))
        assert await marks(running, made) == expected
    await later(running, day + timedelta(days=500))
    assert await marks(running, made) == expected


async def test_the_end_of_the_duration_is_told_and_closes_the_call_of_funds(
    running: Running,
) -> None:
    made = await due_today(running)
    lead = made.of(made.region)
    read = await made.read(lead)
    end = date.fromisoformat(read["ends_on"])
    assert not read["duration_over"]
    await later(running, end - timedelta(days=90))
    await all_logged(running)
    [near] = await events(running, made, "DurationEnding")
    assert near["data"]["days_left"] == 90
    await later(running, end)
    assert not (await made.read(lead))["duration_over"]
    await later(running, end + timedelta(days=1))
    assert (await made.read(lead))["duration_over"]
    made.version = (await made.read(lead))["version"]
    commitment = {"amount": {"amount": "600.00", "currency": "MAD"}, "act": "ENG 1"}
    refused = await made.refused(lead, "/tranches/R1/commitments", commitment)
    assert refused["code"] == "duration-over"
