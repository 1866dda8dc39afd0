"""Decisions on what two persons change of an organisation: one asks, another confirms.

Whether the change is possible is asked both times: much may have happened in between.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from partners.domain import commands, events, rules
from partners.domain.attaching import attached, ensure_attached
from partners.domain.change import OrganisationChange
from partners.domain.mandating import revoked
from partners.domain.organisation import Organisation
from partners.domain.standing import (
    ensure_not_left,
    ensure_not_own,
    ensure_not_suspended,
    region_of,
)
from partners.domain.vocabulary import ChangeAct, OrganisationState

Told = Sequence[events.OrganisationEvent]
_Changing = commands.AskChange | commands.ConfirmChange


def ask_change(organisation: Organisation, command: commands.AskChange) -> Told:
    """Asked again by the same person it is asked once; another waits for the first to be over."""
    asked, change = organisation.asked, command.change
    if asked is not None:
        if asked.change == change and asked.by == command.caller.person:
            return []
        raise rules.ChangeAlreadyAsked(act=str(asked.change.act))
    if change.act is not ChangeAct.CLOSURE:
        ensure_not_own(organisation, command.organisation_id, command)
    _made(organisation, command, change)
    return [events.ChangeAsked(organisation_id=command.organisation_id, change=change)]


def confirm_change(organisation: Organisation, command: commands.ConfirmChange) -> Told:
    """Another person of the office, who never acted for the organisation, sees to it."""
    asked = organisation.asked
    if asked is None:
        raise rules.ChangeNotAsked
    if asked.by == command.caller.person:
        raise rules.AskerMayNotConfirm
    ensure_not_own(organisation, command.organisation_id, command)
    if asked.change.act is ChangeAct.CORRECTION:
        _ensure_not_registrar(organisation, command)
    return _made(organisation, command, asked.change)


def decline_change(organisation: Organisation, command: commands.DeclineChange) -> Told:
    asked = organisation.asked
    if asked is None:
        raise rules.ChangeNotAsked
    return [
        events.ChangeDeclined(
            organisation_id=command.organisation_id,
            act=asked.change.act,
            reason=command.reason,
        )
    ]


def _ensure_not_registrar(organisation: Organisation, command: commands.ConfirmChange) -> None:
    if organisation.registered_by == command.caller.person:
        raise rules.RegistrarMayNotCorrect


def _made(organisation: Organisation, command: _Changing, change: OrganisationChange) -> Told:
    """The events of the change, or the rule that it breaks."""
    return _ACTS[change.act](organisation, command, change)


def _close(organisation: Organisation, command: _Changing, change: OrganisationChange) -> Told:
    """Its mandates end on the day of the closure; nothing is left attached to what is no more."""
    ensure_not_left(organisation)
    if command.attached:
        raise rules.StillAttached(attached=command.attached, count=len(command.attached))
    closed_on = change.closed_on or command.on
    if closed_on > command.on:
        raise rules.ClosureInFuture(closed_on=str(closed_on))
    closed = events.OrganisationClosed(
        organisation_id=command.organisation_id, reason=change.reason, closed_on=closed_on
    )
    ending = [each for each in organisation.mandates.values() if each.may_hold_from(closed_on)]
    return [closed, *revoked(command.organisation_id, ending, closed_on, change.reason)]


def _reopen(organisation: Organisation, command: _Changing, change: OrganisationChange) -> Told:
    """Back to the state that it was closed in: a closure ends no suspension."""
    if organisation.state is not OrganisationState.CLOSED or organisation.before is None:
        raise rules.OrganisationNotClosed
    return [
        events.OrganisationReopened(
            organisation_id=command.organisation_id,
            reason=change.reason,
            state=organisation.before,
        )
    ]


def _merge(organisation: Organisation, command: _Changing, change: OrganisationChange) -> Told:
    """Neither suspended nor closed: a merger ends no suspension and revives nothing."""
    ensure_not_suspended(organisation)
    if change.into is None or change.into == command.organisation_id:
        raise rules.MergerIntoItself
    return [
        events.OrganisationMerged(
            organisation_id=command.organisation_id,
            into=change.into,
            reason=change.reason,
            evidence=change.evidence or "",
        )
    ]


def _separate(organisation: Organisation, command: _Changing, change: OrganisationChange) -> Told:
    if organisation.merged_into is None or organisation.before is None:
        raise rules.OrganisationNotMerged
    return [
        events.OrganisationSeparated(
            organisation_id=command.organisation_id,
            separated_from=organisation.merged_into,
            reason=change.reason,
            state=organisation.before,
        )
    ]


def _correct(organisation: Organisation, command: _Changing, change: OrganisationChange) -> Told:
    if organisation.merged_into is not None:
        raise rules.OrganisationIsMerged(into=str(organisation.merged_into))
    identity = change.identity
    told: list[events.OrganisationEvent] = []
    if identity is not None and identity != organisation.identity:
        corrected = events.OrganisationCorrected(
            organisation_id=command.organisation_id,
            kind=identity.kind,
            name_fr=identity.name_fr,
            name_ar=identity.name_ar,
            ice=identity.ice,
            territory=identity.territory,
            region=region_of(identity),
            distinct_from=change.distinct_from,
            reason=change.reason,
        )
        told.append(corrected)
    told += attached(command.organisation_id, organisation.parent, change.parent)
    if organisation.state is not OrganisationState.REGISTERED:
        ensure_attached(identity, change.parent)
    if not told:
        raise rules.NothingCorrected
    return told


_Act = Callable[[Organisation, _Changing, OrganisationChange], Told]
_ACTS: Final[Mapping[ChangeAct, _Act]] = MappingProxyType(
    {
        ChangeAct.CLOSURE: _close,
        ChangeAct.REOPENING: _reopen,
        ChangeAct.MERGER: _merge,
        ChangeAct.SEPARATION: _separate,
        ChangeAct.CORRECTION: _correct,
    }
)
