"""A command that is only tried: the parameter that asks for it, and the answer."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, Self

import orjson
import structlog
from fastapi import Query
from pydantic import ConfigDict, Field, WithJsonSchema
from starlette.requests import Request
from starlette.responses import Response

from mithaq.http.amounts import shown, with_amounts
from mithaq.http.view import View
from mithaq.money import Money, Total
from mithaq.trials import Change, Figure, Trial, Tried, TriedEvent

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

NAME: Final = "dry_run"
DryRun = Annotated[
    Literal["true", "false"],
    WithJsonSchema({"type": "boolean"}),
    Query(
        alias=NAME,
        description="Try the command and answer what it would do (200, `Trial`), or its refusal. "
        "Nothing is written and the Idempotency-Key is not used; what the command would make "
        "gets the ids it would get under that key.",
    ),
]


class TriedEventView(View):
    """An event as it would be recorded."""

    stream: str
    version: int
    type: str
    data: dict[str, Any]

    @classmethod
    def of(cls, event: TriedEvent) -> Self:
        return cls(
            stream=event.stream_id,
            version=event.version,
            type=event.type,
            data=with_amounts(orjson.loads(event.data), event.amounts),
        )


class TriedAmount(View):
    """An amount of dirhams, as every body shows it, of any size."""

    amount: Annotated[str, Field(examples=["1234.50"])]
    currency: Literal["MAD"]


class ChangedFigure(View):
    """A figure that would differ; null where there was or would be none."""

    figure: Annotated[str, Field(examples=["tranches.T1.paid"])]
    before: TriedAmount | str | int | bool | None
    after: TriedAmount | str | int | bool | None

    @classmethod
    def of(cls, change: Change) -> Self:
        return cls.model_validate(
            {
                "figure": change.figure,
                "before": _told(change.before),
                "after": _told(change.after),
            }
        )


class TrialView(View):
    """What the command would do, had it not been a dry run. No events: it would change nothing."""

    model_config = ConfigDict(title="Trial")

    events: Annotated[Sequence[TriedEventView], Field(description="In every stream, in order.")]
    changes: Annotated[Sequence[ChangedFigure], Field(description="By figure's name.")]
    opens: Annotated[Sequence[str], Field(description="Commands it would open to this caller.")]
    closes: Annotated[Sequence[str], Field(description="Commands it would close to this caller.")]

    @classmethod
    def of(cls, trial: Trial) -> Self:
        return cls(
            events=[TriedEventView.of(each) for each in trial.events],
            changes=[ChangedFigure.of(each) for each in trial.changes],
            opens=trial.opens,
            closes=trial.closes,
        )


async def on_tried(_: Request, tried: Exception) -> Response:
    """The answer of every dry run, whatever its route answers."""
    assert isinstance(tried, Tried)  # noqa: S101 (Starlette dispatches by class)
    log.info("http.tried", events=len(tried.trial.events))
    content = TrialView.of(tried.trial).model_dump_json()
    return Response(content, media_type="application/json")


def _told(figure: Figure) -> object:
    match figure:
        case Money() | Total():
            return shown(figure)
        case bool() | int() | None:
            return figure
        case _:
            return str(figure)
