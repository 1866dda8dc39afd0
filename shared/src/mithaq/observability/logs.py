"""Logging: structlog and the standard library's loggers in one format, with redaction."""

import logging
import sys
from contextlib import AbstractContextManager
from typing import Final, Literal

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from mithaq.observability.redaction import redact
from mithaq.observability.repeats import Repeats

Format = Literal["console", "json"]

# They install handlers of their own, or log every request, as we do ourselves.
_REROUTED: Final = ("uvicorn", "uvicorn.error", "uvicorn.access", "httpx", "aiokafka")


def configure_logging(service: str, fmt: Format = "json", level: str = "INFO") -> None:
    """Route structlog and the standard library (uvicorn, aiokafka, ...) to one line each on stdout.

    Every line has the service, the time in UTC and the bound context (correlation id). Redaction of
    tokens and personal data runs last, so it covers every line, tracebacks included.
    """

    shared = _processors(service)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    _route_standard_library(_formatter(shared, fmt), level)


def correlated(correlation_id: str) -> AbstractContextManager[None]:
    """A context in which every log line of this task and its child tasks has the correlation id."""
    return structlog.contextvars.bound_contextvars(correlation_id=correlation_id)


def _processors(service: str) -> list[Processor]:
    """The processors for both our own lines and the libraries'."""

    def name_service(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_service,
    ]


def _formatter(shared: list[Processor], fmt: Format) -> logging.Formatter:
    # Plain tracebacks: the pretty ones print local variables, which may hold tokens and names.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    renderer: Processor = plain if fmt == "console" else _json_renderer()
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            redact,
            renderer,
        ],
    )


def _json_renderer() -> Processor:
    def dumps(value: object, default: object = None, **_kw: object) -> str:
        return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()

    return structlog.processors.JSONRenderer(serializer=dumps)


def _route_standard_library(formatter: logging.Formatter, level: str) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    handler.addFilter(Repeats())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _REROUTED:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("aiokafka.conn").setLevel(
        logging.WARNING
    )  # each connection's "authenticated"
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)
