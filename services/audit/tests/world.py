"""Logs of the services, chained and ready to be received: one story of two conventions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from audit.sources import CONVENTIONS, PARTNERS
from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.store import GENESIS, link

from .chain import changed

MINISTRY, COMMUNE = UUID(int=100), UUID(int=101)
REGION, INTERIOR, FINANCE = UUID(int=102), UUID(int=103), UUID(int=104)
PERSON = UUID(int=200)
MIDELT, TANGER = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Logs:
    """Each source's log so far."""

    lines: dict[str, list[LogRecord]] = field(default_factory=lambda: defaultdict(list))
    versions: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, stream: str, day: int, name: str, **data: Any) -> LogRecord:
        """Something recorded `day` days after the first of January, holding from that day.

        `name` is an event's of version 1, or tells its version, as `PartyInvited.v2` does.
        """
        name, _, schema = name.partition(".v")
        source = PARTNERS if stream.startswith("organisation") else CONVENTIONS
        log = self.lines[source]
        self.versions[stream] += 1
        line = LogRecord(
            seq=len(log) + 1,
            hash=b"",
            event_id=uuid5(UUID(int=7), f"{source}{len(log)}"),
            stream_id=stream,
            version=self.versions[stream],
            type=name,
            schema=int(schema or 1),
            data=canonical(data),
            meta=_meta((NOON + day * DAY).date()),
            recorded_at=NOON + day * DAY,
        )
        previous = log[-1].hash if log else GENESIS
        log.append(changed(line, hash=link(previous, line)))
        return log[-1]


def _meta(effective: date) -> str:
    return canonical(
        {
            "actor": {"id": "office-1", "capacity": "office", "organisation": None},
            "command_id": str(UUID(int=0)),
            "correlation_id": "test",
            "causation_id": None,
            "effective_date": effective.isoformat(),
        }
    )


def the_story() -> Logs:
    """Midelt: promised 900.00 by two, amended, paid 300.00. Tanger: the ministry pledges 50.00."""
    logs = Logs()
    for each, name in ((MINISTRY, "Ministère"), (COMMUNE, "Commune de Midelt")):
        registered = {"organisation_id": str(each), "kind": "ministry", "name_fr": name}
        logs.add(f"organisation-{each}", 0, "OrganisationRegistered", **registered, territory="MA")
    erased = {"organisation_id": str(COMMUNE), "representative_id": str(PERSON)}
    logs.add(f"organisation-{COMMUNE}", 3, "RepresentativeErased", **erased, reason="Départ")
    drafted(logs, MIDELT, "MIDELT-2020", MINISTRY, COMMUNE)
    drafted(logs, TANGER, "TANGER-2019", MINISTRY)
    pledged(logs, MIDELT, "m1", MINISTRY, 60_000)
    pledged(logs, TANGER, "t1", MINISTRY, 5_000)
    pledged(logs, MIDELT, "c1", COMMUNE, 30_000)
    midelt, stream = str(MIDELT), f"convention-{MIDELT}"
    signed = {
        "signed_on": "2026-01-11",
        "text_sha256": "ab" * 32,
        "contributions": [
            contribution("m1", MINISTRY, 60_000),
            contribution("c1", COMMUNE, 30_000),
        ],
    }
    logs.add(stream, 10, "ConventionSigned", convention_id=midelt, **signed)
    logs.add(
        stream,
        20,
        "AmendmentTookEffect",
        convention_id=midelt,
        amendment=1,
        effective_on="2026-01-16",  # put into effect on the 21st, held from the 16th
        contributions=[
            {
                "before": contribution("m1", MINISTRY, 60_000),
                "after": contribution("m1", MINISTRY, 70_000),
            }
        ],
        costs=[],
        total=100_000,
    )
    finance = {"kind": "finance", "organisation_id": str(FINANCE)}
    asked = {"amendment": 1, "approvals": [finance]}
    logs.add(stream, 18, "AmendmentApprovalsRequested", convention_id=midelt, **asked)
    visa = {"kind": "interior", "organisation_id": str(INTERIOR)}
    logs.add(stream, 3, "ApprovalsRequested", convention_id=midelt, approvals=[visa])
    logs.add(stream, 4, "TextReopened", convention_id=midelt, reason="montants")
    planned = {**_tranche("m1", MINISTRY), "amount": 30_000, "due_on": "2026-02-01"}
    logs.add(stream, 5, "TranchePlanned", convention_id=midelt, planned=planned)
    paid = {**_tranche("m1", MINISTRY), "amount": 30_000, "act": "VIR-1", "on": "2026-01-31"}
    logs.add(stream, 30, "TranchePaid", convention_id=midelt, **paid)
    return logs


def drafted(
    logs: Logs, convention: UUID, reference: str, *parties: UUID, **outlined: object
) -> None:
    stream, key = f"convention-{convention}", {"convention_id": str(convention)}
    outline: dict[str, Any] = {
        "reference": reference,
        "title_fr": f"Convention {reference}",
        "region": "08",
    }
    outline |= outlined
    logs.add(stream, 1, "ConventionDrafted", **key, outline=outline, drafted_by=str(REGION))
    for party in parties:
        invited = {"organisation_id": str(party), "name_fr": "comme invité"}
        if party == MINISTRY:
            logs.add(stream, 1, "PartyInvited", **key, **invited, role="funder")
        else:
            invited_now = {**invited, "roles": ["funder", "lead"]}
            logs.add(stream, 1, "PartyInvited.v2", **key, party=invited_now)


def pledged(logs: Logs, convention: UUID, name: str, owner: UUID, centimes: int) -> None:
    logs.add(
        f"convention-{convention}",
        2,
        "ContributionPledged",
        convention_id=str(convention),
        contribution=contribution(name, owner, centimes),
    )


def contribution(name: str, owner: UUID, centimes: int, kind: str = "cash") -> dict[str, Any]:
    return {**_of_action(name, owner), "kind": kind, "amount": centimes, "basis": "art. 5"}


def _tranche(contribution: str, owner: UUID) -> dict[str, Any]:
    return {**_of_action(contribution, owner), "tranche": "T1"}


def _of_action(contribution: str, owner: UUID) -> dict[str, Any]:
    return {
        "contribution": contribution,
        "organisation_id": str(owner),
        "action": "A1",
        "year": 2026,
    }


def streams(lines: Sequence[LogRecord]) -> dict[str, list[LogRecord]]:
    """The lines of each stream, in order."""
    found: dict[str, list[LogRecord]] = defaultdict(list)
    for line in lines:
        found[line.stream_id].append(line)
    return found
