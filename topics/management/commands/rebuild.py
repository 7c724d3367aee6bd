from django.core.management.base import BaseCommand

from portal.caching import surrogate_keys
from topics.models import (
    Completion,
    Neighbourhood,
    Page,
    Section,
    Tag,
    Topic,
    count_topics,
)


class Command(BaseCommand):
    help = "Render and index all published topics again from their Markdown."

    def handle(self, **options):
        published = Topic.objects.exclude(published_at=None)
        Topic.objects.find_places()
        topics = published.derive()
        Completion.objects.offer_tags(Tag.objects.prefetch_related("aliases"))
        sections = Section.objects.all().render()
        count_topics()
        Neighbourhood.objects.redraw()
        # Each is made when it is read next.
        Page.objects.all().delete()
        surrogate_keys.invalidate(surrogate_keys.EVERYTHING)
        self.stdout.write(f"Rebuilt {topics} topics and {sections} sections.")
