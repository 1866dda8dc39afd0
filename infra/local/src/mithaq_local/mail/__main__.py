"""`python -m mithaq_local.mail`: SMTP and the web page in one process."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette

from mithaq_local.mail.pages import routes
from mithaq_local.mail.smtp import listen
from mithaq_local.mail.store import MailStore
from mithaq_local.web import guards, serve


def build(store: MailStore, smtp_host: str, smtp_port: int) -> Starlette:
    """The web application; SMTP listens while it runs."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with await listen(store, smtp_host, smtp_port):
            yield

    return Starlette(routes=routes(store), lifespan=lifespan, middleware=guards())


def main() -> None:
    environment = os.environ
    store = MailStore(Path(environment["MITHAQ_STATE_DIR"]))
    host = environment["MITHAQ_HTTP_HOST"]
    serve(build(store, host, int(environment["MITHAQ_SMTP_PORT"])))


if __name__ == "__main__":
    main()
