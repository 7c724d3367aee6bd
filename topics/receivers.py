"""Events that no method call can see."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from topics.models import Source, Topic


# Sources are saved by the admin, the loader and the shell; models.source cannot know
# topics, and the pages that waited for this source must show it at once.
@receiver(post_save, sender=Source)
def show_new_source(sender, instance, created, raw, **kwargs):
    if created and not raw:
        Topic.objects.waiting_for([instance.key]).rebuild()
