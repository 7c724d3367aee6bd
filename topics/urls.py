from django.urls import path, register_converter

from topics.exports.profiles import FILES
from topics.views import (
    cards,
    changes,
    charts,
    comparison,
    countries,
    graph,
    history,
    home,
    images,
    mandates,
    pictures,
    privacy,
    problem_reports,
    search,
    sections,
    sources,
    tables,
    tags,
    topics,
)

app_name = "topics"


class ProfileConverter:
    """The name of a profile's files, such as `missions`."""

    regex = "|".join(FILES)

    def to_python(self, value):
        return FILES[value]

    def to_url(self, value):
        return value


register_converter(ProfileConverter, "profile")

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("tags/", tags.tag_list, name="tag_list"),
    path("tags/<slug:slug>/", tags.tag_detail, name="tag_detail"),
    path("countries/", countries.country_list, name="country_list"),
    path("countries/<slug:code>/", countries.country_detail, name="country_detail"),
    path("sources/", sources.source_list, name="source_list"),
    path("sources/<slug:key>/", sources.source_detail, name="source_detail"),
    path(
        "media/images/<slug:digest>-<int:width>.webp",
        images.image_file,
        name="image_file",
    ),
    path("timeline/", pictures.timeline, name="timeline"),
    path("map/", pictures.world_map, name="map"),
    path("graph/", graph.graph, name="graph"),
    path("compare/", comparison.compare, name="compare"),
    path("mandates/", mandates.mandates, name="mandates"),
    path("mandates/mandates.csv", mandates.mandate_csv, name="mandate_csv"),
    path("mandates/mandates.json", mandates.mandate_json, name="mandate_json"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("report/", problem_reports.report_problem, name="report_problem"),
    path("report/sent/", problem_reports.report_sent, name="report_sent"),
    path("changes/", changes.change_list, name="change_list"),
    path("<slug:slug>/", sections.section_detail, name="section_detail"),
    path("<slug:slug>/<profile:profile>.csv", tables.profile_csv, name="profile_csv"),
    path(
        "<slug:slug>/<profile:profile>-<slug:rows>.csv", tables.row_csv, name="row_csv"
    ),
    path(
        "<slug:slug>/<profile:profile>.json", tables.profile_json, name="profile_json"
    ),
    path("<slug:slug>/measurements.csv", charts.chart_csv, name="chart_csv"),
    path(
        "<slug:section>/<slug:slug>/measurements.csv",
        charts.measurement_csv,
        name="measurement_csv",
    ),
    path("<slug:section>/<slug:slug>/card.json", cards.topic_card, name="topic_card"),
    path(
        "<slug:section>/<slug:slug>/history/",
        history.topic_history,
        name="topic_history",
    ),
    path(
        "<slug:section>/<slug:slug>/history/<int:number>/",
        history.revision_detail,
        name="revision_detail",
    ),
    path(
        "<slug:section>/<slug:slug>/diff/<int:old>/<int:new>/",
        history.revision_comparison,
        name="revision_comparison",
    ),
    path("<slug:section>/<slug:slug>/", topics.topic_detail, name="topic_detail"),
]
