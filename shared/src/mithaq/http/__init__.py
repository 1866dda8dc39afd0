"""The HTTP conventions that all services share.

app = create_app(service="conventions", title=..., routers=[...], texts=..., settings=...)

@router.post("/v1/conventions/{id}/signature", responses=PROBLEMS)
async def sign(id: UUID, body: Signature, submission: Conditional, response: Response) -> Answer:
    sender = Sender(submission, response)
    request = sender.request("signatory", body.on)
    return sender.answer(await streams.run(f"convention-{id}", decide, request), id)
"""

from mithaq.http.answer import Answer, answer
from mithaq.http.app import create_app, parts_of, token_verifier
from mithaq.http.body import Body, Dated, MoneyBody
from mithaq.http.etags import etag, set_version
from mithaq.http.examples import PROBLEMS
from mithaq.http.fields import Line, Name, NameInPath, Prose, Reason, Year
from mithaq.http.health import Check
from mithaq.http.pages import Cursor, Page, Window
from mithaq.http.position import MinPosition
from mithaq.http.samples import samples
from mithaq.http.sender import Sender, UnconditionalSender
from mithaq.http.submissions import CallerOf, Conditional, Unconditional
from mithaq.http.view import View

__all__ = [
    "PROBLEMS",
    "Answer",
    "Body",
    "CallerOf",
    "Check",
    "Conditional",
    "Cursor",
    "Dated",
    "Line",
    "MinPosition",
    "MoneyBody",
    "Name",
    "NameInPath",
    "Page",
    "Prose",
    "Reason",
    "Sender",
    "Unconditional",
    "UnconditionalSender",
    "View",
    "Window",
    "Year",
    "answer",
    "create_app",
    "etag",
    "parts_of",
    "samples",
    "set_version",
    "token_verifier",
]
