"""What becomes of readers' pages when one is withdrawn, merged or deleted, in the
editor's words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from topics.models import Revision, Topic


def of_withdrawal(topic, *, archive=False):
    """What is shown before readers lose a page that comes back when it is published."""
    sentences = [
        _("Its versions are kept, and publishing it again brings it back."),
        _("A version that waits for its time is not published any more."),
    ]
    if topic.is_published:
        sentences.insert(
            0,
            _("Readers who come to %(address)s are told that it is not there.")
            % {"address": topic.get_absolute_url()},
        )
    if archive:
        sentences.append(_("The page leaves the list of pages to edit."))
    return {**_naming(topic), "sentences": sentences, "breaks_links": True}


def of_merger(topic):
    """What is shown before a page becomes part of another."""
    sentences = [
        _("The other page takes over tags, sources, cross-references and addresses."),
        _("The text of this page stays in its history; move what is worth keeping."),
    ]
    if topic.is_published:
        sentences.append(
            _("Readers who come to %(address)s are led to the other page.")
            % {"address": topic.get_absolute_url()}
        )
    return {**_naming(topic), "sentences": sentences, "breaks_links": False}


def of_deletion(topic):
    """What is shown before a page is deleted."""
    count = topic.revisions.count()
    lost = ngettext(
        "The page is deleted for good, with its only version.",
        "The page is deleted for good, with all of its %(count)d versions.",
        count,
    )
    sentences = [lost % {"count": count}]
    if addresses := [alias.slug for alias in topic.aliases.all()]:
        sentences.append(
            _("Its former addresses redirect no more: %(slugs)s.")
            % {"slugs": ", ".join(addresses)}
        )
    return {**_naming(topic), "sentences": sentences, "breaks_links": True}


def _naming(topic):
    return {
        "leading": Topic.objects.published().leading_to(topic),
        "drafts": Revision.objects.not_public().leading_to(topic),
    }
