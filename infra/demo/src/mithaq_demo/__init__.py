"""Published conventions, played through the HTTP APIs, and what comes out of it checked."""

from mithaq_demo.play import play
from mithaq_demo.replay import replay

__all__ = ["play", "replay"]
