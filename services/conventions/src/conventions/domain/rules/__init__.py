"""Every refusal of this domain, one class a rule; `conventions.problems` tells them to users."""

from conventions.domain.rules import access, amending, money, negotiating, signing, terms

__all__ = ["access", "amending", "money", "negotiating", "signing", "terms"]
