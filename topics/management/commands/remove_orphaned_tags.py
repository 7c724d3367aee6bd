from django.core.management.base import BaseCommand

from topics.models import Revision, Tag


# Takes the place of django-taggit's command of this name, which looks only at its own
# through table and so deletes every tag that is in use here.
class Command(BaseCommand):
    help = "Delete tags that no topic, no draft and no narrower tag uses."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say which tags would go."
        )

    def handle(self, dry_run, **options):
        unused = Tag.objects.unused(Revision.objects.tag_slugs_in_use())
        slugs = sorted(unused.values_list("slug", flat=True))
        if not dry_run:
            Tag.objects.filter(slug__in=slugs).delete()
        verb = "Would remove" if dry_run else "Removed"
        self.stdout.write(f"{verb} {len(slugs)} tags: {', '.join(slugs) or 'none'}.")
