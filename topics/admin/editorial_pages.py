"""What the editorial pages beside Django's own share: who may open one, how it looks,
where it leads when its work is done."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from topics.models import Topic
from topics.models.slugs import number_in


def editorial_page(allows):
    """A decorator: the view stands behind the admin's sign-in, and is for users of whom
    `allows(user)` is true. Others get 403."""

    def decorate(view):
        @wraps(view)
        def guarded(request, **kwargs):
            if not allows(request.user):
                raise PermissionDenied
            return view(request, **kwargs)

        @wraps(view)
        def page(request, **kwargs):
            return admin.site.admin_view(guarded)(request, **kwargs)

        return page

    return decorate


def topic_or_404(object_id):
    topics = Topic.objects.select_related("section")
    return get_object_or_404(topics, pk=number_in(object_id))


def show(request, template, model, *, status=200, **context):
    """A page of the admin about `model`."""
    context = {
        **admin.site.each_context(request),
        "opts": model._meta,
        **context,
    }
    return render(request, f"admin/topics/{template}", context, status=status)


def ask(request, topic, title, button, *, form=None, consequences=None):
    """The question before something is done to a topic; 400 where the answer is bad.
    `consequences` are those of topics.admin.consequences."""
    return show(
        request,
        "topic/ask.html",
        Topic,
        status=400 if form is not None and form.is_bound else 200,
        title=title,
        subtitle=topic,
        topic=topic,
        form=form,
        button=button,
        consequences=consequences,
    )


def say(request, topic, title, message):
    """In the place of a question that does not arise: why."""
    context = {"title": title, "topic": topic, "message": message}
    return show(request, "topic/ask.html", Topic, **context)


def log(request, topics, message):
    """Write to Django's admin log of each of the topics what was done to it."""
    LogEntry.objects.log_actions(request.user.pk, topics, CHANGE, message)


def back_to_form(request, topic, message, level=messages.SUCCESS):
    messages.add_message(request, level, message)
    return redirect("admin:topics_topic_change", topic.pk)


def not_there_any_more(left_out):
    """The sentence about what `publishing.usable` left out of a version."""
    sentence = _("This is not there any more, and is left out: %(names)s.")
    return sentence % {"names": "; ".join(left_out)}
