"""A command that is only tried: the parameter that asks for it, and the answer."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Final, Literal, Self, TypeVar

import orjson
import structlog
from fastapi import Query
from pydantic import ConfigDict, Field, WithJsonSchema
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from mithaq.http.amounts import shown, with_amounts
from mithaq.http.shortening import ITEMS_BYTES, shortened
from mithaq.http.view import View
from mithaq.money import Money, Total
from mithaq.trials import Change, Figure, Trial, Tried, TriedEvent

V = TypeVar("V")

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
    left_out: Annotated[
        dict[str, int],
        Field(description="Of lists that are too long for an answer: how many items are not here."),
    ]

    @classmethod
    def of(cls, event: TriedEvent) -> Self:
        data = with_amounts(orjson.loads(event.data), event.amounts)
        shown, left_out = shortened(data)
        return cls(
            stream=event.stream_id,
            version=event.version,
            type=event.type,
            data=dict(shown),
            left_out=dict(left_out),
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
    changes: Annotated[
        Sequence[ChangedFigure],
        Field(description="By figure's name; where they are many, those of the whole first."),
    ]
    left_out: Annotated[
        dict[str, int],
        Field(description="How many more `events` and `changes` there would be than fit."),
    ]
    opens: Annotated[Sequence[str], Field(description="Commands it would open to this caller.")]
    closes: Annotated[Sequence[str], Field(description="Commands it would close to this caller.")]

    @classmethod
    def of(cls, trial: Trial) -> Self:
        events = _fitting(TriedEventView.of(each) for each in trial.events)
        changes = sorted(
            _fitting(map(ChangedFigure.of, _of_whole_first(trial.changes))), key=_figure
        )
        missing = {
            "events": len(trial.events) - len(events),
            "changes": len(trial.changes) - len(changes),
        }
        return cls(
            events=events,
            changes=changes,
            left_out={name: count for name, count in missing.items() if count},
            opens=trial.opens,
            closes=trial.closes,
        )


def _of_whole_first(changes: Sequence[Change]) -> Sequence[Change]:
    """Before those of its many parts: `paid`, then `parties.N.paid`; all of them where few."""
    return sorted(changes, key=lambda each: each.figure.count("."))


def _figure(changed: ChangedFigure) -> str:
    return changed.figure


def _fitting(items: Iterable[V]) -> list[V]:
    """As many of them as have half of an answer's bytes together; the first one anyway."""
    shown, size = list[V](), 0
    for item in items:
        size += len(to_json(item))
        if shown and size > ITEMS_BYTES // 2:
            break
        shown.append(item)
    return shown


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
