"""The base class of response bodies."""

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """A response body, built from a row or a state with attributes of the same names."""

    model_config = ConfigDict(frozen=True, from_attributes=True)
