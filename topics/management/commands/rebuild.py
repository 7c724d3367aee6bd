from django.core.management.base import BaseCommand

from topics import publishing


class Command(BaseCommand):
    help = "Render and index all published topics again from their Markdown."

    def handle(self, **options):
        topics, sections = publishing.rebuild()
        self.stdout.write(f"Rebuilt {topics} topics and {sections} sections.")
