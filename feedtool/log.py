"""What a run reads, asks and starts, for those who want to see it (`-v`)."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_NAME = "feedtool"


def tell(message: str, *values: object) -> None:
    """Log one step, with `%s` for each value; no value may hold a secret.

    Where nobody listens, logging is not even loaded: a start would take longer by it.
    """
    logging = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger(_NAME).debug(message, *values)


@contextmanager
def listening(write: Callable[[str], None]) -> Iterator[None]:
    """Give every step to `write` for a while, with the seconds since the start."""
    import logging  # noqa: PLC0415 - see `tell`

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            write(f"{record.relativeCreated / 1000:8.3f} s  {record.getMessage()}")

    logger, handler = logging.getLogger(_NAME), Handler()
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]
