"""What waits for an editor on the first page of the admin."""

from django.db.models import Count, Window

from topics.admin.reports import REPORTS
from topics.models import Revision, Topic
from topics.quality.reviews import due_reviews

SHOWN = 8


def dashboard(user):
    """The context of the first page: the topics that wait for `user`, what was saved
    last, and the reports that `user` may see. Empty where `user` may see no topics."""
    if not user.has_perm("topics.view_topic"):
        return {}
    waiting = Topic.objects.waiting_for_review()
    may_publish = user.has_perm("topics.publish_topic")
    if not may_publish:
        waiting = waiting.filter(latest_author=user.get_username())
    # How many there are comes with the first of them.
    due = due_reviews().annotate(count=Window(Count("pk")))[:SHOWN]
    return {
        "reports": [report for report in REPORTS if report.is_open_to(user)],
        "may_publish": may_publish,
        "failed_versions": Revision.objects.failed().select_related("topic"),
        "my_drafts": _listed(Topic.objects.drafted_by(user)),
        "waiting_topics": _listed(waiting),
        "due_reviews": due,
        "due_count": due[0]["count"] if due else 0,
        "recent_topics": _listed(Topic.objects.with_latest_save()),
    }


def _listed(topics):
    return topics.listed()[:SHOWN]
