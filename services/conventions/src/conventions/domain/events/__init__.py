"""Everything that can have happened to a convention, and the names it is stored under.

Stream: `convention-{convention_id}`. The wire names are the published contract: a field is only
ever added with a default; anything else is a new version with an upcast.
"""

from conventions.domain.events import agreeing, amending, drafting, executing

DraftingEvent = (
    drafting.ConventionDrafted
    | drafting.PartyInvited
    | drafting.PartyRemoved
    | drafting.ArticleWritten
    | drafting.ActionPlanned
    | drafting.ActionRemoved
    | drafting.ContributionPledged
    | drafting.ContributionWithdrawn
    | drafting.TotalRevised
    | drafting.ConventionProposed
    | drafting.ConventionWithdrawn
)
AgreeingEvent = (
    agreeing.NegotiationRoundOpened
    | agreeing.PositionTaken
    | agreeing.NegotiationRoundClosed
    | agreeing.TextAgreed
    | agreeing.TextReopened
    | agreeing.ApprovalsRequested
    | agreeing.ApprovalGranted
    | agreeing.ApprovalRefused
    | agreeing.SignaturesRequested
    | agreeing.PartySigned
    | agreeing.SignatureRefused
    | agreeing.ConventionSigned
    | agreeing.ConventionEnteredIntoForce
)
ExecutingEvent = (
    executing.TranchePlanned
    | executing.TrancheCancelled
    | executing.ProgressReported
    | executing.DocumentDeposited
    | executing.FundsCalled
    | executing.TrancheCommitted
    | executing.TrancheVisaed
    | executing.PaymentOrdered
    | executing.TranchePaid
    | executing.TrancheJustified
    | executing.OverpaymentRecorded
    | executing.OverpaymentSettled
    | executing.ConventionSuspended
    | executing.ConventionResumed
    | executing.ConventionCompleted
)
AmendingEvent = (
    amending.AmendmentDrafted
    | amending.AmendmentPositionTaken
    | amending.AmendmentRevised
    | amending.AmendmentTextAgreed
    | amending.AmendmentSignaturesRequested
    | amending.AmendmentPartySigned
    | amending.AmendmentSigned
    | amending.AmendmentTookEffect
    | amending.AmendmentWithdrawn
)
ConventionEvent = DraftingEvent | AgreeingEvent | ExecutingEvent | AmendingEvent
