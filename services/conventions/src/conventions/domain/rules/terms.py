"""What the text must be."""

from mithaq.errors import Invalid, RuleBroken


class AmountNotPositive(Invalid):
    """An amount is more than nothing."""

    code = "amount-not-positive"


class AmountNegative(Invalid):
    """A planned cost or a changed contribution is nothing or more."""

    code = "amount-negative"


class PeriodReversed(Invalid):
    """A period ends in or after the year it begins."""

    code = "period-reversed"


class DurationNotPositive(Invalid):
    """A duration is at least a month."""

    code = "duration-not-positive"


class YearOutsidePeriod(Invalid):
    """Costs and contributions fall in the years of the convention."""

    code = "year-outside-period"


class YearlyCostsDiffer(Invalid):
    """An action's cost is the sum of its years, each year named once."""

    code = "yearly-costs-differ"


class SigningOrderMalformed(Invalid):
    """Signing groups are counted from one."""

    code = "signing-order-malformed"


class RolesMalformed(Invalid):
    """A party has a role or several, each named once."""

    code = "roles-malformed"


class TerritoryUnknown(Invalid):
    """A territory is a code of the Haut-Commissariat au Plan."""

    code = "territory-unknown"


class OrganisationUnknown(RuleBroken):
    """A party is registered with partners."""

    code = "organisation-unknown"


class OrganisationNotActive(RuleBroken):
    """A party is verified and not suspended."""

    code = "organisation-not-active"


class PartyUnknown(RuleBroken):
    """Only parties promise, and only parties are removed."""

    code = "party-unknown"


class PartyAlreadyInvited(RuleBroken):
    """An organisation is a party once."""

    code = "party-already-invited"


class LeadAlreadyNamed(RuleBroken):
    """A convention has one lead."""

    code = "lead-already-named"


class PartyHasContributions(RuleBroken):
    """A party that promises money is not removed."""

    code = "party-has-contributions"


class ActionUnknown(RuleBroken):
    """Money is promised for an action of this convention."""

    code = "action-unknown"


class ActionHasContributions(RuleBroken):
    """An action that has money is not removed."""

    code = "action-has-contributions"


class ContributionUnknown(RuleBroken):
    """No contribution of this name."""

    code = "contribution-unknown"


class LeadMissing(RuleBroken):
    """A proposal has a lead."""

    code = "lead-missing"


class SignatoriesMissing(RuleBroken):
    """A convention is signed by two parties at least."""

    code = "signatories-missing"


class ActionMissing(RuleBroken):
    """A proposal says what is to be done."""

    code = "action-missing"


class ArticleMissing(RuleBroken):
    """The mandatory articles are written before the text goes out."""

    code = "article-missing"


class TotalsDiffer(RuleBroken):
    """Contributions, costs of actions and the total are one amount (rule 1)."""

    code = "totals-differ"


class YearPlanDiffers(RuleBroken):
    """Per action and year, contributions are the planned cost (rule 3)."""

    code = "year-plan-differs"
