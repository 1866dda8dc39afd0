"""The rules that have no pair over HTTP: what no request meets, or meets before its operation.

Each says what comes before it or who meets it. A test takes out what is met after all.
"""

from collections.abc import Mapping
from typing import Final

_BODY: Final = (
    "defence in depth: bodies refuse it first, as `body-invalid`; what comes otherwise has none"
)
_NEW_ID: Final = "defence in depth: a request that makes something is given a new id"
_SOCKET: Final = (
    "met at the socket, before there is a request: `shared/tests/edge/test_connections.py`"
)
_PROCESS: Final = "met by the process, not by a request"
_BY_TIME: Final = "defence in depth: what follows from time has no operation"

_LIVE: Final = "of the live views, an application of its own: "
_ANY: Final = "of any request, before its operation counts: "

OUT_OF_REACH: Final[Mapping[tuple[str, str], str]] = {
    ("conventions", "digest-malformed"): _BODY,
    ("conventions", "report-missing"): _BODY,
    ("conventions", "split-empty"): _BODY,
    ("conventions", "text-blank"): _BODY,
    ("conventions", "mandate-of-another-party"): (
        "defence in depth: nothing is told of another's mandate; it is `mandate-unknown`"
    ),
    ("conventions", "no-open-amendment"): (
        "told by `GET /v1/conventions/{convention_id}/commands` of commands that are closed; a"
        " request that names an amendment is refused as `amendment-unknown`"
    ),
    ("partners", "by-itself-only"): _BY_TIME,
    ("partners", "organisation-already-registered"): _NEW_ID,
    ("programming", "already-exists"): _NEW_ID,
    ("programming", "live-not-level"): f"{_LIVE}`services/programming/tests/test_live_level.py`",
    ("programming", "live-not-ready"): f"{_LIVE}`services/programming/tests/test_live_view.py`",
    ("programming", "evidence-missing"): _BODY,
    ("programming", "title-missing"): _BODY,
    ("mithaq", "body-in-too-many-parts"): _SOCKET,
    ("mithaq", "head-too-large"): _SOCKET,
    ("mithaq", "head-too-slow"): _SOCKET,
    ("mithaq", "request-malformed"): _SOCKET,
    ("mithaq", "keys-unavailable"): f"{_ANY}`shared/tests/identity/test_over_http.py`",
    ("mithaq", "token-refused"): f"{_ANY}`shared/tests/identity/test_over_http.py`",
    ("mithaq", "method-not-allowed"): f"{_ANY}`shared/tests/http/test_problems.py`",
    ("mithaq", "not-caught-up"): f"{_ANY}`shared/tests/http/test_problems.py`",
    ("mithaq", "precondition-malformed"): f"{_ANY}`shared/tests/http/test_commands.py`",
    ("mithaq", "delay-too-long"): _PROCESS,
    ("mithaq", "projector-broken"): _PROCESS,
    ("mithaq", "unknown-event-version"): _PROCESS,
    ("mithaq", "malformed-event"): _PROCESS,
    ("mithaq", "decision-not-foldable"): (
        "defence in depth: no decision is known that `evolve` cannot apply;"
        " `shared/tests/store/test_contract.py`"
    ),
    ("mithaq", "event-too-large"): (
        "defence in depth: each part of a text is bounded first;"
        " `shared/tests/failures/test_large.py`"
    ),
    (
        "mithaq",
        "event-held",
    ): "met while the former release runs: `shared/tests/store/test_news.py`",
    ("mithaq", "read-model-filling"): (
        "met while a new release fills its rows: `shared/tests/projections/test_levels.py`"
    ),
}
