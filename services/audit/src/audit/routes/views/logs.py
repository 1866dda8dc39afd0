"""The state of a copied log, and what its verification found."""

from datetime import datetime
from typing import Annotated, Self

from mithaq.http import View
from pydantic import Field

from audit.verification.chain import Point
from audit.verification.requests import Progress
from audit.verification.verdict import Finding, Verdict

_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
Hash = Annotated[str, Field(description="SHA-256, hexadecimal.", examples=[_HASH])]


class Head(View):
    """A line of a log and the chain's value there, which covers every line before."""

    seq: Annotated[int, Field(examples=[4211])]
    hash: Hash

    @classmethod
    def of(cls, point: Point) -> Self:
        return cls(seq=point.seq, hash=point.hash.hex())


class Verification(View):
    verdict: Annotated[
        Verdict,
        Field(
            description="sound; broken: a line does not follow from the one before; gap: a line is "
            "missing (for a moment, while events arrive); diverged: the service now gives another "
            "past than it gave us; empty: nothing received yet."
        ),
    ]
    verified: Annotated[Head, Field(description="Up to here every line follows.")]
    flawed_at: Annotated[int | None, Field(description="The first line that does not follow.")]
    published: Annotated[Head | None, Field(description="The service's own head, if it answered.")]
    checked_at: datetime

    @classmethod
    def of(cls, finding: Finding) -> Self:
        published = finding.published
        return cls(
            verdict=finding.verdict,
            verified=Head.of(finding.reached),
            flawed_at=finding.flawed_at,
            published=Head.of(published.head) if published else None,
            checked_at=finding.checked_at,
        )


_Fault = Annotated[
    Verification | None,
    Field(
        description="The first time ever that a line was found changed, or that the service told "
        "another past. No later verification takes it back."
    ),
]


class RequestedView(View):
    """A verification of the whole log that somebody asked for."""

    state: Progress
    requested_at: datetime
    requested_by: str
    not_before: Annotated[datetime, Field(description="The log rests until then.")]
    started_at: datetime | None
    finished_at: datetime | None
    verified_seq: Annotated[int, Field(description="How far it has come.")]
    end_seq: Annotated[int, Field(description="Where the log ended as it began.")]


class LogVerification(View):
    source: Annotated[str, Field(examples=["ma.mithaq.conventions"])]
    requested: Annotated[
        RequestedView | None, Field(description="The last one asked for; null: never yet.")
    ]
    last_verification: Annotated[
        Verification | None, Field(description="By a request, or of what came since the last.")
    ]
    first_fault: _Fault


class LogState(View):
    source: Annotated[str, Field(examples=["ma.mithaq.conventions"])]
    service: Annotated[str, Field(examples=["conventions"])]
    events: Annotated[
        int,
        Field(description="The number of the last line kept: logs are dense.", examples=[4211]),
    ]
    ledger_level: Annotated[
        bool, Field(description="The commitments ledger has applied every line kept.")
    ]
    parked: Annotated[
        int,
        Field(description="Streams of which the ledger lacks events, as it could not apply one."),
    ]
    last_verification: Verification | None
    first_fault: _Fault
