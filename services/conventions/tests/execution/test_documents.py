"""Documents that a release asks for."""

from conventions.domain.execution.commands import DepositDocument
from conventions.domain.execution.events import DocumentDeposited
from conventions.domain.execution.rules import DigestMalformed

from ..people import ID, bookkeeper
from ..tranches.story import scheduled

DIGEST = "ab" * 32


def test_a_document_is_known_by_its_digest() -> None:
    deposit = bookkeeper(DepositDocument, tranche="R2", kind="site-report", sha256=DIGEST)
    fact = DocumentDeposited(convention_id=ID, tranche="R2", kind="site-report", sha256=DIGEST)
    scheduled().then(deposit, fact)
    scheduled().given(fact).then(deposit)
    bad = bookkeeper(DepositDocument, tranche="R2", kind="site-report", sha256="AB")
    scheduled().refuses(bad, DigestMalformed)
