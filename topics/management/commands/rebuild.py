from django.core.management.base import BaseCommand

from portal.caching import surrogate_keys
from topics.models import (
    Neighbourhood,
    Page,
    Section,
    Tag,
    Topic,
    count_topics,
)
from topics.search.index import index_tags


class Command(BaseCommand):
    help = "Render and index all published topics again from their Markdown."

    def handle(self, **options):
        published = Topic.objects.exclude(published_at=None)
        Topic.objects.find_places()
        topics = published.derive()
        index_tags(Tag.objects.all())
        sections = Section.objects.all().render()
        count_topics()
        Neighbourhood.objects.redraw()
        # Each is made when it is read next.
        Page.objects.all().delete()
        surrogate_keys.invalidate(surrogate_keys.EVERYTHING)
        self.stdout.write(f"Rebuilt {topics} topics and {sections} sections.")
