"""Canonical JSON (RFC 8785): equal values have equal bytes, so that hashes can be compared.

Restricted on purpose: object keys are ASCII, numbers are integers within ±(2**53 - 1), no NaN, no
floats. Within that subset, sorted compact JSON is the RFC's form; a test compares it with an
independent implementation.
"""

import hashlib

import orjson

__all__ = ["canonical", "digest"]

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER


def canonical(value: object) -> str:
    """The canonical text of a value made of dict, list, str, int, bool and None.

    Raises orjson.JSONEncodeError (a TypeError) on an integer that JSON numbers cannot hold.
    """
    return orjson.dumps(value, option=_OPTIONS).decode()


def digest(value: object) -> str:
    """SHA-256 of the canonical bytes, in lower-case hexadecimal."""
    return hashlib.sha256(orjson.dumps(value, option=_OPTIONS)).hexdigest()
