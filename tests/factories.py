"""The least that is valid, with keyword overrides."""

from io import BytesIO
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from PIL import Image as PillowImage

from topics import imaging, publishing
from topics.models import Image, Section, Source, Tag, Topic

numbers = count(1)


def make_section(slug="role", **fields):
    section = Section.objects.filter(slug=slug).first()
    if section is None:
        fields.setdefault("title", f"Section {slug}")
        fields.setdefault("summary", "What it is about.")
        fields.setdefault("position", next(numbers))
        section = Section.objects.create(slug=slug, **fields)
    return section


def make_tag(slug, **fields):
    tag = Tag.objects.filter(slug=slug).first()
    if tag is None:
        fields.setdefault("name", slug.replace("-", " ").capitalize())
        fields.setdefault("facet", Tag.Facet.THEME)
        fields.setdefault("definition", f"All about {slug}.")
        tag = Tag.objects.create(slug=slug, **fields)
    return tag


def make_source(key="fortna-2008", **entry):
    csl = {
        "id": key,
        "type": "book",
        "title": f"The book of {key}",
        "author": [{"family": "Fortna", "given": "Virginia Page"}],
        "issued": {"date-parts": [[2008]]},
        **entry,
    }
    return Source.objects.create(key=key, csl=csl)


def make_content(**content):
    number = next(numbers)
    return {
        "title": f"Topic {number}",
        "summary": f"What topic {number} is.",
        "body": "A paragraph.\n",
        **content,
    }


def make_draft(slug=None, section="role", tags=(), **content):
    """A topic with one draft revision, which readers cannot see."""
    if isinstance(section, str):
        section = make_section(section)
    topic = Topic.objects.create(slug=slug or f"topic-{next(numbers)}", section=section)
    if tags:
        content["tags"] = [make_tag(tag).slug for tag in tags]
    publishing.save_revision(topic, make_content(**content), note="A note")
    return topic


def make_topic(slug=None, section="role", tags=(), **content):
    """A published topic."""
    with publishing.invalidating():
        topic = make_draft(slug, section, tags, **content)
        publishing.publish([(topic, topic.newest_revision)])
    return Topic.objects.get(pk=topic.pk)


def make_topics(slugs, section="role", **content):
    """Published topics, at the cost of one publication."""
    with publishing.invalidating():
        drafts = [make_draft(slug, section, **content) for slug in slugs]
        publishing.publish([(draft, draft.newest_revision) for draft in drafts])


def revise(topic, **changes):
    """Publish the topic's newest content with changes."""
    content = {**topic.newest_revision.content, **changes}
    publishing.publish(
        [(topic, publishing.save_revision(topic, content, note="A change"))]
    )
    return Topic.objects.get(pk=topic.pk)


def make_mission(slug, *, section="missions", profile=None, **content):
    section = make_section(section, profile="mission")
    mission = {
        "acronym": slug.upper(),
        "lead": "UN",
        "region": "Africa",
        "area": "Sierra Leone",
        "countries": ["SLE"],
        "start": "1999-10",
        "end": "2005-12",
        "resolutions": ["S/RES/1270 (1999)"],
        **(profile or {}),
    }
    return make_topic(slug, section, mission=mission, **content)


def make_figure(measure, value, *, category="", source="un-data", **columns):
    """A figure of a mission as content has it, a strength of uniformed personnel."""
    if source and not Source.objects.filter(key=source).exists():
        make_source(source)
    if not category and measure.endswith("strength"):
        category = "uniformed"
    number = {"value": str(value)} if value is not None else {}
    row = {"measure": measure, "category": category, **number, "source": source}
    return {key: text for key, text in {**row, **columns}.items() if text}


def make_task(task, resolution, paragraph, since, **columns):
    """A row of a mission's mandate as its content has it."""
    make_tag(task, facet=Tag.Facet.TASK)
    return {
        "task": task,
        "resolution": resolution,
        "paragraph": paragraph,
        "since": since,
        **columns,
    }


def make_agreement(slug, *, section="history", profile=None, **content):
    section = make_section(section, profile="event", other_profile="agreement")
    if not Source.objects.filter(key="text-of-it").exists():
        make_source("text-of-it")
    agreement = {
        "parties": ["Government of Sierra Leone", "Revolutionary United Front"],
        "conflict": "Sierra Leone: government",
        "countries": ["SLE"],
        "signed": "1999-07-07",
        "source": "text-of-it",
        **(profile or {}),
    }
    return make_topic(slug, section, agreement=agreement, **content)


def make_indicator(slug, measurements=(), *, source="un-data", profile=None, **content):
    """An indicator with (year, value) or (year, value, low, high) of one source."""
    if not Source.objects.filter(key=source).exists():
        make_source(source)
    keys = ("year", "value", "low", "high")
    indicator = {
        "definition": "What is counted",
        "unit": "persons",
        "direction": "depends",
        "source": source,
        "measurements": [
            {**dict(zip(keys, map(str, row), strict=False)), "source": source}
            for row in measurements
        ],
        **(profile or {}),
    }
    section = make_section("evaluation", profile="indicator")
    return make_topic(slug, section, indicator=indicator, **content)


def make_instrument(slug, *, profile=None, **content):
    instrument = {
        "symbol": "S/RES/1325 (2000)",
        "body": "Security Council",
        "kind": "resolution",
        "adopted": "2000-10-31",
        **(profile or {}),
    }
    section = make_section("law", profile="instrument")
    return make_topic(slug, section, instrument=instrument, **content)


def make_picture(size=(900, 600), kind="JPEG", mode="RGB", **options):
    """The bytes of a picture, each another one."""
    colour = next(numbers) * 7 % 256
    picture = PillowImage.new("RGB", size, (colour, 255 - colour, colour // 2))
    file = BytesIO()
    picture.convert(mode).save(file, kind, **options)
    return file.getvalue()


def make_image(slug="convoy", **fields):
    renditions = imaging.renditions(make_picture())
    fields.setdefault("alt", "White lorries on a track")
    fields.setdefault("credit", "UN Photo/Somebody")
    image = Image(slug=slug, licence="cc-by-4.0", **fields)
    image.take(renditions)
    image.store_files(renditions)
    image.save()
    return image


PASSWORD = "a-password-for-tests"


def make_user(name, *groups, **fields):
    fields.setdefault("is_staff", bool(groups))
    user = get_user_model().objects.create_user(name, password=PASSWORD, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user
