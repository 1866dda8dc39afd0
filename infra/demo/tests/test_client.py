"""The client: patient with what passes, prompt with what does not, the same key every time."""

import httpx
import pytest
from mithaq_demo.client import Answer
from mithaq_demo.errors import UnexpectedAnswer, UnexpectedlyAccepted
from mithaq_demo.patience import Patience, Tries
from mithaq_demo.problems import Problem

from .services import ACCEPTED, COMMAND, MAYOR, Reply, Services, problem

OK = httpx.Response(200, json=ACCEPTED)
DONE = Answer("1", 8, 42)


async def test_a_command_says_who_asks_what_and_on_which_version() -> None:
    services = Services(OK)
    assert await services.client().command(COMMAND) == DONE
    (request,) = services.heard
    assert request.headers["authorization"] == "Bearer token-1"
    assert request.headers["idempotency-key"] == "tanger/7/signatures"
    assert request.headers["if-match"] == '"7"'
    assert request.headers["accept-language"] == "fr"
    assert services.tokens == [
        {"sub": "maire", "roles": ["partner"], "org": MAYOR.organisation},
    ]


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError("refused"),
        httpx.ReadError("cut"),
        httpx.RemoteProtocolError("server disconnected"),
        httpx.Response(500),
        httpx.Response(502),
        problem(503, "not-caught-up"),
        httpx.Response(504),
        problem(409, "organisation-unknown"),
        problem(409, "mandate-unknown"),
        problem(409, "convention-unknown"),
        problem(409, "action-unknown"),
    ],
)
async def test_what_passes_is_tried_again_under_the_same_key(trouble: Reply) -> None:
    services = Services(trouble, trouble, OK)
    assert await services.client().command(COMMAND) == DONE
    assert {request.headers["idempotency-key"] for request in services.heard} == {COMMAND.key}
    assert len(services.heard) == 3


async def test_a_refused_token_is_replaced() -> None:
    services = Services(problem(401, "token-refused"), OK)
    assert await services.client().command(COMMAND) == DONE
    told = [request.headers["authorization"] for request in services.heard]
    assert told == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.parametrize("code", ["totals-differ", "version-conflict", "capacity-refused"])
async def test_a_rule_that_refuses_ends_the_play_with_its_words(code: str) -> None:
    services = Services(problem(409, code))
    with pytest.raises(UnexpectedAnswer) as refused:
        await services.client().command(COMMAND)
    assert len(services.heard) == 1
    told = str(refused.value)
    assert "POST http://conventions.test/v1/conventions/1/signatures" in told
    assert f"409 {code}: Titre" in told


async def test_patience_ends() -> None:
    services = Services(problem(409, "mandate-unknown"))
    with pytest.raises(UnexpectedAnswer, match="mandate-unknown"):
        await services.client(Patience(learning=0.3, pause=0.001)).command(COMMAND)
    assert len(services.heard) > 1


async def test_an_expected_refusal_is_an_answer() -> None:
    refused = await Services(problem(409, "out-of-turn")).client().refused(COMMAND, "out-of-turn")
    assert (refused.code, refused.way_out) == ("out-of-turn", "Issue")


async def test_what_had_to_be_refused_and_was_not_ends_the_play() -> None:
    with pytest.raises(UnexpectedlyAccepted, match="out-of-turn"):
        await Services(OK).client().refused(COMMAND, "out-of-turn")


async def test_a_read_says_how_much_of_what_was_written_it_must_show() -> None:
    services = Services(httpx.Response(200, json={}), httpx.Response(200, json={}))
    client = services.client()
    await client.read(MAYOR, "conventions", "/v1/conventions", at_least=42)
    await client.read(MAYOR, "conventions", "/v1/conventions")
    told = [request.headers.get("mithaq-min-position") for request in services.heard]
    assert told == ["42", None]


async def test_a_read_open_to_all_needs_no_token() -> None:
    services = Services(httpx.Response(200, json={"seq": 3}))
    assert await services.client().read(None, "conventions", "/v1/log/head") == {"seq": 3}
    assert not services.tokens


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Problem.of(problem(503, "not-caught-up")), 60),
        (Problem.of(problem(409, "mandate-unknown")), 30),
        (Problem.of(problem(401, "token-refused")), 10),
        (Problem.of(problem(409, "overpayment")), 0),
    ],
)
def test_each_trouble_has_its_time(answer: Problem, seconds: float) -> None:
    now = 0.0
    tries = Tries(Patience(), clock=lambda: now)
    assert (tries.pause(answer) is not None) == (seconds > 0)
    now = seconds + 0.01
    assert tries.pause(answer) is None


def test_an_answer_that_is_no_problem_document_is_told_as_it_is() -> None:
    told = Problem.of(httpx.Response(502, text="<html>Bad gateway</html>"))
    assert (told.status, told.code) == (502, "")
    assert "Bad gateway" in str(told)


def test_invalid_fields_are_named() -> None:
    errors = [{"pointer": "#/amount", "detail": "manque", "code": "missing"}]
    told = Problem.of(httpx.Response(422, json={"code": "body-invalid", "errors": errors}))
    assert "#/amount manque" in str(told)
