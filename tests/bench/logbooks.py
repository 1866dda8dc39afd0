"""Logs as services write them: conventions of some five hundred events, told side by side.

Payloads are the golden ones, with what tells one life from another put in.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from mithaq.canonical import canonical
from mithaq.events import Actor, LogRecord, Metadata
from mithaq.events.encoding import encode_metadata

SERVICES: Final = Path(__file__).parents[2] / "services"
PARTIES, ACTIONS, SHARES, TRANCHES = 6, 10, 30, 60
STEPS: Final = (
    *("FundsCalled", "TrancheCommitted", "TrancheVisaed", "PaymentOrdered", "TranchePaid"),
    "TrancheJustified",
)
_EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
_SIDE_BY_SIDE: Final = 40
Payload = dict[str, Any]
Told = tuple[str, str, Payload]  # stream, event name, payload


@cache
def _current(service: str, name: str) -> tuple[int, Payload]:
    """The current version of an event, and a payload of it."""
    folder = SERVICES / service / "tests" / "golden"
    found = {int(each.stem.rpartition(".v")[2]): each for each in folder.glob(f"{name}.v*.json")}
    version = max(found)
    return version, json.loads(found[version].read_text())


def golden(service: str, name: str) -> Payload:
    """An event's payload in its current version."""
    return _current(service, name)[1]


@dataclass(slots=True)
class Logbook:
    """The log of one service so far; hashes are none, for nothing here verifies them."""

    service: str
    records: list[LogRecord] = field(default_factory=list)
    _versions: dict[str, int] = field(default_factory=dict)

    def tell(self, stream: str, name: str, payload: Payload) -> None:
        seq = len(self.records) + 1
        self._versions[stream] = version = self._versions.get(stream, 0) + 1
        self.records.append(
            LogRecord(
                seq=seq,
                hash=bytes(32),
                event_id=UUID(int=seq),
                stream_id=stream,
                version=version,
                type=name,
                schema=_current(self.service, name)[0],
                data=canonical(golden(self.service, name) | payload),
                meta=_meta(seq),
                recorded_at=_EPOCH + timedelta(seconds=seq),
            )
        )


def _meta(seq: int) -> str:
    by = Actor(id=f"u-{seq % 997}", organisation=str(organisation(seq)), capacity="party")
    return encode_metadata(
        Metadata(
            actor=by,
            command_id=UUID(int=seq),
            correlation_id=str(UUID(int=seq)),
            effective_date=date(2026, 3, 2),
        )
    )


def organisation(number: int) -> UUID:
    return UUID(int=0xA000 + number % 200)


def conventions(number: int) -> Sequence[LogRecord]:
    """The log of so many conventions, some dozens of them at a time."""
    book = Logbook("conventions")
    lives: list[Iterator[Told]] = []
    numbers = iter(range(number))
    while lives or (lives := [_life(n) for n in _some(numbers, _SIDE_BY_SIDE)]):
        for life in list(lives):
            if (told := next(life, None)) is not None:
                book.tell(*told)
            else:
                lives.remove(life)
                lives += [_life(n) for n in _some(numbers, 1)]
    for told in (*_stood_still(), *_published(), *_enveloped(), *_archived(), *_stated()):
        book.tell(*told)
    return book.records


def _stood_still() -> Iterator[Told]:
    """The first convention is suspended for a while."""
    for name in ("ConventionSuspended", "ConventionResumed"):
        yield f"convention-{_id(0)}", name, {"convention_id": str(_id(0))}


def _published() -> Iterator[Told]:
    """What the office published: two versions each, one confirmed and the other withdrawn."""
    for stream, names in (
        ("template-t", ("TemplatePublished", "TemplateConfirmed", "TemplateWithdrawn")),
        (
            "programme-kind-k",
            ("ProgrammeKindDefined", "ProgrammeKindConfirmed", "ProgrammeKindWithdrawn"),
        ),
    ):
        made, confirmed, withdrawn = names
        for version, answer in ((1, confirmed), (2, withdrawn)):
            yield stream, made, {"version": version}
            yield stream, answer, {"version": version}


def _archived() -> Iterator[Told]:
    """Two paper files: one checked at once, the other after a return."""
    for number, names in (
        (1, ("ArchivedConventionEntered", "TakeOverChecked")),
        (2, ("ArchivedConventionEntered", "TakeOverReturned", "ArchivedConventionEntered")),
    ):
        for name in names:
            yield f"archived-{_id(number)}", name, {"convention_id": str(_id(number))}


def _enveloped() -> Iterator[Told]:
    """The envelope of the framework that they all name: amended, suspended, reserved by two."""
    framework = golden("conventions", "EnvelopeOpened")["framework_id"]
    stream = f"envelope-{framework}"
    for name, amendment in (
        ("EnvelopeOpened", None),
        ("EnvelopeRevisionAgreed", 1),
        ("EnvelopeRevisionEnded", 1),
        ("EnvelopeRevised", None),
        ("EnvelopeRevisionAgreed", 2),
        ("EnvelopeSuspended", None),
        ("EnvelopeResumed", None),
        ("EnvelopeReserved", 1),
        ("EnvelopeReleased", 1),
        ("EnvelopeReserved", None),
        ("EnvelopeClosed", None),
    ):
        numbered = {"amendment": amendment} if "amendment" in golden("conventions", name) else {}
        yield stream, name, numbered
        if name == "EnvelopeReserved":
            yield stream, name, numbered | {"convention_id": str(_id(1))}


