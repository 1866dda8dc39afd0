"""What a paper file leaves open holds payments: whoever orders one asks it here."""

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention


class ArchiveIncomplete(RuleBroken):
    """No payment is ordered while the paper file leaves open what it rests on."""

    code = "archive-incomplete"


def ensure_archive_complete(convention: Convention, _: Caller) -> None:
    """The file leaves nothing open that a payment rests on; of any other convention, nothing."""
    if convention.archive is None:
        return
    left = [gap for gap in convention.archive.gaps if gap.holds_payment]
    if left:
        raise ArchiveIncomplete(
            reference=convention.terms.outline.reference,
            gaps=tuple(sorted({str(gap.kind) for gap in left})),
            parts=tuple(gap.part for gap in left if gap.part is not None),
        )
