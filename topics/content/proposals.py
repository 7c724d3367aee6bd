"""What would become of uploaded files: checked first, stored as drafts after."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from topics import markup, publishing
from topics.content.archive import TOPIC_PATH, ArchiveRefused, unpack
from topics.content.topic_file import (
    MAX_FRONT_MATTER,
    FileRefused,
    TopicFile,
    decode,
    parse,
    plain_lines,
    refusal,
)
from topics.models import Alias, Revision, Section, Topic
from topics.models.content import clean_content, with_present_tags
from topics.models.markdown import validation_error

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
# In the units of `Rendered.cost`, microseconds: a dozen texts that only just can be
# shown, or several thousand of the usual length. A character of YAML can cost two.
MAX_COST = 10_000_000
YAML_COST = 2


@dataclass(frozen=True)
class Proposal:
    """A file of an upload: `new`, `changed`, `unchanged` or `refused`, and why.

    `newest` is the version on which a changed topic's draft would be based.
    """

    path: str
    what: str
    reason: str = ""
    topic_file: TopicFile | None = None
    topic: Topic | None = None
    newest: Revision | None = None

    @property
    def is_sound(self):
        return self.what in {NEW, CHANGED}

    @property
    def title(self):
        return self.topic_file.content["title"] if self.is_sound else ""


class Work:
    """What checking an archive has cost. Raises ArchiveRefused beyond MAX_COST."""

    def __init__(self):
        self.cost = 0

    def add(self, cost):
        self.cost += cost
        if self.cost > MAX_COST:
            raise ArchiveRefused(
                _("The archive takes too long to check. Upload fewer topics at once.")
            )

    def check_text(self, text):
        """Raise ValidationError for a text that is refused."""
        try:
            rendered = markup.render(
                text, resolve=lambda slug: None, cite=lambda key: False
            )
        except markup.SourceRefused as refused:
            self.add(refused.cost)
            raise validation_error(refused) from refused
        self.add(rendered.cost)


def propose(raw, user):
    """The proposals of a zip's bytes, refused ones first; nothing is stored. Raises
    ArchiveRefused."""
    files = unpack(raw)
    places = [TOPIC_PATH.fullmatch(path) for path, _raw in files]
    slugs = {place[2] for place in places if place}
    sections = Section.objects.in_bulk(field_name="slug")
    topics = Topic.objects.select_related("section").in_bulk(slugs, field_name="slug")
    latest = Revision.objects.latest_of_each_topic().filter(topic__in=topics.values())
    newest = {
        revision.topic_id: revision for revision in latest.select_related("author")
    }
    proposals, seen, work = [], set(), Work()
    for (path, content), place in zip(files, places, strict=True):
        try:
            topic_file = _parsed(path, content, place, seen)
            work.add(YAML_COST * len(topic_file.front_matter))
            topic = topics.get(topic_file.slug) or _new_topic(topic_file, sections)
            based_on = newest.get(topic.pk)
            proposals.append(_checked(topic_file, topic, based_on, user, work))
        except FileRefused as refused:
            work.add(min(len(content), MAX_FRONT_MATTER) if place else 0)
            proposals.append(Proposal(path, REFUSED, str(refused)))
    return sorted(proposals, key=lambda proposal: _ORDER.index(proposal.what))


def _parsed(path, content, place, seen):
    """The topic file at a `place` (the match of its path); its slug joins those `seen`.
    Raises FileRefused."""
    if place is None:
        raise FileRefused(
            path,
            1,
            _(
                "The name is not <section>/<slug>.md in lower-case letters, digits and "
                "hyphens; rename the file."
            ),
        )
    section, slug = place[1], place[2]
    if slug in seen:
        raise FileRefused(path, 1, _("The slug occurs twice in the archive."))
    seen.add(slug)
    # An upload is an edit: its lines end as those of the form.
    text = plain_lines(decode(content, path))
    topic_file = parse(text, path=path, section=section, slug=slug)
    return replace(topic_file, content=with_present_tags(topic_file.content))


_ORDER = [REFUSED, NEW, CHANGED, UNCHANGED]


def _new_topic(topic_file, sections):
    section = sections.get(topic_file.section)
    if section is None:
        raise FileRefused(
            topic_file.path,
            1,
            _("There is no section “%(slug)s”.") % {"slug": topic_file.section},
        )
    topic = Topic(slug=topic_file.slug, section=section)
    if alias := Alias.objects.filter(slug=topic.slug).select_related("topic").first():
        raise FileRefused(
            topic_file.path,
            1,
            _("This is an old address of “%(slug)s”; use that.")
            % {"slug": alias.topic.slug},
        )
    try:
        topic.clean_fields()
    except ValidationError as error:
        raise refusal(topic_file, error, "slug") from error
    return topic


def _checked(topic_file, topic, newest, user, work):
    """The proposal of a file. Raises FileRefused."""
    path = topic_file.path
    if topic.section.slug != topic_file.section:
        raise FileRefused(
            path,
            1,
            _("The topic is in the section “%(slug)s”.") % {"slug": topic.section.slug},
        )
    action = "change" if topic.pk else "add"
    if not user.has_perm(f"topics.{action}_topic"):
        raise FileRefused(path, 1, _("You may not %(action)s it.") % {"action": action})
    if newest and newest.content == topic_file.content:
        return Proposal(path, UNCHANGED, topic=topic, newest=newest)
    try:
        clean_content(topic_file.content, topic, check_text=work.check_text)
    except ValidationError as error:
        raise refusal(topic_file, error) from error
    return Proposal(path, CHANGED if topic.pk else NEW, "", topic_file, topic, newest)


@transaction.atomic
def save_drafts(proposals, *, note, author):
    """Store the sound proposals as drafts; returns their topics."""
    saved = []
    for proposal in proposals:
        if not proposal.is_sound:
            continue
        topic = proposal.topic
        if topic.pk is None:
            topic.save()
        publishing.save_revision(
            topic,
            proposal.topic_file.content,
            note=note,
            author=author,
            front_matter=proposal.topic_file.front_matter,
        )
        saved.append(topic)
    return saved