def _stated() -> Iterator[Told]:
    """A statement of the treasury whose line is set aside, reopened and assigned."""
    for name in (
        "StatementImported",
        "StatementLineSetAside",
        "StatementLineReopened",
        "StatementLineAssigned",
    ):
        yield "account-statement", name, {}


def _some(numbers: Iterator[int], most: int) -> list[int]:
    return [number for number, _ in zip(numbers, range(most), strict=False)]


def _life(number: int) -> Iterator[Told]:
    stream, key = f"convention-{_id(number)}", {"convention_id": str(_id(number))}
    told = (*_drafted(number), *_agreed(number), *_paid(number), *_amended(number), *_LATE)
    for name, payload in told:
        yield stream, name, key | payload
        if name == "TranchePaid":
            reserved = {"reference": payload["act"], "tranche": payload["tranche"]}
            yield f"payment-{payload['act']}", "PaymentReferenceReserved", key | reserved


def _id(number: int) -> UUID:
    return UUID(int=0x018F << 112 | number)


def _of(service: str, name: str, part: str, **changes: Any) -> Payload:
    return {part: golden(service, name)[part] | changes}


def _drafted(number: int) -> Iterator[tuple[str, Payload]]:
    named = _of("conventions", "ConventionDrafted", "outline", reference=f"C-{number}")
    yield "ConventionDrafted", named
    for nth in range(PARTIES):
        party = {"organisation_id": str(organisation(number + nth)), "signing_order": 1 + nth // 3}
        yield "PartyInvited", _of("conventions", "PartyInvited", "party", **party)
    gone = {"organisation_id": str(organisation(number + PARTIES))}
    for name in ("PartyInvited", "PartyRemoved"):
        yield name, _of("conventions", name, "party", **gone)
    for nth in range(8):
        yield "ArticleWritten", _of("conventions", "ArticleWritten", "article", article=f"a{nth}")
    yield "ConditionWritten", {}
    for nth in range(ACTIONS):
        action = _of("conventions", "ActionPlanned", "action", action=f"action-{nth}")
        yield "ActionPlanned", action | {"replaced": None}
    given_up = {"contribution": {**_share(number, 0), "contribution": "given-up"}}
    yield "ContributionPledged", given_up | {"replaced": None}
    yield "ContributionWithdrawn", given_up
    for name in ("ActionPlanned", "ActionRemoved"):
        yield name, _of("conventions", name, "action", action="given-up")
    for nth in range(SHARES):
        share = {"contribution": _share(number, nth), "replaced": None}
        yield "ContributionPledged", share


def _share(number: int, nth: int) -> Payload:
    told = golden("conventions", "ContributionPledged")["contribution"]
    return {**told, **_paying(number, nth), "amount": 40_000}


def _paying(number: int, nth: int) -> Payload:
    """Which contribution it is, of whom, for which action."""
    nth %= SHARES
    return {
        "contribution": f"share-{nth}",
        "organisation_id": str(organisation(number + nth % PARTIES)),
        "action": f"action-{nth % ACTIONS}",
        "year": 2026 + nth % 3,
    }


def _agreed(number: int) -> Iterator[tuple[str, Payload]]:
    yield "ConventionProposed", {}
    yield "NegotiationRoundOpened", {}
    for nth in range(PARTIES):
        yield "PositionTaken", {"organisation_id": str(organisation(number + nth))}
    for name in ("NegotiationRoundClosed", "TextAgreed", "ApprovalsRequested", "ApprovalGranted"):
        yield name, {}
    parties = [str(organisation(number + nth)) for nth in range(PARTIES)]
    for turn in (parties[:3], parties[3:]):
        named = _of("conventions", "SignaturesRequested", "turn", organisations=turn)
        yield "SignaturesRequested", named
        yield "SignatureForwarded", {"organisation_id": turn[0]}
        for party in turn:
            yield (
                "PartySigned",
                _of("conventions", "PartySigned", "signature", organisation_id=party),
            )
    shares = [_share(number, nth) for nth in range(SHARES)]
    yield "ConventionSigned", {"organisations": parties, "contributions": shares}
    yield "ConventionEnteredIntoForce", {}
    yield from _owed()


def _owed() -> Iterator[tuple[str, Payload]]:
    """What its text obliges a party to: shown, returned, shown again, certified; then missed."""
    each = golden("conventions", "ObligationsScheduled")["obligations"][0]
    one = {
        "obligation": each["obligation"]["obligation"],
        "occurrence": each["occurrences"][0]["number"],
    }
    yield "ObligationsScheduled", {"obligations": [each], "amendment": None}
    for name in ("EvidenceSubmitted", "EvidenceReturned", "EvidenceWithdrawn", "ObligationMissed"):
        yield name, one
    yield "EvidenceCertified", one


def _paid(number: int) -> Iterator[tuple[str, Payload]]:
    for nth in range(TRANCHES):
        tranche = {**_paying(number, nth), "tranche": f"T{nth}"}
        yield "TranchePlanned", _of("conventions", "TranchePlanned", "planned", **tranche)
        for step in STEPS:
            yield step, {**tranche, "amount": 25_000, "act": f"{step}-{number}-{nth}"}
        if nth % 6 == 0:
            yield "ProgressReported", {"action": tranche["action"]}
            yield "ProgressAccepted", {"action": tranche["action"]}


def _amended(number: int) -> Iterator[tuple[str, Payload]]:
    parties = [str(organisation(number + nth)) for nth in range(PARTIES)]
    yield "AmendmentDrafted", {}
    yield "AmendmentTextAgreed", {}
    turn = _of("conventions", "AmendmentSignaturesRequested", "turn", organisations=parties)
    yield "AmendmentSignaturesRequested", turn
    for party in parties:
        signature = _of("conventions", "AmendmentPartySigned", "signature", organisation_id=party)
        yield "AmendmentPartySigned", signature
    yield "AmendmentSigned", {"organisations": parties}
    before = [_share(number, nth) for nth in range(4)]
    changes = [{"before": each, "after": each | {"amount": 50_000}} for each in before]
    yield "AmendmentTookEffect", {"contributions": changes, "costs": []}


# What a committee did not do in time.
_LATE: Final[tuple[tuple[str, Payload], ...]] = (("CommitteeOverdue", {}), ("DecisionOverdue", {}))
# Of ten organisations: one that was suspended twice and came back, one that stays suspended.
_STANDING: Final = {
    0: ("OrganisationSuspended", "OrganisationReinstated") * 2,
    5: ("OrganisationSuspended",),
}


def partners(number: int) -> Sequence[LogRecord]:
    """The log of so many organisations, each with three people and four mandates."""
    book = Logbook("partners")
    ids = count(0xB000)
    for nth in range(number):
        own = UUID(int=0xA000 + nth)
        stream, key = f"organisation-{own}", {"organisation_id": str(own)}
        book.tell(stream, "OrganisationRegistered", key | {"name_fr": f"Commune de {nth}"})
        book.tell(stream, "OrganisationVerified", key)
        people = [str(UUID(int=next(ids))) for _ in range(3)]
        for person in people:
            told = key | {"representative_id": person, "subject": f"u-{person}"}
            book.tell(stream, "RepresentativeRegistered", told)
        for turn in range(4):
            mandate = str(UUID(int=next(ids)))
            told = key | {"representative_id": people[turn % 3], "mandate_id": mandate}
            book.tell(stream, "MandateRecorded", told)
            book.tell(stream, "MandateConfirmed", told)
            if turn == 0:
                book.tell(stream, "MandateRevoked", told)
        for name in _STANDING.get(nth % 10, ()):
            book.tell(stream, name, key)
        if nth % 10 == 0:
            book.tell(stream, "RepresentativeErased", key | {"representative_id": people[0]})
        if nth % 4 == 3:
            _changed(book, stream, key | {"representative_id": people[1], "mandate_id": mandate})
    return book.records


def _changed(book: Logbook, stream: str, key: Mapping[str, str]) -> None:
    """Of an organisation all that two persons decide, and a mandate that was passed on."""
    own = {"organisation_id": key["organisation_id"]}
    person = own | {"representative_id": key["representative_id"]}
    book.tell(stream, "RepresentativeCorrected", person)
    book.tell(stream, "MandateDelegated", person | {"mandate_id": key["mandate_id"]})
    for name in ("OrganisationCorrected", "OrganisationAttached"):
        book.tell(stream, name, own)
    for name in ("OrganisationClosed", "OrganisationReopened") * 2:
        book.tell(stream, name, own)
    before = {"into": str(UUID(int=UUID(key["organisation_id"]).int - 1))}
    for name in ("OrganisationMerged", "OrganisationSeparated", "OrganisationMerged"):
        book.tell(stream, name, own | (before if name == "OrganisationMerged" else {}))


def programming(number: int) -> Sequence[LogRecord]:
    """The log of so many programmes, each with five projects."""
    book, ids = Logbook("programming"), count(0xC000)
    for nth in range(number):
        programme = str(UUID(int=0xD0000000 + nth))
        book.tell(f"programme-{programme}", "ProgrammeOpened", {"programme_id": programme})
        for _ in range(5):
            project = str(UUID(int=next(ids)))
            key, stream = {"project_id": project}, f"project-{project}"
            book.tell(stream, "ProjectProposed", key)
            for criterion in ("participation", "gender", "innovation", "accessibility"):
                scored = _of("programming", "CriterionScored", "assessment", criterion=criterion)
                book.tell(stream, "CriterionScored", key | scored)
            placed = key | {"programme_id": programme}
            book.tell(f"programme-{programme}", "ProjectAdmitted", placed)
            book.tell(stream, "ProjectPlaced", placed)
            book.tell(stream, "ProjectLinked", placed)
    return book.records
