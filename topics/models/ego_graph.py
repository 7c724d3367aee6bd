from django.db import models


class EgoGraph(models.Model):
    """The positions of the topics within two steps of a published one in its
    picture.

    It holds positions only. What it shows is read with the page, so that what
    readers may not see is not shown, and a new title is.
    """

    topic = models.OneToOneField(
        "topics.Topic", models.CASCADE, primary_key=True, related_name="ego_graph"
    )
    # Values of pictures.geometry.graph.NodePosition and Edge.
    nodes = models.JSONField(db_column="spots")
    edges = models.JSONField(db_column="lines")

    class Meta:
        db_table = "topics_neighbourhood"

    def __str__(self):
        return f"{self.topic_id}: {len(self.nodes)}"

    @property
    def layout(self):
        return self.nodes, self.edges

    @property
    def members(self):
        """The primary keys of the topics in it."""
        return [node[0] for node in self.nodes]
