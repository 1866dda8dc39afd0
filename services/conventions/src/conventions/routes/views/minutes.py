"""The minutes of a round over HTTP: as data, with the differences that each proposal makes."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Final, Self
from uuid import UUID

from mithaq.events import Open
from mithaq.http import VersionKey, View, Window, fitting
from mithaq.words import Texts
from pydantic import Field, TypeAdapter

from conventions.domain.core.vocabulary import RoundOutcome, Stance
from conventions.domain.minutes import Answer, Minutes, Rewriting
from conventions.routes.views.minutes_text import Bounded, Writer
from conventions.routes.views.negotiation import AskedView
from conventions.routes.views.wording import ProposedWordsView, WordsView

# Bytes of a page's answers, of what was rewritten, of what stands: each is told three times.
_PART: Final = 20_000


class AnswerView(View):
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    article: str | None
    stance: Open[Stance]
    remark: str | None
    proposed_text_fr: str | None
    proposed_text_ar: str | None
    words: Annotated[
        ProposedWordsView | None, Field(description="Beside the article as it read then.")
    ]
    on: date
    recorded_at: datetime
    late: bool
    superseded: Annotated[bool, Field(description="Its party answered anew.")]
    outdated: Annotated[bool, Field(description="The article was rewritten after it.")]

    @classmethod
    def of(cls, minutes: Minutes, answer: Answer) -> Self:
        position, party = answer.position, minutes.parties.get(answer.organisation_id)
        proposed = position.proposed_text_fr is not None or position.proposed_text_ar is not None
        return cls(
            organisation_id=answer.organisation_id,
            name_fr=party.name_fr if party else str(answer.organisation_id),
            name_ar=party.name_ar if party else None,
            article=answer.article,
            stance=position.stance,
            remark=position.remark,
            proposed_text_fr=position.proposed_text_fr,
            proposed_text_ar=position.proposed_text_ar,
            words=ProposedWordsView.of(answer.read, position) if proposed else None,
            on=answer.on,
            recorded_at=answer.recorded_at,
            late=answer.late,
            superseded=answer.superseded,
            outdated=answer.outdated,
        )


class RewritingView(View):
    article: str
    adopted_from: Annotated[UUID | None, Field(description="The party whose proposal it was.")]
    translated: Annotated[bool, Field(description="One language of it is the lead's translation.")]
    on: date
    recorded_at: datetime
    words: WordsView

    @classmethod
    def of(cls, rewriting: Rewriting) -> Self:
        return cls(
            article=rewriting.article,
            adopted_from=rewriting.adopted_from,
            translated=rewriting.translated,
            on=rewriting.on,
            recorded_at=rewriting.recorded_at,
            words=WordsView.of(rewriting.before, rewriting.after),
        )


class StandingView(View):
    """A reservation that stands; what its party proposed is in its answer."""

    organisation_id: UUID
    article: str | None
    stance: Open[Stance]
    remark: str | None
    outdated: bool

    @classmethod
    def of(cls, answer: Answer) -> Self:
        return cls(
            organisation_id=answer.organisation_id,
            article=answer.article,
            stance=answer.position.stance,
            remark=answer.position.remark,
            outdated=answer.outdated,
        )


class MinutesView(View):
    """`answers` are in their order, a page of them; `reservations` are all that stand."""

    round: int
    opened_on: date
    deadline: date
    taken_over: bool
    undecided: bool
    closed_on: date | None
    outcome: Open[RoundOutcome] | None
    reason: str | None
    kept: list[UUID]
    asked: list[AskedView]
    silent: Annotated[list[UUID], Field(description="Signing parties that said nothing.")]
    answers: list[AnswerView]
    next: Annotated[str | None, Field(description="The cursor of the next page of answers.")]
    rewritten: list[RewritingView]
    reservations: list[StandingView]
    left_out: Annotated[
        dict[str, int],
        Field(
            description="How many more articles were rewritten, and reservations stand, than fit: "
            "`events` has those, `positions` these."
        ),
    ]
    text_fr: Annotated[str, Field(description="The same page, to be read, in French.")]
    text_ar: Annotated[str, Field(description="The same, to be read, in Arabic.")]

    @classmethod
    def of(cls, minutes: Minutes, texts: Texts, cursor: Window) -> Self:
        numbered, place = _answers(minutes, cursor)
        page = cursor.shown(numbered, place, lambda each: AnswerView.of(minutes, each[1]), _PART)
        shown = [answer for _, answer in numbered[: len(page.items)]]
        rewritten = [RewritingView.of(each) for each in minutes.rewritten]
        reservations = [StandingView.of(each) for each in minutes.reservations]
        fit, stand = fitting(rewritten, _PART), fitting(reservations, _PART)
        bounded = Bounded(minutes, shown, minutes.rewritten[:fit], minutes.reservations[:stand])
        text_fr, text_ar = (Writer(texts, bounded, language).written() for language in ("fr", "ar"))
        missing = {"rewritten": len(rewritten) - fit, "reservations": len(reservations) - stand}
        return cls(
            round=minutes.round,
            opened_on=minutes.opened_on,
            deadline=minutes.deadline,
            taken_over=minutes.taken_over,
            undecided=minutes.undecided,
            closed_on=minutes.closed_on,
            outcome=minutes.outcome,
            reason=minutes.reason,
            kept=list(minutes.kept),
            asked=[AskedView.model_validate(each) for each in minutes.asked],
            silent=list(minutes.silent),
            answers=list(page.items),
            next=page.next,
            rewritten=rewritten[:fit],
            reservations=reservations[:stand],
            left_out={name: count for name, count in missing.items() if count},
            text_fr=text_fr,
            text_ar=text_ar,
        )


_NTH: Final = TypeAdapter(VersionKey)


def _answers(
    minutes: Minutes, cursor: Window
) -> tuple[Sequence[tuple[int, Answer]], Callable[[tuple[int, Answer]], int]]:
    """Those of the page and one more, each with its number."""
    after = cursor.after(_NTH) or 0
    numbered = list(enumerate(minutes.answers, start=1))
    return numbered[after : after + cursor.fetch], lambda each: each[0]
