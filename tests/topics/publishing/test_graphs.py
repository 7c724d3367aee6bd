"""The stored pictures of the graph follow what is published."""

import pytest
from django.core.management import call_command

from tests.factories import make_draft, make_topic, revise
from topics import publishing
from topics.models import EgoGraph, SectionGraph, Topic
from topics.pictures.ego_graph import ego_graph_picture

pytestmark = pytest.mark.django_db


def members(slug):
    """The slugs that the stored ego graph of a topic shows, by steps."""
    nodes = EgoGraph.objects.get(topic__slug=slug).nodes
    slugs = dict(Topic.objects.values_list("pk", "slug"))
    return {slugs[node[0]]: node[1] for node in nodes[1:]}


def stored():
    return dict(EgoGraph.objects.values_list("topic__slug", "nodes"))


def around(slug):
    topics = Topic.objects.published()
    topic = topics.for_page().get(slug=slug)
    others = list(topics.around(topic, linking=set()))
    layout = getattr(topic, "ego_graph", None)
    return layout and ego_graph_picture(layout, topic, others)


@pytest.fixture
def chain():
    """near → middle → far, each naming the next."""
    far = make_topic("far")
    middle = make_topic("middle", body="[[far]]\n")
    near = make_topic("near", body="[[middle]]\n")
    return near, middle, far


def test_publishing_draws_what_lies_two_steps_away(chain):
    assert members("near") == {"middle": 1, "far": 2}
    assert members("far") == {"middle": 1, "near": 2}


def test_page_that_was_waited_for_appears_around_those_that_name_it():
    make_topic("asking", body="[[late]]\n")
    make_topic("behind", body="[[asking]]\n")
    assert members("behind") == {"asking": 1}

    make_topic("late")

    assert members("behind") == {"asking": 1, "late": 2}


def test_taken_away_link_takes_pages_away_two_steps_off(chain):
    revise(chain[1], body="No link.\n")

    assert members("near") == {"middle": 1}
    assert members("far") == {}


def test_taken_away_cross_reference_takes_pages_away():
    make_topic("law")
    related = [{"to": "law", "kind": "explains", "note": "n"}]
    topic = make_topic("mission", related=related)
    make_topic("behind", body="[[mission]]\n")
    assert members("behind") == {"mission": 1, "law": 2}

    revise(topic, related=[])

    assert members("behind") == {"mission": 1}
    assert members("law") == {}


def test_unpublished_page_leaves_the_pictures(chain):
    publishing.unpublish(chain[1])

    assert members("near") == members("far") == {}


def test_deleted_page_leaves_the_pictures(chain):
    chain[1].delete()

    assert members("near") == members("far") == {}
    assert EgoGraph.objects.count() == 2


def test_page_returns_to_the_pictures(chain):
    before = stored()
    publishing.unpublish(chain[1])

    publishing.publish([(chain[1], chain[1].newest_revision)])

    assert stored() == before


def test_rename_ties_pages_that_waited_for_the_new_address(chain):
    make_topic("waiting", body="[[new-name]]\n")

    publishing.rename(chain[1], "new-name")

    assert members("waiting") == {"new-name": 1, "far": 2, "near": 2}
    assert members("near") == {"new-name": 1, "far": 2, "waiting": 2}


def test_merged_page_hands_its_place_over(chain):
    make_topic("other", body="Of its own.\n")

    publishing.merge(chain[1], Topic.objects.get(slug="other"))

    assert members("near") == {"other": 1}
    assert members("other") == {"near": 1}
    assert members("far") == {}


def test_draft_is_in_no_picture(chain):
    make_draft("draft", body="[[near]] [[middle]]\n")

    assert not EgoGraph.objects.filter(topic__slug="draft")
    assert "draft" not in members("near")


def test_publishing_step_by_step_and_rebuilding_give_the_same(chain):
    make_topic("new", body="[[far]] [[near]]\n")
    revise(chain[0], body="[[new]]\n")
    before = stored()
    drawn = SectionGraph.objects.values().get()

    call_command("rebuild")

    assert stored() == before
    assert SectionGraph.objects.values().get() == drawn


def test_section_graph_has_a_node_for_every_published_topic(chain):
    publishing.unpublish(chain[2])

    layout = SectionGraph.objects.get()
    assert {node[0] for node in layout.nodes} == {chain[0].pk, chain[1].pk}


def test_page_that_is_not_public_is_not_shown_nor_what_lies_behind_it(chain):
    Topic.objects.filter(slug="middle").update(published_at=None)

    assert around("near") is None


def test_topic_without_a_stored_picture_has_none(chain):
    EgoGraph.objects.all().delete()

    assert around("near") is None


def test_names_beside_nodes_are_short_and_full_names_are_not():
    law = make_topic(
        "law",
        section="law",
        title="Convention on the Safety of United Nations Personnel",
    )
    make_topic("asking", body="[[law]]\n")

    _centre, node = around("asking").nodes

    assert node.name == "Convention on the S…"
    assert node.full_name == law.title
    assert (node.anchor, node.name_x, node.name_y) == ("middle", 480, 172)
