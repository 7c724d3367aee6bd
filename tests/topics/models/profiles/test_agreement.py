import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    make_agreement,
    make_content,
    make_section,
    make_source,
    make_topic,
)
from tests.topics.admin.test_topics import address, form_values, save
from topics import publishing
from topics.models import Event, Source, Topic
from topics.models.content import clean_content
from topics.quality.links import broken_predecessors

pytestmark = pytest.mark.django_db


def refusal(topic, **facts):
    content = topic.newest_revision.content
    changed = {**content["agreement"], **facts}
    with pytest.raises(ValidationError) as caught:
        clean_content({**content, "agreement": changed}, topic)
    return " ".join(caught.value.messages)


def test_what_became_of_it_needs_a_source():
    topic = make_agreement("lome")

    assert "which source tells" in refusal(topic, outcome="It broke down.")


def test_provision_needs_a_source():
    topic = make_agreement("lome")

    assert "a source" in refusal(topic, provisions=[{"provision": "Observers"}])


def test_page_has_the_facts_of_one_kind():
    topic = make_agreement("lome")
    content = topic.newest_revision.content

    with pytest.raises(ValidationError, match="one kind"):
        clean_content({**content, "event": {"start": "1999"}}, topic)


def test_page_of_an_event_may_become_that_of_an_agreement():
    agreement = make_agreement("lome")
    topic = make_topic("abuja", section="history", event={"start": "2000-11"})

    facts = agreement.newest_revision.content["agreement"]
    content = make_content(agreement=facts)
    revision = publishing.save_revision(topic, content, note="What it is")
    publishing.publish([(topic, revision)])

    topic = Topic.objects.get(pk=topic.pk)
    assert not Event.objects.exists()
    assert topic.agreement.signed.year == topic.date.year == 1999


def test_agreement_names_its_predecessor_and_becomes_known_as_broken_without():
    make_agreement("abidjan")
    later = make_agreement("lome", profile={"predecessor": "abidjan"})
    lost = make_agreement("accra", profile={"predecessor": "nothing-like-it"})

    assert Topic.objects.get(pk=later.pk).agreement.predecessor.slug == "abidjan"
    named = {row["subject"]: row["named"] for row in broken_predecessors()}
    assert named == {f"history/{lost.slug}": "nothing-like-it"}


def test_source_that_only_facts_name_is_in_use():
    make_source("place-of-it")
    make_source("nobody")
    provision = {"provision": "Observers", "source": "place-of-it"}
    make_agreement("lome", profile={"provisions": [provision]})

    uncited = Source.objects.uncited().values_list("key", flat=True)

    assert list(uncited) == ["nobody"]


def test_form_offers_the_facts_of_either_kind(as_editor):
    topic = make_topic("signing", section=make_agreement("lome").section)
    facts = {
        "other_parties": "Government of A\nFront of B",
        "other_conflict": "A: government",
        "other_countries": "SLE",
        "other_signed": "2000-11",
        "other_source": "text-of-it",
    }
    shown = form_values(as_editor, address(topic))
    assert {*facts, "profile_start", "profile_place", "other_place"} <= shown.keys()

    save(as_editor, topic, **facts)

    kept = topic.newest_revision.content
    assert "event" not in kept
    assert kept["agreement"]["parties"] == ["Government of A", "Front of B"]


def test_form_says_beside_its_field_what_is_wrong(as_editor):
    topic = make_agreement("lome")

    response = save(as_editor, topic, other_signed="Tuesday")

    errors = response.context["adminform"].form.errors
    assert "is not a date" in str(errors["other_signed"])


def test_section_without_other_facts_refuses_agreements():
    make_agreement("lome")
    topic = make_topic("law", section=make_section("law", profile="instrument"))

    with pytest.raises(ValidationError, match="no agreement profile"):
        clean_content(make_content(agreement={"signed": "1999"}), topic)
