"""The HTTP conventions that all services share.

app = create_app(service="conventions", title=..., routers=[...], texts=..., settings=...)

@router.post("/v1/conventions/{id}/signature", responses=PROBLEMS)
async def sign(id: UUID, body: Signature, submission: Conditional, response: Response) -> Answer:
    sender = Sender(submission, response)
    request = submission.request("signatory", body.on)
    return sender.answer(await streams.run(f"convention-{id}", decide, request), id)
"""

from mithaq.http.amounts import with_amounts
from mithaq.http.answer import Answer, answer
from mithaq.http.app import create_app, parts_of, token_verifier
from mithaq.http.body import Body, Dated, MoneyBody, TotalBody
from mithaq.http.calendar import Day, Instant
from mithaq.http.errors import AnswerTooLarge, PreconditionRequired
from mithaq.http.etags import VERSIONED, etag, set_version
from mithaq.http.examples import PROBLEMS
from mithaq.http.fields import (
    Address,
    Code,
    Count,
    Digest,
    Flag,
    Line,
    Name,
    NameInPath,
    Once,
    Prose,
    Reason,
    Sought,
    Whole,
    WholeInText,
    Year,
)
from mithaq.http.health import Check, create_probes
from mithaq.http.pages import Cursor, Page, SeqKey, VersionKey, Window
from mithaq.http.position import MinPosition
from mithaq.http.problems import FieldError, findings_of, language_of
from mithaq.http.samples import samples
from mithaq.http.sender import Sender, UnconditionalSender
from mithaq.http.shortening import ANSWER_BYTES, fitting, shortened
from mithaq.http.submissions import CallerOf, Conditional, Grounded, Unconditional
from mithaq.http.view import View

__all__ = [
    "ANSWER_BYTES",
    "PROBLEMS",
    "VERSIONED",
    "Address",
    "Answer",
    "AnswerTooLarge",
    "Body",
    "CallerOf",
    "Check",
    "Code",
    "Conditional",
    "Count",
    "Cursor",
    "Dated",
    "Day",
    "Digest",
    "FieldError",
    "Flag",
    "Grounded",
    "Instant",
    "Line",
    "MinPosition",
    "MoneyBody",
    "Name",
    "NameInPath",
    "Once",
    "Page",
    "PreconditionRequired",
    "Prose",
    "Reason",
    "Sender",
    "SeqKey",
    "Sought",
    "TotalBody",
    "Unconditional",
    "UnconditionalSender",
    "VersionKey",
    "View",
    "Whole",
    "WholeInText",
    "Window",
    "Year",
    "answer",
    "create_app",
    "create_probes",
    "etag",
    "findings_of",
    "fitting",
    "language_of",
    "parts_of",
    "samples",
    "set_version",
    "shortened",
    "token_verifier",
    "with_amounts",
]
