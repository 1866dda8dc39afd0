"""The API documentation page (Swagger UI) at `/docs`, also through the gateway."""

from typing import Final

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


@docs.get("/docs")
async def page(request: Request) -> Response:
    shown = get_swagger_ui_html(
        openapi_url=f"{request.scope['root_path']}/openapi.json", title=request.app.title
    )
    shown.headers["Content-Security-Policy"] = _POLICY
    return shown
