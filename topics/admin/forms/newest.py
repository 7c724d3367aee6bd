def newest_revision(topic):
    """What an editor last saved of a topic; asked for once while its form is worked on,
    in which many parts need it."""
    if not hasattr(topic, "known_newest_revision"):
        topic.known_newest_revision = topic.newest_revision
    return topic.known_newest_revision
