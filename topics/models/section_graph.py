from django.db import models


class SectionGraph(models.Model):
    """The positions of all published topics in the picture of the whole portal, a
    cluster for each section; there is one row. It holds positions only, as ego graphs
    do."""

    # Values of pictures.geometry.section_graph.Cluster, ClusterNode and ClusterEdge.
    clusters = models.JSONField()
    nodes = models.JSONField(db_column="dots")
    edges = models.JSONField(db_column="bands")

    class Meta:
        db_table = "topics_constellation"

    def __str__(self):
        return f"{len(self.nodes)} topics"
