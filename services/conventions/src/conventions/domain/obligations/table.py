"""Transitions of obligations: the convention's state stays as it is."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import OPEN_TEXT, RUNNING, Rule, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.editing import ensure_no_open_round
from conventions.domain.core.limits import OccurrencesTooMany, PartsTooMany
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.policy import EDITORS, Capacity
from conventions.domain.execution.rules import DigestMalformed
from conventions.domain.obligations import commands as c
from conventions.domain.obligations import decide, rules
from conventions.domain.obligations import occurrence_rules as of_one
from conventions.domain.obligations.found import OccurrenceUnknown
from conventions.domain.obligations.order import noted_on

_STILL = (ensure_no_open_round,)
_OWED = (rules.ensure_some_obligation,)
_OWNER = (Capacity.PARTY,)
_JUDGES = (Capacity.OFFICE, Capacity.PARTY)
_KNOWN: tuple[Rule, ...] = (rules.ObligationUnknown, OccurrenceUnknown, of_one.OccurrenceClosed)
_JUDGED: tuple[Rule, ...] = (
    *_KNOWN,
    DutiesNotSeparated,
    of_one.OwnEvidence,
    of_one.NotTheCertifier,
)

OBLIGATIONS = (
    row(
        c.WriteObligation,
        decide.write_obligation,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(
            core.TextBlank,
            core.NameDuplicated,
            PartyUnknown,
            rules.OwnBeneficiary,
            rules.DueRuleUnfit,
            rules.ObligationTooSoon,
            rules.ObligationWithoutEnd,
            OccurrencesTooMany,
            PartsTooMany,
        ),
    ),
    row(
        c.RemoveObligation,
        decide.remove_obligation,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(rules.ObligationUnknown,),
    ),
    row(
        c.SubmitEvidence,
        decide.submit,
        RUNNING,
        _OWNER,
        ready=_OWED,
        rules=(
            *_KNOWN,
            of_one.NotTheOwner,
            DutiesNotSeparated,
            of_one.PeriodNotOver,
            of_one.SubmissionBackdated,
            core.NameDuplicated,
            DigestMalformed,
            of_one.EvidenceLacking,
        ),
        while_inactive=True,
    ),
    row(
        c.WithdrawEvidence,
        decide.withdraw,
        RUNNING,
        _OWNER,
        ready=(rules.ensure_evidence_waits,),
        rules=(core.ReasonMissing, *_KNOWN, of_one.NotTheOwner),
        while_inactive=True,
    ),
    row(
        c.CertifyEvidence,
        decide.certify,
        RUNNING,
        _JUDGES,
        ready=(rules.ensure_evidence_waits,),
        rules=_JUDGED,
    ),
    row(
        c.ReturnEvidence,
        decide.return_evidence,
        RUNNING,
        _JUDGES,
        ready=(rules.ensure_evidence_waits,),
        rules=(core.ReasonMissing, *_JUDGED, of_one.ReturnDelayUnfit),
    ),
    row(
        c.AskWaiver,
        decide.ask_waiver,
        RUNNING,
        (Capacity.LEAD,),
        ready=_OWED,
        rules=(core.ReasonMissing, *_KNOWN, of_one.WaiverAlreadyAsked),
    ),
    row(
        c.WaiveOccurrence,
        decide.waive,
        RUNNING,
        (Capacity.OFFICE,),
        ready=(rules.ensure_waiver_asked,),
        rules=(*_KNOWN, of_one.WaiverNotAsked, DutiesNotSeparated, of_one.OwnEvidence),
    ),
    row(
        c.NoteObligationDueSoon,
        decide.note_due_soon,
        RUNNING,
        (Capacity.SYSTEM,),
        effective_on=noted_on,
        while_inactive=True,
    ),
    row(
        c.NoteObligationMissed,
        decide.note_missed,
        RUNNING,
        (Capacity.SYSTEM,),
        effective_on=noted_on,
        while_inactive=True,
    ),
)
