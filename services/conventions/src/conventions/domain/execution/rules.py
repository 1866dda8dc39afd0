"""What a document must be."""

import re

from mithaq.commands import Caller
from mithaq.errors import Forbidden, Invalid, RuleBroken

from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import NothingWaits

_SHA256 = re.compile(r"[0-9a-f]{64}")


class DigestMalformed(Invalid):
    """A document is named by its SHA-256 in lower-case hexadecimal."""

    code = "digest-malformed"


class ProgressUnknown(RuleBroken):
    """What is accepted was reported in these very figures."""

    code = "progress-unknown"


class OwnProgress(RuleBroken):
    """Progress is accepted by another organisation than the one that reported it."""

    code = "own-progress"


class AcceptedTooEarly(RuleBroken):
    """Nobody vouches for what was not seen yet."""

    code = "accepted-too-early"


class NotAFunderOfTheAction(Forbidden):
    """Whose money an action spends accepts its progress, or the office."""

    code = "not-a-funder-of-the-action"


def ensure_digest(sha256: str) -> None:
    if not _SHA256.fullmatch(sha256):
        raise DigestMalformed(sha256=sha256[:70])


def ensure_some_progress(convention: Convention, _: Caller) -> None:
    if not convention.progress:
        raise NothingWaits(step="progress")
