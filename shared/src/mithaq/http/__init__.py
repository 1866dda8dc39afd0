"""HTTP as every service of ours speaks it.

app = create_app(service="conventions", title=..., routers=[...], texts=..., settings=...)

@router.post("/v1/conventions/{id}/signature", responses=PROBLEMS)
async def sign(id: UUID, body: Signature, submission: Conditional, response: Response) -> Answer:
    request = submission.request("signatory", body.on)
    accepted = await streams.run(f"convention-{id}", decide, request)
    return answer(response, accepted, id)
"""

from mithaq.http.answer import Answer, answer
from mithaq.http.app import create_app, parts_of, token_verifier
from mithaq.http.body import Body, MoneyBody
from mithaq.http.etags import etag, set_version
from mithaq.http.examples import PROBLEMS
from mithaq.http.health import Check
from mithaq.http.pages import Cursor, Page, Window
from mithaq.http.position import MinPosition
from mithaq.http.submissions import CallerOf, Conditional, Unconditional
from mithaq.http.texts import Language, Text, Texts, Words

__all__ = [
    "PROBLEMS",
    "Answer",
    "Body",
    "CallerOf",
    "Check",
    "Conditional",
    "Cursor",
    "Language",
    "MinPosition",
    "MoneyBody",
    "Page",
    "Text",
    "Texts",
    "Unconditional",
    "Window",
    "Words",
    "answer",
    "create_app",
    "etag",
    "parts_of",
    "set_version",
    "token_verifier",
]
