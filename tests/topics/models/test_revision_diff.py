import time

from topics.models import revision_diff


def test_lists_are_merged_item_by_item():
    base, mine, theirs = ["a", "b", "c"], ["c", "a", "mine"], ["a", "b", "c", "theirs"]

    assert revision_diff.merged_list(base, mine, theirs) == [
        *("c", "a", "mine", "theirs")
    ]


def test_items_of_a_list_may_be_in_any_order_of_keys():
    item = {"to": "a", "kind": "explains"}
    same = {"kind": "explains", "to": "a"}

    assert revision_diff.merged_list([item], [item], [same, {"to": "b"}]) == [
        item,
        {"to": "b"},
    ]


def test_long_lists_are_merged_in_linear_time():
    base = [f"row {n}" for n in range(20_000)]
    mine, theirs = base[1:], base[:-1]

    begun = time.process_time()
    merged = revision_diff.merged_list(base, mine, theirs)

    assert merged == base[1:-1]
    assert time.process_time() - begun < 2  # comparing each with each takes 20 s


def test_comparison_shows_only_what_differs():
    before, after = {"body": "Same.\n\nOld."}, {"body": "Same.\n\nNew."}

    [change] = revision_diff.compare(before, after)

    assert len(change.rows) == 1
