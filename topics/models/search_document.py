from django.db import models


class SearchDocument(models.Model):
    """The words of a published topic, by how much they say what it is about; written by
    topics.search.index.

    The columns of names hold stems between spaces, each name between bars:
    `| unef i | first unit nation emerg forc |`. The full-text index of the database
    (a column on PostgreSQL, a table on SQLite) holds all of them and the text.
    """

    topic = models.OneToOneField(
        "topics.Topic",
        models.CASCADE,
        primary_key=True,
        related_name="search_document",
    )
    title = models.TextField()  # title, acronym and symbol
    names = models.TextField()
    tags = models.TextField()
    summary = models.TextField()
    headings = models.TextField()
    themes = models.TextField()  # what the text uses often
    title_words = models.PositiveSmallIntegerField()
    vocabulary = models.TextField()  # the distinct words, for Word

    def __str__(self):
        return self.title
