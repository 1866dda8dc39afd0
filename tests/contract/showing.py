"""Hears what the services answer in every test, and holds tests to what they are credited with.

A pytest plugin (`conftest.py` at the root loads it). Each answer to a test's own requests is noted
as an operation and the rule that refused it, whoever asked: a client in process or over a socket.
A test that `tests/contract/shown/` credits with an answer fails once it passes without it; what
Hypothesis draws is not heard, since no two runs draw the same.
With `--shown-to FILE` nobody is held to anything: all that was noted is written there, for
`tests.contract.shown` to choose from.
"""

import json
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from tests.contract.shown import Answer, credited, ensure_collected

_NOTED: dict[str, set[tuple[str, str, str | None]]] = {}
_current: str | None = None
_SENDING: Final = (httpx.AsyncClient, httpx.Client)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shown-to", type=Path, help="write what the services answered in each test")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SENDERS] = [(client, client.send) for client in _SENDING]
    httpx.AsyncClient.send = _noting_async(httpx.AsyncClient.send)  # type: ignore[method-assign]
    httpx.Client.send = _noting(httpx.Client.send)  # type: ignore[method-assign]


def pytest_unconfigure(config: pytest.Config) -> None:
    for client, send in config.stash.get(_SENDERS, []):
        client.send = send
    target = config.getoption("--shown-to")
    if target is not None:
        told = {test: sorted(found, key=str) for test, found in sorted(_NOTED.items())}
        target.write_text(json.dumps(told, indent=0))


_SENDERS: Final = pytest.StashKey[list[tuple[Any, Any]]]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A credited test of a file that is collected whole is there.

    Not asked of one worker among several, whose end nobody would understand: `test_rules` asks too.
    """
    if config.getoption("--shown-to") or hasattr(config, "workerinput"):
        return
    if not any("::" in each for each in config.args):
        ensure_collected({each.nodeid for each in items})


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    global _current  # noqa: PLW0603 - one test runs at a time
    test = _name_of(item)
    _current = None if _is_drawn(item) else test
    try:
        yield
    finally:
        _current = None
    lacking = [each for each in credited(test) if not _was_shown(test, each)]
    if lacking and not item.config.getoption("--shown-to"):
        told = "; ".join(map(str, lacking))
        pytest.fail(f"it no longer shows what it is credited with: {told}. Run `make rules`")


def _is_drawn(item: pytest.Item) -> bool:
    """Hypothesis draws what it asks: what one run shows, the next may not."""
    return hasattr(getattr(item, "obj", None), "hypothesis")


def _name_of(item: pytest.Item) -> str:
    """Its node id without what says which worker runs it."""
    group = item.get_closest_marker("xdist_group")
    return item.nodeid if group is None else item.nodeid.removesuffix(f"@{group.args[0]}")


def _was_shown(test: str, answer: Answer) -> bool:
    return any(
        code == answer.code and answer.operation.matches(method, path)
        for method, path, code in _NOTED.get(test, ())
    )


def _note(response: httpx.Response) -> None:
    if _current is None:
        return
    request = response.request
    codes = [None] if response.is_success else _codes(response)
    noted = _NOTED.setdefault(_current, set())
    noted.update((request.method, request.url.path, code) for code in codes)


def _codes(response: httpx.Response) -> list[str]:
    """The rules that a problem names, its findings' too; none where it is no problem of ours."""
    if not response.is_closed or "problem+json" not in response.headers.get("content-type", ""):
        return []
    if not response.content:  # to HEAD
        return []
    told = response.json()
    return [told["code"], *(each["code"] for each in told.get("errors", ()))]


def _noting_async(send: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(send)
    async def sent(*args: Any, **more: Any) -> httpx.Response:
        response: httpx.Response = await send(*args, **more)
        _note(response)
        return response

    return sent


def _noting(send: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(send)
    def sent(*args: Any, **more: Any) -> httpx.Response:
        response: httpx.Response = send(*args, **more)
        _note(response)
        return response

    return sent
