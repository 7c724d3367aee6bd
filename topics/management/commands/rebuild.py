from django.core.management.base import BaseCommand

from topics.models import Neighbourhood, Section, Tag, Topic


class Command(BaseCommand):
    help = "Render and index all published topics again from their Markdown."

    def handle(self, **options):
        topics = Topic.objects.exclude(published_at=None).rebuild()
        Neighbourhood.objects.redraw()
        Tag.objects.all().refresh()
        sections = Section.objects.all().render()
        self.stdout.write(f"Rebuilt {topics} topics and {sections} sections.")
