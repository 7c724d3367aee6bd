"""Who may open which editorial page."""


def may_view(user):
    # As in Django's admin, who may change a topic may see it.
    return user.has_perm("topics.view_topic") or may_change(user)


def may_change(user):
    return user.has_perm("topics.change_topic")


def may_publish(user):
    return user.has_perm("topics.publish_topic")


def may_upload(user):
    return user.has_perm("topics.add_topic") or may_change(user)


def may_rename_tags(user):
    # Published pages change with the tag.
    return user.has_perm("topics.change_tag") and may_publish(user)


def may_merge_tags(user):
    return user.has_perm("topics.delete_tag") and may_rename_tags(user)


def may_see_reports(user):
    """Each report asks for its own permission besides."""
    return user.is_staff
