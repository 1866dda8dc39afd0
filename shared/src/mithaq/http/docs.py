"""The API's description at `/openapi.json`, and a page of it (Swagger UI) at `/docs`."""

from typing import Final

import orjson
from fastapi import APIRouter
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.requests import Request
from starlette.responses import Response

docs = APIRouter(include_in_schema=False)

# The page loads script and style from jsDelivr, and FastAPI adds an inline script.
_POLICY: Final = (
    "default-src 'none'; connect-src 'self'; frame-ancestors 'none'; "
    "script-src https://cdn.jsdelivr.net 'unsafe-inline'; "
    "style-src https://cdn.jsdelivr.net 'unsafe-inline'; "
    "img-src data: https://fastapi.tiangolo.com"
)


@docs.get("/openapi.json")
async def description(request: Request) -> Response:
    """The description as it was written down at the first request: a large one takes 20 ms."""
    state = request.app.state
    if not hasattr(state, "description"):
        state.description = orjson.dumps(request.app.openapi())
    return Response(state.description, media_type="application/json")


@docs.get("/docs")
async def page(request: Request) -> Response:
    shown = get_swagger_ui_html(
        openapi_url=f"{request.scope['root_path']}/openapi.json", title=request.app.title
    )
    shown.headers["Content-Security-Policy"] = _POLICY
    return shown
