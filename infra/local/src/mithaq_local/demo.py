"""Runs the demo: starts the stack, plays the demo on it, and stops every process."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Mapping

from mithaq_local.console import interruptible, say, uninterrupted
from mithaq_local.stack import Stack

# A demo gets the addresses of the stack, plays, and returns an exit code (0 is success).
Play = Callable[[Mapping[str, str]], Coroutine[None, None, int]]
INTERRUPTED = 130


def run(stack: Stack, play: Play, *, once: bool) -> int:
    """Start the whole stack, play, and stop it: at once, or on Ctrl-C.

    Returns the exit code: the play's, or 130 if it was interrupted.
    """
    code = INTERRUPTED
    with interruptible():
        try:
            stack.start()
            code = asyncio.run(play(stack.addresses()))
            if not once:
                say("The stack keeps running. Ctrl-C stops it.")
                signal.pause()
        except KeyboardInterrupt:
            say("Stopping.")
        finally:
            with uninterrupted():
                stack.stop()
    return code
