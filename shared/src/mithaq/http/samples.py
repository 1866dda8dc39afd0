"""Examples for the API description, in French and Arabic, from a data file."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson


@cache
def samples(package: str) -> Mapping[str, Any]:
    """The content of `<package>/routes/examples.json`, by body or field; read once per process.

    model_config = ConfigDict(json_schema_extra={"example": samples("conventions")["DraftBody"]})
    """
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"no package {package} to read examples of")
    content = (Path(found.origin).parent / "routes" / "examples.json").read_bytes()
    examples: Mapping[str, Any] = orjson.loads(content)
    return examples
