import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import (
    make_content,
    make_draft,
    make_mission,
    make_section,
    make_source,
    make_tag,
    make_topic,
    revise,
)
from topics import publishing
from topics.models import Alias, CrossReference, Revision, Section, Tag, Topic
from topics.publishing.rendering import page_context

pytestmark = pytest.mark.django_db


def test_draft_leaves_the_live_row_empty():
    topic = make_draft(title="Secret", body="Unpublished words.\n")

    topic.refresh_from_db()
    assert (topic.title, topic.body, topic.html, topic.is_published) == (
        "",
        "",
        "",
        False,
    )
    assert not Topic.objects.published().exists()


def test_publishing_copies_the_revision_and_computes_the_rest():
    make_source("fortna-2008")
    topic = make_topic(
        title="T", summary="S", body="## Head\n\nWords [@fortna-2008].\n", tags=["law"]
    )

    assert (topic.title, topic.summary) == ("T", "S")
    assert '<h2 id="head">' in topic.html
    assert topic.text == "Head\nWords."
    assert topic.contents == [{"level": 2, "anchor": "head", "title": "Head"}]
    assert [tag.slug for tag in topic.tags.all()] == ["law"]
    assert [c.source.key for c in topic.citations.all()] == ["fortna-2008"]
    assert topic.published_revision.state == Revision.State.PUBLISHED


def test_every_revision_is_kept():
    topic = revise(make_topic(title="First"), title="Second")

    titles = topic.revisions.order_by("number").values_list("content__title", flat=True)
    assert list(titles) == ["First", "Second"]


