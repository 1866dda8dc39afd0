"""Bodies that name what a convention goes on under: a template, a programme kind, or both."""

from typing import Annotated

from mithaq.http import (
    Body,
    Count,
    Dated,
    Name,
)
from pydantic import ConfigDict, Field

from conventions.domain.frames.resolve import Chosen


class TemplateChoice(Body):
    """A template by its name: in its newest confirmed version, or in the one named."""

    name: Name
    version: Annotated[Count | None, Field(description="The newest confirmed when absent.")] = None


class FrameBody(Dated):
    """What the convention goes on under: a template, a programme kind, or both."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"template": {"name": "financement", "version": 2}}}
    )

    template: TemplateChoice | None = None
    programme_kind: Name | None = None

    def chosen(self) -> Chosen:
        return chosen(self.template, self.programme_kind)


def chosen(template: TemplateChoice | None, programme_kind: str | None) -> Chosen:
    return Chosen(
        template=template.name if template else None,
        version=template.version if template else None,
        programme_kind=programme_kind,
    )
