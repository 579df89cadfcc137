"""groups: what is joined pair by pair is one group, whatever the order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.findings.components import Groups


def test_a_chain_is_one_group_known_by_its_smallest() -> None:
    found: Groups[str] = Groups()
    for a, b in (("d", "c"), ("b", "a"), ("c", "b"), ("y", "x")):
        found.join(a, b)
    assert {found.root(x) for x in "abcd"} == {"a"}
    assert found.root("y") == "x" and found.root("z") == "z"
    assert found.roots() == {"a", "x", "z"}
    assert "z" in found and "q" not in found


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30), st.randoms(use_true_random=False))
def test_order_changes_no_group(pairs, random) -> None:  # type: ignore[no-untyped-def]
    one: Groups[int] = Groups()
    two: Groups[int] = Groups()
    for a, b in pairs:
        one.join(a, b)
    random.shuffle(pairs)
    for a, b in pairs:
        two.join(b, a)
    assert {x: one.root(x) for x in range(13)} == {x: two.root(x) for x in range(13)}
