from django.db import models

# Four times the longest word that is indexed.
WORD_LENGTH = 240


class Word(models.Model):
    """A word of the published topics, and in how many it occurs: the vocabulary by
    which misspelled words are corrected and rare words weigh more than common ones."""

    word = models.CharField(max_length=WORD_LENGTH, unique=True)
    stem = models.CharField(max_length=WORD_LENGTH, db_index=True)
    length = models.PositiveSmallIntegerField()
    documents = models.IntegerField()

    def __str__(self):
        return self.word
