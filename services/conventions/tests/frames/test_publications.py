"""What the office publishes: by one person, confirmed by another, never changed."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.frame import Thresholds, VisaRule, frame_of
from conventions.domain.core.terms import TemplateRef
from conventions.domain.core.vocabulary import ApprovalKind, Instrument
from conventions.domain.frames import events as e
from conventions.domain.frames import rules
from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.publication import Publication, Standing
from conventions.domain.frames.resolve import Chosen, resolve
from conventions.domain.frames.template import Choice, ParameterKind, Template
from mithaq.commands import Caller
from mithaq.errors import MithaqError

from ..people import CLERK, OFFICE, REGION_HEAD
from ..proposal import mad
from .published import (
    ADVANCE,
    FINANCING,
    KIND,
    LENGTH,
    MEDINAS,
    TEMPLATE,
    confirm,
    confirm_kind,
    define,
    framed,
    kinds,
    publish,
    templates,
    with_article,
    with_clause,
    withdraw,
    withdraw_kind,
)

OTHER = replace(FINANCING, title_fr="Autre")


def test_a_version_is_published_by_one_person_and_confirmed_by_another() -> None:
    published = e.TemplatePublished(name=TEMPLATE, version=1, template=FINANCING)
    templates().then(publish(), published)
    story = templates().when(publish())
    assert story.state.newest() is None
    story.then(confirm(), e.TemplateConfirmed(name=TEMPLATE, version=1))
    assert story.when(confirm()).state.newest() == 1


def test_who_published_a_version_does_not_confirm_it_under_any_writing_of_the_name() -> None:
    story = templates().when(publish())
    refused = story.refuses(confirm(caller=OFFICE), rules.PublisherMayNotConfirm)
    assert refused.values == {"name": TEMPLATE, "version": 1}
    alike = replace(OFFICE, subject="OFFICE")
    story.refuses(confirm(caller=alike), rules.PublisherMayNotConfirm)
    kinds().when(define()).refuses(confirm_kind(caller=OFFICE), rules.PublisherMayNotConfirm)


def test_the_office_alone_publishes_confirms_and_withdraws() -> None:
    stranger: Caller = REGION_HEAD
    refused = templates().refuses(publish(caller=stranger), core.CapacityRefused)
    assert refused.values == {"command": "PublishTemplate", "needed": "office"}
    story = templates().when(publish())
    story.refuses(confirm(caller=stranger), core.CapacityRefused)
    story.refuses(withdraw(caller=stranger), core.CapacityRefused)
    kinds().refuses(define(caller=stranger), core.CapacityRefused)


def test_in_the_words_of_the_last_version_nothing_is_published_unless_it_was_withdrawn() -> None:
    story = templates().when(publish())
    story.then(publish(caller=CLERK))
    gone = story.when(withdraw())
    gone.then(publish(), e.TemplatePublished(name=TEMPLATE, version=2, template=FINANCING))
    assert [version.published_by for version in story.state.versions.values()] == ["office"]


def test_nothing_of_a_version_changes_whatever_comes_after() -> None:
    story = templates().when(publish(), confirm(), publish(OTHER))
    assert story.state.newest() == 1
    after = story.when(confirm(2)).state
    assert after.newest() == 2
    assert after.versions[1].content == FINANCING


def test_what_is_confirmed_or_withdrawn_already_stays_so() -> None:
    confirmed = templates().when(publish(), confirm())
    confirmed.then(confirm())
    withdrawn = confirmed.when(withdraw())
    withdrawn.then(withdraw())
    withdrawn.refuses(confirm(), rules.VersionWithdrawn)
    assert withdrawn.state.newest() is None
    assert withdrawn.state.versions[1].standing is Standing.WITHDRAWN
    templates().when(publish()).refuses(withdraw(reason=" "), core.ReasonMissing)
    templates().when(publish()).refuses(confirm(2), rules.VersionUnknown)


def test_a_kind_has_the_same_life() -> None:
    story = kinds().when(define())
    story.then(confirm_kind(), e.ProgrammeKindConfirmed(code=KIND, version=1))
    confirmed = story.when(confirm_kind())
    confirmed.then(define())
    confirmed.then(confirm_kind())
    gone = confirmed.when(withdraw_kind())
    gone.then(withdraw_kind())
    assert gone.state.newest() is None
    gone.then(define(), e.ProgrammeKindDefined(code=KIND, version=2, kind=MEDINAS))


UNSOUND: list[tuple[Template, type[MithaqError]]] = [
    (with_article(FINANCING, 0, heading_ar=" "), core.TextBlank),
    (replace(FINANCING, basis=" "), core.TextBlank),
    (replace(FINANCING, articles=FINANCING.articles * 2), core.NameDuplicated),
    (replace(FINANCING, articles=FINANCING.articles[2:]), rules.TemplateBindsNothing),
    (with_article(FINANCING, 1, clauses=()), rules.ClauseMissing),
    (with_article(FINANCING, 1, clauses=(ADVANCE, ADVANCE)), core.NameDuplicated),
    (with_clause(text_ar="بدون"), rules.PlacesDiffer),
    (with_clause(text_fr=ADVANCE.text_fr + " {other}"), rules.PlacesDiffer),
    (with_clause(text_fr=ADVANCE.text_fr + " {"), rules.PlacesDiffer),
    (with_clause(parameters=ADVANCE.parameters[1:]), rules.PlacesDiffer),
    (with_clause(parameters=(*ADVANCE.parameters, ADVANCE.parameters[0])), core.NameDuplicated),
    (
        with_clause(
            parameters=(
                replace(ADVANCE.parameters[0], kind=ParameterKind.CHOICE),
                *ADVANCE.parameters[1:],
            )
        ),
        rules.ChoicesMalformed,
    ),
    (
        with_clause(
            parameters=(
                replace(ADVANCE.parameters[0], choices=LENGTH.parameters[1].choices),
                *ADVANCE.parameters[1:],
            )
        ),
        rules.ChoicesMalformed,
    ),
    (
        with_clause(
            parameters=(
                replace(
                    ADVANCE.parameters[0],
                    choices=(Choice(choice="one", text_fr="un", text_ar="واحد"),),
                ),
                *ADVANCE.parameters[1:],
            )
        ),
        rules.ChoicesMalformed,
    ),
]


@pytest.mark.parametrize(("template", "rule"), UNSOUND)
def test_an_unsound_template_is_not_published(template: Template, rule: type[MithaqError]) -> None:
    templates().refuses(publish(template), rule)


def test_what_stands_in_one_language_alone_is_named() -> None:
    refused = templates().refuses(
        publish(with_clause(text_ar="يؤدي {funder} {advance} {share}.")), rules.PlacesDiffer
    )
    assert refused.values == {"clause": "advance", "language": "ar", "places": "before"}


SILENCE = VisaRule(approval=ApprovalKind.FINANCE, tacit_after_working_days=0, basis="x")
UNSOUND_KINDS: list[tuple[ProgrammeKind, type[MithaqError]]] = [
    (replace(MEDINAS, name_ar=" "), core.TextBlank),
    (replace(MEDINAS, mandatory_articles=("object", "object")), core.NameDuplicated),
    (replace(MEDINAS, criteria=MEDINAS.criteria * 2), core.NameDuplicated),
    (replace(MEDINAS, committees=MEDINAS.committees * 2), core.NameDuplicated),
    (replace(MEDINAS, split_within_days=None), rules.SplitDelayMalformed),
    (replace(MEDINAS, split_within_days=0), rules.SplitDelayMalformed),
    (replace(MEDINAS, later_split=False), rules.SplitDelayMalformed),
    (replace(MEDINAS, visas=(SILENCE,)), rules.VisaDelayMalformed),
    (
        replace(
            MEDINAS,
            visas=(replace(SILENCE, tacit_after_working_days=None, from_total=mad(-1)),),
        ),
        core.AmountNegative,
    ),
    (
        replace(MEDINAS, committees=(replace(MEDINAS.committees[0], every_months=0),)),
        rules.CommitteeMalformed,
    ),
    (
        replace(MEDINAS, committees=(replace(MEDINAS.committees[0], chair="witness"),)),
        rules.CommitteeMalformed,
    ),
]


@pytest.mark.parametrize(("kind", "rule"), UNSOUND_KINDS)
def test_an_unsound_kind_is_not_defined(kind: ProgrammeKind, rule: type[MithaqError]) -> None:
    kinds().refuses(define(kind), rule)


def test_a_frame_joins_what_template_and_kind_ask_and_keeps_the_usual_visas() -> None:
    frame = framed()
    assert frame.template == TemplateRef(name=TEMPLATE, version=1)
    assert (frame.programme_kind, frame.kind_version) == (KIND, 1)
    assert frame.mandatory_articles == ("object", "financing", "governance")
    assert frame.worded_by_clause == ("financing",)
    assert (frame.later_split, frame.split_within_days) == (True, 90)
    assert frame.criteria == ("heritage",)
    assert frame.committees == MEDINAS.committees
    approvals = [visa.approval for visa in frame.visas]
    assert sorted(approvals) == sorted(ApprovalKind)
    assert frame.visas[-1] == MEDINAS.visas[0]


def test_a_kind_alone_leaves_the_articles_of_the_instrument() -> None:
    frame = framed(template=None)
    usual = frame_of(Instrument.FINANCING).mandatory_articles
    assert frame.mandatory_articles == (*usual, "governance")
    assert framed(kind=None).visas == frame_of(Instrument.FINANCING).visas


def refused_by(chosen: Chosen, instrument: Instrument = Instrument.FINANCING) -> MithaqError:
    published = templates().when(publish(), confirm(), publish(OTHER)).state
    with pytest.raises(MithaqError) as caught:
        resolve(instrument, chosen, published, kinds().when(define()).state, Thresholds())
    return caught.value


def test_only_a_confirmed_version_for_the_instrument_is_used() -> None:
    newest = Chosen(template=TEMPLATE)
    assert isinstance(refused_by(newest, Instrument.FRAMEWORK), rules.TemplateOfAnotherInstrument)
    second, third = (Chosen(template=TEMPLATE, version=number) for number in (2, 3))
    assert isinstance(refused_by(second), rules.VersionNotConfirmed)
    assert isinstance(refused_by(third), rules.VersionNotConfirmed)
    assert isinstance(refused_by(Chosen(programme_kind=KIND)), rules.VersionNotConfirmed)


def test_what_was_never_published_or_withdrawn_is_not_used() -> None:
    def tried(chosen: Chosen, *, withdrawn: bool) -> MithaqError:
        story = templates().when(publish(), confirm(), withdraw()) if withdrawn else templates()
        with pytest.raises(MithaqError) as caught:
            resolve(Instrument.FINANCING, chosen, story.state, Publication(), Thresholds())
        return caught.value

    newest, named = Chosen(template=TEMPLATE), Chosen(template=TEMPLATE, version=1)
    assert isinstance(tried(newest, withdrawn=True), rules.VersionWithdrawn)
    assert isinstance(tried(named, withdrawn=True), rules.VersionWithdrawn)
    assert isinstance(tried(newest, withdrawn=False), rules.TemplateUnknown)
    kind = Chosen(programme_kind="unheard-of")
    assert isinstance(tried(kind, withdrawn=False), rules.ProgrammeKindUnknown)
