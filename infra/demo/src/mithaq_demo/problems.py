"""Problem details (RFC 9457) of a service's refusal."""

import json
from dataclasses import dataclass
from typing import Any, Self

import httpx


@dataclass(frozen=True, slots=True)
class Finding:
    """One of several rules that a command breaks."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`code` names the broken rule; `way_out` says what can be done now; `findings` are all."""

    status: int
    code: str
    title: str
    detail: str
    way_out: str
    fields: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, answer: httpx.Response) -> Self:
        """What the answer tells, even where it is no problem document at all."""
        told = _content(answer)
        return cls(
            status=answer.status_code,
            code=str(told.get("code", "")),
            title=str(told.get("title", answer.reason_phrase)),
            detail=str(told.get("detail", answer.text[:300])),
            way_out=str(told.get("way_out", "")),
            fields=tuple(_field(each) for each in told.get("errors", ())),
            findings=tuple(
                Finding(str(each.get("code", "")), str(each.get("detail", "")))
                for each in told.get("errors", ())
            ),
        )

    @classmethod
    def unreachable(cls, error: Exception) -> Self:
        return cls(
            status=0,
            code="unreachable",
            title="Pas de réponse",
            detail=f"{type(error).__name__}: {error}",
            way_out="Voir `mithaq status` et `mithaq logs`.",
        )

    def __str__(self) -> str:
        lines = [f"{self.status} {self.code}: {self.title}", self.detail, *self.fields]
        return "\n  ".join(line for line in lines if line)


def _content(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def _field(told: Any) -> str:  # noqa: ANN401
    where = told.get("pointer") or told.get("parameter") or ""
    return f"{where} {told.get('detail', '')}".strip()
