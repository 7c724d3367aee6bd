"""The editorial pages beside those of Django's admin. Names follow Django's, so that
`admin:topics_topic_…` holds for both."""

from django.urls import path

from topics.admin import (
    entries,
    guide,
    previews,
    reports,
    revisions,
    tag_moves,
    uploads,
    workflow,
    writing,
)

TAG, TOPIC = "topics/tag/<int:pk>", "topics/topic/<path:object_id>"

urlpatterns = [
    path("guide/", guide.guide, name="guide"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/<slug:slug>/", reports.report_detail, name="report_detail"),
    path(f"{TAG}/merge/", tag_moves.merge, name="topics_tag_merge"),
    path(f"{TAG}/rename/", tag_moves.rename, name="topics_tag_rename"),
    path("topics/topic/upload/", uploads.upload, name="topics_topic_upload"),
    path(
        "topics/topic/upload/<int:pk>/",
        uploads.upload_report,
        name="topics_topic_upload_report",
    ),
    path("topics/topic/preview/", previews.render_text, name="topics_topic_render"),
    path(
        "topics/topic/preview/<str:token>/",
        previews.preview,
        name="topics_topic_preview",
    ),
    path("topics/topic/pick/", writing.pick, name="topics_topic_pick"),
    path(f"{TOPIC}/presence/", writing.presence, name="topics_topic_presence"),
    path(f"{TOPIC}/autosave/", writing.autosave, name="topics_topic_autosave"),
    path(f"{TOPIC}/send-back/", workflow.send_back, name="topics_topic_send_back"),
    path(f"{TOPIC}/schedule/", workflow.schedule, name="topics_topic_schedule"),
    path(f"{TOPIC}/unpublish/", workflow.unpublish, name="topics_topic_unpublish"),
    path(f"{TOPIC}/archive/", workflow.archive, name="topics_topic_archive"),
    path(f"{TOPIC}/merge/", workflow.merge, name="topics_topic_merge"),
    path(f"{TOPIC}/history/", revisions.history, name="topics_topic_history"),
    path(f"{TOPIC}/compare/", revisions.compare, name="topics_topic_compare"),
    path(
        f"{TOPIC}/restore/<int:number>/",
        revisions.restore,
        name="topics_topic_restore",
    ),
]
urlpatterns += [
    path(
        f"topics/{kind}/<path:object_id>/history/",
        entries.history,
        {"kind": kind},
        name=f"topics_{kind}_history",
    )
    for kind in entries.KINDS
]
