"""The minutes of a round to be read: one line a fact, in the order in which a reader asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from mithaq.words import Shown, Texts

from conventions.domain.core.terms import Article
from conventions.domain.core.vocabulary import RoundOutcome
from conventions.domain.minutes import Answer, Minutes, Rewriting
from conventions.wording.differences import Change, differences, isolated

# Each has words as a term of this list.
LINES: Final = (
    *("title", "opened", "taken-over", "kept", "answers", "silent"),
    *("answer", "answer-on-article", "late", "late-on-article", "proposed"),
    *("rewritten", "adopted", "open", "undecided", "consensus", "arbitration"),
    *("reservations", "no-reservation"),
)


@dataclass(frozen=True, slots=True)
class Bounded:
    """Of the minutes, the answers, rewritings and reservations that one page tells."""

    minutes: Minutes
    answers: Sequence[Answer]
    rewritten: Sequence[Rewriting]
    reservations: Sequence[Answer]


class Writer:
    """Writes a page of the minutes of one round in one language."""

    def __init__(self, texts: Texts, page: Bounded, language: str) -> None:
        self._texts, self._page, self._language = texts, page, language
        self._minutes = page.minutes

    def written(self) -> str:
        """With its answers in full; what stands is told without the proposed texts."""
        return "\n".join(self._lines())

    def _say(self, line: str, **values: Shown) -> str:
        return self._texts.term("minutes", line, self._language, values)

    def _lines(self) -> Iterator[str]:
        minutes = self._minutes
        opened, deadline = str(minutes.opened_on), str(minutes.deadline)
        yield self._say("title", round=minutes.round)
        yield self._say("opened", opened=opened, deadline=deadline)
        if minutes.taken_over:
            yield self._say("taken-over")
        if minutes.kept:
            yield self._say("kept", parties=tuple(map(self._name, minutes.kept)))
        yield ""
        yield self._say("answers")
        for answer in self._page.answers:
            yield from self._answer(answer)
            yield from self._proposed(answer)
        if minutes.silent:
            yield self._say("silent", parties=tuple(map(self._name, minutes.silent)))
        for rewriting in self._page.rewritten:
            yield from self._rewriting(rewriting)
        yield ""
        yield self._end()
        yield from self._reservations()

    def _answer(self, answer: Answer) -> Iterator[str]:
        party, on = self._name(answer.organisation_id), str(answer.on)
        line, stance = "late" if answer.late else "answer", str(answer.position.stance)
        if answer.article is None:
            yield self._say(line, party=party, on=on, stance=stance)
        else:
            article = self._heading(answer.article, answer.read)
            line = f"{line}-on-article"
            yield self._say(line, party=party, on=on, stance=stance, article=article)
        if answer.position.remark:
            yield "  " + isolated(answer.position.remark)

    def _proposed(self, answer: Answer) -> Iterator[str]:
        read, position = answer.read, answer.position
        pairs = (
            ("fr", read.text_fr if read else None, position.proposed_text_fr),
            ("ar", read.text_ar if read else None, position.proposed_text_ar),
        )
        for language, before, proposed in pairs:
            if proposed is not None:
                yield self._say("proposed", language=language)
                yield "  " + marked(before, proposed)

    def _rewriting(self, rewriting: Rewriting) -> Iterator[str]:
        before, after = rewriting.before, rewriting.after
        article, on = self._heading(rewriting.article, before), str(rewriting.on)
        if rewriting.adopted_from is None:
            yield self._say("rewritten", article=article, on=on)
        else:
            party = self._name(rewriting.adopted_from)
            yield self._say("adopted", article=article, on=on, party=party)
        yield "  " + marked(before.text_fr if before else None, after.text_fr)
        yield "  " + marked(before.text_ar if before else None, after.text_ar)

    def _end(self) -> str:
        minutes = self._minutes
        if minutes.closed_on is None:
            return self._say("undecided" if minutes.undecided else "open")
        on = str(minutes.closed_on)
        if minutes.outcome == RoundOutcome.CONSENSUS:
            return self._say("consensus", on=on)
        return self._say("arbitration", on=on, reason=minutes.reason or "")

    def _reservations(self) -> Iterator[str]:
        if not self._minutes.reservations:
            yield self._say("no-reservation")
            return
        yield self._say("reservations")
        for answer in self._page.reservations:
            yield from self._answer(answer)

    def _heading(self, name: str, article: Article | None) -> str:
        if article is None:
            return name
        return (article.heading_ar if self._language == "ar" else None) or article.heading_fr

    def _name(self, organisation_id: UUID) -> str:
        party = self._minutes.parties.get(organisation_id)
        if party is None:
            return str(organisation_id)
        return (party.name_ar if self._language == "ar" else None) or party.name_fr


def marked(before: str | None, after: str | None) -> str:
    """Both texts in one: [-what was removed-] and {+what was added+}, each run for itself."""
    marks = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    runs = differences(before, after)
    return "".join(marks[run.change].format(isolated(run.text)) for run in runs)
