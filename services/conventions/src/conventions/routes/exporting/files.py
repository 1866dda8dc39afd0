"""A file that is written in slices, between which others are served, and then sent."""

from abc import ABC, abstractmethod
from asyncio import Semaphore, to_thread
from collections.abc import AsyncIterator, Sequence
from os import SEEK_END
from tempfile import TemporaryFile
from typing import IO, Any, ClassVar, Final

from fastapi.responses import StreamingResponse
from mithaq.store import Pace

from conventions.routes.exporting.columns import COLUMNS, Cell, Columns, Naming, cells, headings

_AT_ONCE: Final = 10  # rows between two looks at the clock: some 3 ms
_CHUNK: Final = 65_536
# Of a process: while it is written, an export takes a connection and a share of a core.
TURNS: Final = Semaphore(2)
Rows = AsyncIterator[Sequence[Any]]


class Sheet(ABC):
    """A table that grows row by row; nothing of it is kept in memory."""

    media_type: ClassVar[str]
    suffix: ClassVar[str]

    @abstractmethod
    def __init__(self, file: IO[bytes], language: str) -> None: ...

    @abstractmethod
    def head(self, headings: Sequence[str]) -> None: ...

    @abstractmethod
    def add(self, row: Sequence[Cell]) -> None: ...

    @abstractmethod
    def close(self) -> None:
        """Write what is left. It may take a second, and is called in a thread of its own."""


async def written(
    sheet: type[Sheet], naming: Naming, rows: Rows, columns: Columns = COLUMNS
) -> IO[bytes]:
    """The whole file, at its end; on disk, and gone when it is closed."""
    file = TemporaryFile()  # noqa: SIM115
    try:
        await _write(sheet(file, naming.language), naming, rows, columns)
    except BaseException:
        file.close()
        raise
    return file


async def _write(table: Sheet, naming: Naming, rows: Rows, columns: Columns) -> None:
    pace = Pace()
    try:
        table.head(headings(naming, columns))
        async for some in rows:
            for start in range(0, len(some), _AT_ONCE):
                for row in some[start : start + _AT_ONCE]:
                    table.add(cells(row, naming, columns))
                if pace.due:
                    await pace.rest()
    finally:
        await to_thread(table.close)


def sent(file: IO[bytes], name: str, media_type: str, language: str) -> StreamingResponse:
    """The file as an attachment; it is closed, and so gone, once it is sent."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    headers = {
        "Content-Length": str(size),
        "Content-Language": language,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return StreamingResponse(_chunks(file), media_type=media_type, headers=headers)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := await to_thread(file.read, _CHUNK):
            yield chunk
