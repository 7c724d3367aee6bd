from itertools import combinations

from topics.pictures.geometry.graph import (
    HEIGHT,
    MOST_FAR,
    MOST_NEAR,
    WIDTH,
    Graph,
    Node,
    ego_graph,
    shortened,
)


def graph(links=(), references=(), pages=40):
    return Graph(
        [Node(key, (0, f"page-{key:03}")) for key in range(pages)], links, references
    )


def positions(*ties):
    return {position.key: position for position in ego_graph(graph(*ties), 0)[0]}


def test_centre_stands_in_the_middle_and_neighbours_around_it_from_the_top():
    found = positions([(0, 1), (0, 2)])

    assert (found[0].x, found[0].y) == (WIDTH // 2, HEIGHT // 2)
    assert (found[1].x, found[1].y) == (480, 150)
    assert (found[2].x, found[2].y) == (480, 450)


def test_pages_two_steps_away_stand_behind_the_one_that_leads_to_them():
    found = positions([(0, 1), (0, 2), (1, 3), (3, 4)])

    assert (found[3].step, found[3].parent, found[3].y) == (2, 1, 300 - 258)
    assert 4 not in found


def test_link_and_cross_reference_tie_in_either_direction():
    assert set(positions([(1, 0)], [(2, 0)])) == {0, 1, 2}


def test_cross_references_are_nearer_than_links():
    links = [(0, key) for key in range(1, MOST_NEAR + 3)]

    found = positions(links, [(0, MOST_NEAR + 2)])

    assert len(found) == MOST_NEAR + 1
    assert MOST_NEAR + 2 in found
    assert MOST_NEAR not in found


def test_page_with_more_common_neighbours_is_nearer():
    links = [(0, key) for key in range(1, 14)]

    assert graph([*links, (13, 1), (13, 2)]).nearest(0)[0] == 13


def test_far_pages_are_few_enough_to_draw_and_apart():
    links = [(0, n) for n in range(1, 11)]
    links += [(n, far) for n in range(1, 11) for far in range(11, 40)]

    places = [(position.x, position.y) for position in positions(links).values()]

    assert len(places) == 1 + MOST_NEAR + MOST_FAR
    assert not [pair for pair in combinations(places, 2) if pair[0] == pair[1]]


def test_lines_tell_cross_references_and_leave_out_those_between_far_pages():
    links = [(0, 1), (1, 2), (1, 3), (2, 3)]

    lines = ego_graph(graph(links, [(1, 0)]), 0)[1]

    assert {(line.one, line.other): line.is_typed for line in lines} == {
        (0, 1): True,
        (1, 2): False,
        (1, 3): False,
    }


def test_same_ties_give_the_same_picture_whatever_their_order():
    links = [(0, n) for n in range(1, 9)] + [(n, n + 8) for n in range(1, 9)]

    assert ego_graph(graph(links), 0) == ego_graph(graph(links[::-1]), 0)


def test_ties_to_unknown_pages_and_to_itself_are_left_out():
    assert graph([(0, 0), (0, 99)]).ties[0] == {}


def test_page_without_ties_stands_alone():
    assert ego_graph(graph(), 0) == ([(0, 0, None, 480, 300)], [])


def test_reach_is_counted_in_steps():
    chain = graph([(n, n + 1) for n in range(5)])

    assert chain.within([0], 2) == {0, 1, 2}
    assert chain.within([0, 99], 0) == {0}


def test_long_words_are_cut_with_an_ellipsis():
    assert shortened("Rules of engagement", 19) == "Rules of engagement"
    assert shortened("Rules of engagement, again", 21) == "Rules of engagement…"