def test_revisions_of_a_topic_are_numbered_without_gaps_or_twins():
    topic = make_topic()
    twin = Revision(
        topic=topic, number=1, content=make_content(), state="draft", note="x"
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    publishing.save_revision(topic, make_content(), note="x")
    assert [r.number for r in topic.revisions.order_by("number")] == [1, 2]


def test_failed_publication_changes_nothing(monkeypatch):
    def fail(*_arguments):
        raise OSError("disk full")

    topic = make_topic(title="Old", body="Old words.\n")
    revision = publishing.save_revision(topic, make_content(title="New"), note="x")
    monkeypatch.setattr("topics.publishing.publication.store_derived", fail)

    with pytest.raises(OSError, match="disk"):
        publishing.publish([(topic, revision)])

    topic = Topic.objects.get(pk=topic.pk)
    assert (topic.title, topic.text) == ("Old", "Old words.")
    assert topic.newest_revision.state == Revision.State.DRAFT


def test_link_to_a_later_topic_comes_alive_when_it_is_published():
    early = make_topic(body="See [[later]].\n")
    assert 'class="missing-link"' in early.html

    make_topic("later", title="The later page")

    early.refresh_from_db()
    assert ">The later page</a>" in early.html
    assert early.links.get().target.slug == "later"


def test_link_to_a_draft_is_missing_and_does_not_tell_its_title():
    make_draft("secret", title="Hidden title")
    topic = make_topic(body="See [[secret]].\n")

    assert "Hidden title" not in topic.html
    assert 'class="missing-link"' in topic.html


def test_new_title_shows_on_pages_that_link_here():
    target = make_topic("target", title="Old title")
    linking = make_topic(body="See [[target]].\n")

    revise(target, title="New title")

    linking.refresh_from_db()
    assert "New title" in linking.html
    assert "Old title" not in linking.html


def test_unpublishing_turns_links_into_missing_ones():
    target = make_topic("target")
    linking = make_topic(body="See [[target]].\n")

    publishing.unpublish(target)

    linking.refresh_from_db()
    assert 'class="missing-link"' in linking.html


@pytest.mark.parametrize("how", ["row", "queryset"])
def test_deleting_turns_links_into_missing_ones(how):
    target = make_topic("target")
    linking = make_topic(body="See [[target]].\n")

    if how == "row":
        target.delete()
    else:
        Topic.objects.filter(slug="target").delete()

    linking.refresh_from_db()
    assert 'class="missing-link"' in linking.html
    assert linking.links.get().target is None


def test_renaming_keeps_links_and_the_old_slug():
    target = make_topic("old-name", title="Target")
    linking = make_topic(body="See [[old-name]].\n")

    publishing.rename(target, "new-name")

    linking.refresh_from_db()
    assert 'href="/role/new-name/"' in linking.html
    assert Alias.objects.get().slug == "old-name"


def test_renaming_back_leaves_no_alias_of_itself():
    topic = make_topic("first")

    publishing.rename(topic, "second")
    publishing.rename(topic, "first")

    assert topic.slugs() == {"first", "second"}
    assert [alias.slug for alias in topic.aliases.all()] == ["second"]


def test_old_slug_cannot_be_taken_by_another_topic():
    publishing.rename(make_topic("first"), "second")

    with pytest.raises(ValidationError, match="once"):
        Topic(slug="first", section=make_section()).full_clean()


def test_section_introduction_follows_its_topics():
    section = make_section("law", introduction="Start with [[charter]].")
    assert "missing-link" in section.html

    make_topic("charter", section="law", title="The Charter")

    assert ">The Charter</a>" in Section.objects.get(slug="law").html


def test_new_source_shows_on_pages_that_waited_for_it():
    topic = make_topic(body="Claim [@late-2001].\n")
    assert topic.citations.get().source is None

    make_source("late-2001")

    topic.refresh_from_db()
    assert topic.citations.get().source.key == "late-2001"
    assert 'href="#ref-late-2001"' in topic.html


def test_further_reading_is_listed_after_what_is_cited():
    make_source("cited-1"), make_source("more-2")
    topic = make_topic(body="Claim [@cited-1].\n", sources=["more-2"])

    listed = [(c.key, c.number, len(c.marks)) for c in topic.citations.for_page()]
    assert listed == [("cited-1", 1, 1), ("more-2", 0, 0)]


def test_cross_reference_finds_its_target_when_that_is_published():
    related = [{"to": "later", "kind": "explains", "note": "why"}]
    topic = make_topic(related=related)
    assert topic.cross_references.get().target is None

    later = make_topic("later")

    assert topic.cross_references.get().target == later


def test_relation_is_told_from_both_sides():
    target = make_topic("target")
    source = make_topic(related=[{"to": "target", "kind": "governs", "note": "why"}])

    assert source.steps_and_relations() == ([], [("Governs", [(target, "why")])])
    governed = [("Governed by", [(source, "why")])]
    assert target.steps_and_relations() == ([], governed)


def test_every_kind_of_relation_has_an_inverse():
    assert set(CrossReference.INVERSE) == set(CrossReference.Kind)


def test_predecessor_and_successors_belong_together():
    first = make_mission("unomsil")
    second = make_mission("unamsil", profile={"predecessor": "unomsil"})

    assert second.mission.predecessor == first
    assert [mission.topic for mission in first.successors.all()] == [second]


def test_profile_is_replaced_and_removed_with_the_revision():
    topic = make_mission("unamsil")
    content = topic.newest_revision.content

    topic = revise(topic, mission={**content["mission"], "countries": ["LBR", "SLE"]})
    countries = [row.country.code for row in topic.mission.countries.all()]
    assert countries == ["LR", "SL"]

    del content["mission"]
    publishing.publish([(topic, publishing.save_revision(topic, content, note="x"))])
    assert not hasattr(Topic.objects.get(pk=topic.pk), "mission")


def test_used_tag_cannot_be_deleted():
    make_topic(tags=["law"])

    with pytest.raises(ProtectedError):
        Tag.objects.get(slug="law").delete()


def test_cited_source_cannot_be_deleted():
    source = make_source("a-1")
    make_topic(body="Claim [@a-1].\n")

    with pytest.raises(ProtectedError):
        source.delete()


def test_section_with_topics_cannot_be_deleted():
    topic = make_topic()

    with pytest.raises(ProtectedError):
        topic.section.delete()


def test_tag_names_differ_in_more_than_case():
    make_tag("gender", name="Gender")

    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(slug="other", name="gender", facet="theme", definition="x")


def test_tag_is_not_broader_than_itself():
    upper = make_tag("upper")
    lower = make_tag("lower", broader=upper)
    upper.broader = lower

    with pytest.raises(ValidationError, match="broader than itself"):
        upper.full_clean()


def test_tagged_needs_every_tag_and_names_each_topic_once():
    both = make_topic(tags=["gender", "law"])
    make_topic(tags=["law"])

    gender, law = (Tag.objects.get(slug=slug) for slug in ("gender", "law"))

    assert list(Topic.objects.tagged(law, gender)) == [both]
    assert Topic.objects.tagged(law).count() == 2


def test_published_topic_needs_a_title():
    topic = make_topic()

    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(title="")


def test_rebuild_makes_the_same_again(django_assert_max_num_queries):
    make_source("fortna-2008")
    make_topic("a", body="See [[b]] [@fortna-2008].\n", tags=["law"])
    make_topic("b", body="See [[a]].\n")
    before = list(Topic.objects.values("slug", "html", "contents", "text"))
    Topic.objects.update(html="", contents=[], text="")

    assert publishing.rebuild() == (2, 1)

    assert list(Topic.objects.values("slug", "html", "contents", "text")) == before


def test_neighbours_follow_position_then_date_then_title():
    for slug, position in [("c", "1"), ("b", "100"), ("a", "100")]:
        make_topic(slug, title=slug.upper(), position=position)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    published = Topic.objects.published()

    assert published.beside(topics["c"]) == (None, topics["a"])
    assert published.beside(topics["a"]) == (topics["c"], topics["b"])
    assert published.beside(topics["b"]) == (topics["a"], None)


def test_related_pages_share_most_tags_though_only_the_rarest_are_looked_at(
    monkeypatch,
):
    monkeypatch.setattr("topics.models.topic_queryset.MOST_COMPARED", 3)
    for number in range(4):
        make_topic(f"common-{number}", tags=["common"])
    make_topic("near", tags=["common", "rare"])
    make_topic("far", tags=["rare"])
    topic = make_topic(tags=["common", "rare"])

    related = Topic.objects.published().related_to(topic)

    assert [other.slug for other in related] == ["near", "far"]


def test_page_to_which_many_lead_names_the_first_of_them(monkeypatch, read):
    monkeypatch.setattr("topics.publishing.rendering.MOST_LINKING", 2)
    topic = make_topic("known")
    others = [make_topic(title=f"T{n}", body="[[known]]\n") for n in (3, 1, 2)]

    context = page_context(topic, Topic.objects.published())

    assert context["linking_topics"] == [others[1], others[2]]
    assert "More pages link here; these are the first 2." in read("/role/known/").text

    monkeypatch.undo()
    publishing.rebuild()
    assert "More pages link here" not in read("/role/known/").text
