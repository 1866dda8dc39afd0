"""The text as it stood on any day, as it was known at any time, and any two days compared."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from mithaq.canonical import canonical
from mithaq.http import ANSWER_BYTES, PROBLEMS, Cursor, Day, View
from pydantic import Field

from conventions.domain.amendments.effect import amended
from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.amendments.rules import amendment_of
from conventions.domain.comparing import Comparison, compared
from conventions.domain.core.vocabulary import AmendmentState
from conventions.domain.text_at import TextAt, Told, text_at
from conventions.routes.amendments import Number
from conventions.routes.downloads import DOWNLOAD, download
from conventions.routes.text_reader import AtMoment, KnownAt, Moment, OfText, TextReader
from conventions.routes.views.comparison import ComparisonView

# Of the canonical text, which an answer has twice: as a text of its own it is a tenth longer.
_SHOWN: Final = ANSWER_BYTES * 9 // 20

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["reading"], responses=PROBLEMS)


class InEffectView(View):
    amendment: int
    effective_on: date
    recorded_at: datetime
    version: Annotated[int, Field(description="Orders those that took effect on one day.")]


class CanonicalText(View):
    """`canonical` is the very text whose SHA-256 is `sha256` (RFC 8785, UTF-8).

    One that is too long for an answer is not in it, but in the file of the same day: `text/file`.

    `frozen_sha256` is what was agreed and signed; an amendment in effect makes the two differ.
    Read at a date, the answer tells also what of it the text contains.
    """

    sha256: str
    frozen_sha256: str | None
    length: Annotated[int, Field(description="Of the canonical text, in bytes.")]
    canonical: Annotated[str | None, Field(description="Null: too long, see `text/file`.")]
    text: Annotated[dict[str, object] | None, Field(description="The same as JSON; null alike.")]
    on: date | None = None
    known_at: datetime | None = None
    version: Annotated[
        int | None, Field(description="Of the last event that the text contains.")
    ] = None
    in_force_on: date | None = None
    ends_on: date | None = None
    amendments: Annotated[
        list[InEffectView] | None,
        Field(description="Those it contains, in the order in which they were laid over it."),
    ] = None


class ComparedView(View):
    sha256_from: str
    sha256_to: str
    differences: ComparisonView


class ProvisionsView(View):
    """What an amendment changed, or would change in the text as it stands."""

    amendment: int
    state: AmendmentState
    effective_on: date | None
    differences: ComparisonView


@router.get("/text", response_model=CanonicalText, response_model_exclude_unset=True)
async def read_text(reader: OfText, moment: AtMoment) -> Response:
    """The canonical text and its digest: as it stands, or as it stood."""
    if not moment.past:
        return await asyncio.to_thread(_now, reader)
    return await asyncio.to_thread(_then, reader, moment, await reader.at(moment))


@router.get("/text/file", response_class=Response, responses=DOWNLOAD)
async def export_text(reader: OfText, moment: AtMoment) -> Response:
    """The canonical text itself as a file: the very bytes whose SHA-256 is signed."""
    terms = (await reader.at(moment)).terms if moment.past else reader.convention.terms
    written = await asyncio.to_thread(reader.canonical, terms)
    return download(written, f"text-{reader.convention.convention_id}")


def _then(reader: TextReader, moment: Moment, text: TextAt) -> Response:
    beside: dict[str, object] = {
        "frozen_sha256": text.agreed_sha256,
        "on": str(moment.on) if moment.on else None,
        "known_at": moment.known_at.isoformat() if moment.known_at else None,
        "version": text.version,
        "in_force_on": str(text.in_force_on) if text.in_force_on else None,
        "ends_on": str(text.ends_on) if text.ends_on else None,
        "amendments": [
            InEffectView.model_validate(each).model_dump(mode="json") for each in text.amendments
        ],
    }
    return _written(reader.canonical(text.terms), beside)


def _now(reader: TextReader) -> Response:
    frozen = reader.convention.text
    written = reader.canonical(reader.convention.terms)
    return _written(written, {"frozen_sha256": frozen.text_sha256 if frozen else None})


def _written(written: str, beside: dict[str, object]) -> Response:
    """The canonical text is the JSON of `text`: it is not parsed to be written again."""
    encoded = written.encode()
    digest, length = sha256(encoded).hexdigest(), len(encoded)
    shown = written if length <= _SHOWN else None
    told = {"sha256": digest, "length": length, "canonical": shown, **beside}
    answer = canonical(told).removesuffix("}") + f',"text":{shown or "null"}}}'
    return Response(answer, media_type="application/json")


@router.get("/comparison")
async def compare_texts(
    reader: OfText,
    cursor: Cursor,
    first: Annotated[Day, Query(alias="from", description="The text of this day...")],
    last: Annotated[Day, Query(alias="to", description="...beside that of this day.")],
    known_at: KnownAt = None,
) -> ComparedView:
    """What differs between the texts of two days, whichever is earlier: articles word by word."""
    history = await reader.history()

    def comparison() -> ComparedView:
        before = text_at(history, on=first, known_at=known_at)
        after = text_at(history, on=last, known_at=known_at)
        return ComparedView(
            sha256_from=reader.sha256(before.terms),
            sha256_to=reader.sha256(after.terms),
            differences=ComparisonView.of(compared(before.terms, after.terms), cursor),
        )

    return await asyncio.to_thread(comparison)


@router.get("/amendments/{amendment}/provisions")
async def read_provisions(amendment: Number, reader: OfText, cursor: Cursor) -> ProvisionsView:
    """Which provisions an amendment changed when it took effect; before, those it would change."""
    convention = reader.convention
    known = amendment_of(convention, amendment)
    if known.effective_on is None:
        after = amended(convention.terms, known.operations)
        comparison = compared(convention.terms, after)
    else:
        comparison = await asyncio.to_thread(_effect, await reader.history(), amendment)
    return ProvisionsView(
        amendment=amendment,
        state=known.state,
        effective_on=known.effective_on,
        differences=ComparisonView.of(comparison, cursor),
    )


def _effect(history: Sequence[Told], amendment: int) -> Comparison:
    """The texts right before and right after it took effect."""
    nth = next(
        nth
        for nth, told in enumerate(history)
        if isinstance(told.event, AmendmentTookEffect) and told.event.amendment == amendment
    )
    before, after = text_at(history[:nth]), text_at(history[: nth + 1])
    return compared(before.terms, after.terms)
