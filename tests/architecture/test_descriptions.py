"""What the descriptions of the services' APIs say of answers is what the routes do."""

import inspect

import pytest
from fastapi.routing import APIRoute
from mithaq.http import create_app
from mithaq.settings import Settings
from mithaq.words import texts_of

from tests.architecture.inputs import SERVICES, routers


@pytest.mark.parametrize("service", SERVICES)
def test_every_answer_with_a_version_tells_its_header(service: str) -> None:
    routes = [route for router in routers(service) for route in router.routes]
    versioned = [
        route
        for route in routes
        if isinstance(route, APIRoute) and "set_version(" in inspect.getsource(route.endpoint)
    ]
    silent = [
        route.path
        for route in versioned
        if "ETag" not in route.responses.get(route.status_code or 200, {}).get("headers", {})
    ]
    assert versioned or service == "audit"
    assert silent == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_client_can_be_generated_no_two_schemas_share_a_title(service: str) -> None:
    nowhere = "http://127.0.0.1:1"
    settings = Settings(
        database_url="postgresql+asyncpg://nobody@127.0.0.1:1/none",
        token_issuer=nowhere,
        jwks_url=nowhere,
    )
    app = create_app(
        service=service,
        title=service,
        routers=list(routers(service)),
        texts=texts_of(),
        settings=settings,
    )
    schemas = app.openapi()["components"]["schemas"]
    titles = [each.get("title", name) for name, each in schemas.items()]
    assert sorted(set(titles)) == sorted(titles)
