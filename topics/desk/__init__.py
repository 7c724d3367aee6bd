"""The first page of the admin and the reports.

Beside `topics.admin`, not in it: that package registers with the site as it is
imported, so the site must be there before.
"""
