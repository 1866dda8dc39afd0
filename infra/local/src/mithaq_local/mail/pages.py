"""Shows the mails on a web page and as JSON. Their content is untrusted: escaped and sandboxed."""

from dataclasses import asdict
from email.message import EmailMessage, MIMEPart
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from mithaq_local.mail.store import MailStore, Summary, header, parse
from mithaq_local.web import health

PAGE_SIZE = 200
SHOWN_HEADERS = ("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID")
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
# For the mail's own HTML: no scripts, no forms, no requests, a separate origin.
MAIL_HEADERS = PAGE_HEADERS | {
    "Content-Security-Policy": (
        "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
}
TEMPLATES = Environment(loader=PackageLoader("mithaq_local.mail"), autoescape=True)


def routes(store: MailStore) -> list[Route]:
    """The mail server's routes: pages and JSON."""
    shown = Pages(store)
    return [
        health(),
        Route("/", shown.index),
        Route("/mails/{id}", shown.mail),
        Route("/mails/{id}/html", shown.html),
        Route("/mails/{id}/raw", shown.raw),
        Route("/mails/{id}/attachments/{number:int}", shown.attachment),
        Route("/api/mails", shown.list_json),
        Route("/api/mails", shown.clear, methods=["DELETE"]),
        Route("/api/mails/{id}", shown.mail_json),
    ]


class Pages:
    """Handlers around one store."""

    def __init__(self, store: MailStore) -> None:
        self._store = store

    async def index(self, request: Request) -> Response:
        recipient = request.query_params.get("to", "")
        mails = list(self._store.newest(recipient))
        return _page("list.html", mails=mails[:PAGE_SIZE], count=len(mails), recipient=recipient)

    async def mail(self, request: Request) -> Response:
        summary, message = self._find(request)
        return _page(
            "mail.html",
            mail=summary,
            headers=[(name, header(message, name)) for name in SHOWN_HEADERS if name in message],
            plain=_body(message, "plain"),
            html=_body(message, "html") is not None,
            attachments=[_file_name(part) for part in message.iter_attachments()],
        )

    async def html(self, request: Request) -> Response:
        _, message = self._find(request)
        if (body := _body(message, "html")) is None:
            raise HTTPException(404)
        return HTMLResponse(body, headers=MAIL_HEADERS)

    async def raw(self, request: Request) -> Response:
        summary, _ = self._find(request)
        return Response(self._store.raw(summary.id), headers=_download(f"{summary.id}.eml"))

    async def attachment(self, request: Request) -> Response:
        _, message = self._find(request)
        parts = list(message.iter_attachments())
        number = int(request.path_params["number"])
        if number >= len(parts):
            raise HTTPException(404)
        part = parts[number]
        content = part.get_payload(decode=True)
        return Response(content or part.as_bytes(), headers=_download(_file_name(part)))

    async def list_json(self, request: Request) -> Response:
        mails = self._store.newest(request.query_params.get("to", ""))
        return JSONResponse([asdict(summary) for summary in mails])

    async def mail_json(self, request: Request) -> Response:
        summary, message = self._find(request)
        content = {
            "headers": {name: header(message, name) for name in message},
            "plain": _body(message, "plain"),
            "html": _body(message, "html"),
            "attachments": [_file_name(part) for part in message.iter_attachments()],
        }
        return JSONResponse(asdict(summary) | content)

    async def clear(self, _: Request) -> Response:
        self._store.clear()
        return Response(status_code=204)

    def _find(self, request: Request) -> tuple[Summary, EmailMessage]:
        name = request.path_params["id"]
        summary, raw = self._store.summary(name), self._store.raw(name)
        if summary is None or raw is None:
            raise HTTPException(404)
        return summary, parse(raw)


def _page(template: str, **values: object) -> Response:
    return HTMLResponse(TEMPLATES.get_template(template).render(values), headers=PAGE_HEADERS)


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    if part is None:
        return None
    try:
        return str(part.get_content())
    except (LookupError, ValueError, KeyError):  # unknown charset: decode as Latin-1
        return bytes(part.get_payload(decode=True)).decode("latin-1")


def _file_name(part: MIMEPart) -> str:
    return part.get_filename() or f"part.{part.get_content_subtype()}"


def _download(name: str) -> dict[str, str]:
    """Headers that make a browser save the content instead of showing it."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return PAGE_HEADERS | {
        "Content-Disposition": disposition,
        "Content-Type": "application/octet-stream",
    }
