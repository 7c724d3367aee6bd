from topics.models.shapes import in_shape


def newest_revision(topic):
    """What an editor last saved of a topic, less what cannot be shown in a form; asked
    for once while its form is worked on, in which many parts need it."""
    if not hasattr(topic, "known_newest_revision"):
        newest = topic.newest_revision
        if newest:
            newest.content, _rest = in_shape(newest.content)
        topic.known_newest_revision = newest
    return topic.known_newest_revision
