"""What is too long for an answer, as a file of JSON that is downloaded."""

from typing import Any, Final

from fastapi import Response

_TYPE: Final = "application/json"
DOWNLOAD: Final[dict[int | str, Any]] = {
    200: {"description": "The file, as an attachment.", "content": {_TYPE: {"schema": {}}}}
}


def download(content: bytes | str, name: str) -> Response:
    """This JSON as an attachment, however long; `name` is without its ending."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return Response(content, media_type=_TYPE, headers=headers)
