"""The first decision: a proposal, with as much of it as is already known."""

from collections.abc import Callable, Iterator
from functools import partial

from mithaq.events import Origin

from conventions.domain import drafting
from conventions.domain.checks import organisation_of
from conventions.domain.commands import drafting as c
from conventions.domain.drafting import Events
from conventions.domain.events import drafting as e
from conventions.domain.evolve import evolve
from conventions.domain.evolving.drafting import drafted
from conventions.domain.rules.access import CommandClosed
from conventions.domain.rules.terms import DurationNotPositive
from conventions.domain.state import Convention
from conventions.domain.terms_checks import ensure_envelope


def draft(command: c.DraftConvention) -> Events:
    """The proposal and all that came with it: the first broken rule refuses the whole."""
    proposal = _proposal(command)
    events: Events = [proposal]
    convention = drafted(proposal)
    origin = Origin(by=command.caller.actor("drafter"), effective_date=command.on)
    for decide in _parts(command):
        new = decide(convention)
        events += new
        for event in new:
            convention = evolve(convention, event, origin)
    return events


def refuse_second_draft(convention: Convention, command: c.DraftConvention) -> Events:
    """A convention is drafted once."""
    raise CommandClosed(command=type(command).__name__, state=str(convention.state))


def _proposal(command: c.DraftConvention) -> e.ConventionDrafted:
    ensure_envelope(command.total, command.first_year, command.last_year)
    if command.duration_months is not None and command.duration_months < 1:
        raise DurationNotPositive(months=command.duration_months)
    return e.ConventionDrafted(
        convention_id=command.convention_id,
        reference=command.reference,
        instrument=command.instrument,
        title_fr=command.title_fr,
        title_ar=command.title_ar,
        territory=command.territory,
        region=command.region,
        total=command.total,
        first_year=command.first_year,
        last_year=command.last_year,
        duration_months=command.duration_months,
        drafted_by=organisation_of(command.caller),
    )


def _parts(command: c.DraftConvention) -> Iterator[Callable[[Convention], Events]]:
    convention_id, caller, on = command.convention_id, command.caller, command.on
    for party in command.parties:
        invite = c.InviteParty(convention_id=convention_id, caller=caller, on=on, party=party)
        yield partial(drafting.invite, command=invite)
    for article in command.articles:
        write = c.WriteArticle(convention_id=convention_id, caller=caller, on=on, article=article)
        yield partial(drafting.write, command=write)
    for action in command.actions:
        plan = c.PlanAction(convention_id=convention_id, caller=caller, on=on, action=action)
        yield partial(drafting.plan, command=plan)
    for contribution in command.contributions:
        pledge = c.PledgeContribution(
            convention_id=convention_id, caller=caller, on=on, contribution=contribution
        )
        yield partial(drafting.pledge, command=pledge)
