from django.db import models


class SearchDocumentQuerySet(models.QuerySet):
    def stale(self, made_with):
        """Documents that other code wrote than that with the digest `made_with`. Asked
        as ranges, which an index answers."""
        other = models.Q(made_with__lt=made_with) | models.Q(made_with__gt=made_with)
        return self.filter(other)


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
    search_terms = models.TextField(default="", db_default="")
    summary = models.TextField()
    headings = models.TextField()
    # Of cited sources and of a mission's resolutions.
    symbols = models.TextField(default="", db_default="")
    # How often the text uses each stem: ` peac:52 keep:9 `. The column has the name of
    # the first edition, which still serves while this one is installed.
    frequencies = models.TextField(db_column="themes")
    title_words = models.PositiveSmallIntegerField()
    vocabulary = models.TextField()  # the distinct words, for Word
    # A digest of the code that wrote the row.
    made_with = models.CharField(max_length=32, default="", db_default="")

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made_with"], name="search_document_made_with")]

    def __str__(self):
        return self.title
