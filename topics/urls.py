from django.urls import path, register_converter
from django.urls.converters import StringConverter

from topics.exports import cited_pages
from topics.exports.profiles import FILES
from topics.exports.references import FORMATS
from topics.views import (
    about,
    alerts,
    cards,
    changes,
    charts,
    citing,
    comparison,
    conventions,
    countries,
    feeds,
    graph,
    history,
    home,
    images,
    mandates,
    pictures,
    privacy,
    problem_reports,
    references,
    search,
    sections,
    share_pictures,
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


class EndingConverter(StringConverter):
    """The end of the name of a file of references, such as `bib`."""

    regex = "|".join(FORMATS)


register_converter(ProfileConverter, "profile")
register_converter(EndingConverter, "ending")

# What can be cited: the address of its page, its name and what finds it.
CITED = [
    ("", "work", cited_pages.work),
    ("tags/<slug:slug>/", "tag", cited_pages.tag),
    ("countries/<slug:code>/", "country", cited_pages.country),
    ("sources/<slug:key>/", "source", cited_pages.source),
    ("<slug:slug>/", "section", cited_pages.section),
    (
        "<slug:section>/<slug:slug>/history/<int:number>/",
        "version",
        cited_pages.version,
    ),
    ("<slug:section>/<slug:slug>/", "topic", cited_pages.topic),
]

urlpatterns = [
    *(
        path(f"{address}cite/", citing.cite, {"find": find}, f"cite_{name}")
        for address, name, find in CITED
    ),
    *(
        path(
            f"{address}cite.<ending:ending>",
            citing.cite_file,
            {"find": find},
            f"cite_{name}_file",
        )
        for address, name, find in CITED
    ),
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path(
        "search/references.<ending:ending>",
        references.of_search,
        name="search_references",
    ),
    path("search/feed/", feeds.search_feed, name="search_feed"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("robots.txt", conventions.robots, name="robots"),
    path("humans.txt", conventions.humans, name="humans"),
    path(".well-known/security.txt", conventions.security, name="security"),
    path("sitemap.xml", conventions.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:kind>.xml", conventions.sitemap, name="sitemap"),
    path("picture.png", share_pictures.site_picture, name="site_picture"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("tags/", tags.tag_list, name="tag_list"),
    path("tags/<slug:slug>/", tags.tag_detail, name="tag_detail"),
    path(
        "tags/<slug:slug>/references.<ending:ending>",
        references.of_tag,
        name="tag_references",
    ),
    path(
        "countries/<slug:code>/references.<ending:ending>",
        references.of_country,
        name="country_references",
    ),
    path("tags/<slug:slug>/feed/", feeds.feed, name="tag_feed"),
    path("countries/", countries.country_list, name="country_list"),
    path("countries/<slug:code>/", countries.country_detail, name="country_detail"),
    path("countries/<slug:code>/feed/", feeds.feed, name="country_feed"),
    path("sources/", sources.source_list, name="source_list"),
    path(
        "sources/references.<ending:ending>",
        references.of_sources,
        name="source_references",
    ),
    path("sources/<slug:key>.<ending:ending>", references.source, name="source_file"),
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
    path("about/", about.about, name="about"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("report/", problem_reports.report_problem, name="report_problem"),
    path("report/sent/", problem_reports.report_sent, name="report_sent"),
    path("changes/", changes.change_list, name="change_list"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/asked/", alerts.alert_asked, name="alert_asked"),
    path("alerts/confirm/", alerts.confirm_alert, name="confirm_alert"),
    path("alerts/stop/", alerts.stop_alert, name="stop_alert"),
    path("changes/feed/", feeds.feed, name="change_feed"),
    path("<slug:slug>/feed/", feeds.feed, name="section_feed"),
    path("<slug:slug>/", sections.section_detail, name="section_detail"),
    path("<slug:slug>/<profile:profile>.csv", tables.profile_csv, name="profile_csv"),
    path(
        "<slug:slug>/<profile:profile>-<slug:rows>.csv", tables.row_csv, name="row_csv"
    ),
    path(
        "<slug:slug>/<profile:profile>.json", tables.profile_json, name="profile_json"
    ),
    path(
        "<slug:slug>/references.<ending:ending>",
        references.of_section,
        name="section_references",
    ),
    path(
        "<slug:section>/<slug:slug>/references.<ending:ending>",
        references.of_topic,
        name="topic_references",
    ),
    path("<slug:slug>/measurements.csv", charts.chart_csv, name="chart_csv"),
    path(
        "<slug:section>/<slug:slug>/measurements.csv",
        charts.measurement_csv,
        name="measurement_csv",
    ),
    path(
        "<slug:section>/<slug:slug>/picture.png",
        share_pictures.topic_picture,
        name="topic_picture",
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
    path("<slug:section>/<slug:slug>/feed/", feeds.feed, name="topic_feed"),
    path("<slug:section>/<slug:slug>/", topics.topic_detail, name="topic_detail"),
]
