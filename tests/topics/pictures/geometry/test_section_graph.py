from itertools import combinations
from math import dist

from topics.pictures.geometry.graph import Graph, Node
from topics.pictures.geometry.section_graph import (
    HEIGHT,
    MOST_NODES,
    WIDTH,
    section_graph,
)

SIZES = {1: 18, 2: 59, 3: 85, 4: 8, 5: 13, 6: 7, 7: 9, 8: 47, 9: 6, 10: 18, 11: 11}


def draw(sizes=SIZES, tie=lambda key: (key * 7) % 281):
    sections = {}
    for section, size in sizes.items():
        for _ in range(size):
            sections[len(sections)] = section
    nodes = [Node(key, (section, f"{key:04}")) for key, section in sections.items()]
    links = [(key, tie(key)) for key in sections]
    return section_graph(Graph(nodes, links, []), sections)


def test_clusters_do_not_overlap_and_lie_inside():
    clusters, _nodes, _edges = draw()

    assert len(clusters) == len(SIZES)
    for one, other in combinations(clusters, 2):
        assert dist(one[1:3], other[1:3]) > one.radius + other.radius
    for cluster in clusters:
        assert cluster.radius <= cluster.x <= WIDTH - cluster.radius
        assert cluster.radius <= cluster.y <= HEIGHT - cluster.radius


def test_every_page_has_a_node_of_its_own_inside_its_cluster():
    clusters, nodes, _edges = draw({1: 30, 2: 50})

    assert len({(node.x, node.y) for node in nodes}) == 80
    for node in nodes:
        assert any(
            dist((node.x, node.y), (cluster.x, cluster.y)) <= cluster.radius
            for cluster in clusters
        )


def test_most_tied_page_is_in_the_middle_and_largest():
    clusters, nodes, _edges = draw({1: 30}, tie=lambda key: 29)

    hub = next(node for node in nodes if node.key == 29)
    assert dist((hub.x, hub.y), (clusters[0].x, clusters[0].y)) < 10
    assert hub.ties == 29
    assert hub.radius == max(node.radius for node in nodes)


def test_edges_count_the_ties_between_two_sections():
    _clusters, _nodes, edges = draw({1: 3, 2: 3}, tie=lambda key: (key + 3) % 6)

    assert edges == [(1, 2, 3)]


def test_of_a_large_section_the_most_tied_pages_are_drawn():
    clusters, nodes, _edges = draw({1: 200}, tie=lambda key: 199)

    assert (clusters[0].pages, len(nodes)) == (200, MOST_NODES)
    assert 199 in {node.key for node in nodes}


def test_same_pages_give_the_same_picture():
    assert draw() == draw()


def test_nothing_and_one_section_can_be_drawn():
    assert draw({}) == ([], [], [])
    assert len(draw({1: 1})[0]) == 1
