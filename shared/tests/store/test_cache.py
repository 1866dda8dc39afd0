"""The cache of states: bounded by weight, the newest version, the last used stay."""

from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.store.cache import Loaded, StateCache

PUTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 9), st.integers(0, 60_000)), max_size=60
)


@settings(deadline=None)
@given(limit=st.integers(0, 200_000), puts=PUTS)
def test_it_never_weighs_more_than_its_limit(limit: int, puts: list[tuple[int, int, int]]) -> None:
    cache = StateCache(limit)
    for key, version, told in puts:
        cache.put(key, Loaded(None, version, told))
        kept = [cache.get(each) for each in range(6)]
        assert cache.weight == sum(each.weight for each in kept if each) <= limit
        assert len(cache) == sum(each is not None for each in kept)


def test_an_older_version_does_not_replace_a_newer_one() -> None:
    cache = StateCache()
    cache.put("a", Loaded("newer", 2))
    cache.put("a", Loaded("older", 1))
    assert cache.get("a") == Loaded("newer", 2)


def test_the_longest_unused_goes_first() -> None:
    cache = StateCache(3 * Loaded(None, 1).weight)
    for key in "abc":
        cache.put(key, Loaded(key, 1))
    cache.get("a")
    cache.put("d", Loaded("d", 1))
    assert [key for key in "abcd" if cache.get(key)] == ["a", "c", "d"]


def test_a_state_heavier_than_the_limit_is_not_kept_and_drives_nobody_out() -> None:
    cache = StateCache(100_000)
    cache.put("a", Loaded("a", 1))
    cache.put("b", Loaded("b", 1, 200_000))
    assert cache.get("a")
    assert cache.get("b") is None


def test_a_state_that_outgrew_the_limit_leaves_its_place() -> None:
    cache = StateCache(100_000)
    cache.put("a", Loaded("a", 1))
    cache.put("a", Loaded("a", 2, 200_000))
    assert (cache.get("a"), cache.weight) == (None, 0)
