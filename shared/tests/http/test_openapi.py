"""The API description matches the API's behaviour."""

from typing import Any

import pytest
from httpx import AsyncClient

Operation = dict[str, Any]


@pytest.fixture
async def description(client: AsyncClient) -> dict[str, Any]:
    document: dict[str, Any] = (await client.get("/openapi.json")).json()
    return document


@pytest.fixture
def pay(description: dict[str, Any]) -> Operation:
    operation: Operation = description["paths"]["/v1/things/{thing_id}/payment"]["post"]
    return operation


def test_its_version_and_where_it_is_served(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    assert description["servers"][0]["url"] == "/api/things"


def test_operation_ids_are_the_functions_names(description: dict[str, Any]) -> None:
    ids = [
        operation["operationId"]
        for path in description["paths"].values()
        for operation in path.values()
    ]
    assert sorted(ids) == [
        "answer_thing",
        "create_thing",
        "echo",
        "half",
        "list_happenings",
        "list_things",
        "pay",
        "position",
        "read_thing",
        "refuse",
    ]


def test_a_command_needs_a_token_and_a_version(description: dict[str, Any], pay: Operation) -> None:
    scheme = description["components"]["securitySchemes"]["bearer"]
    assert (scheme["type"], scheme["scheme"], scheme["bearerFormat"]) == ("http", "bearer", "JWT")
    assert pay["security"] == [{"bearer": []}]
    required = {each["name"]: each["required"] for each in pay["parameters"]}
    optional = {"dry_run": False, "Idempotency-Key": False}
    assert required == {"thing_id": True, "If-Match": True, **optional}


def test_a_grounded_command_needs_no_version(description: dict[str, Any]) -> None:
    operation = description["paths"]["/v1/things/{thing_id}/answers"]["post"]
    required = {each["name"]: each["required"] for each in operation["parameters"]}
    optional = {"dry_run": False, "Idempotency-Key": False, "If-Match": False}
    assert required == {"thing_id": True, **optional}
    assert "412" in operation["responses"]


def test_a_command_tells_the_problems_it_may_answer(pay: Operation) -> None:
    problems = {status for status, told in pay["responses"].items() if "$ref" in told}
    assert problems == {
        "400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "428", "429", "431",
        "500", "503",
    }  # fmt: skip


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    for reference in _references(description):
        found: Any = description
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert found


def test_every_problem_has_an_example(description: dict[str, Any]) -> None:
    for response in description["components"]["responses"].values():
        example = response["content"]["application/problem+json"]["example"]
        assert example["title"]
        assert example["way_out"]


def test_an_accepted_command_tells_its_headers(description: dict[str, Any]) -> None:
    created = description["paths"]["/v1/things"]["post"]["responses"]["201"]
    assert set(created["headers"]) == {"ETag", "Mithaq-Position", "Location"}


def test_a_read_tells_its_version(description: dict[str, Any]) -> None:
    read = description["paths"]["/v1/things/{thing_id}"]["get"]["responses"]["200"]
    assert set(read["headers"]) == {"ETag"}


def test_the_frameworks_own_errors_are_gone(description: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in str(description)


def _references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [each for inner in part.values() for each in _references(inner)]
    if isinstance(part, list):
        return [each for inner in part for each in _references(inner)]
    return []
