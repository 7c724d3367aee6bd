from topics.models.alias import Alias
from topics.models.constellation import Constellation
from topics.models.editing import Autosave, Presence
from topics.models.empty_search import EmptySearch
from topics.models.image import Depiction, Image
from topics.models.link import CrossReference, Link
from topics.models.loaded_entry import LoadedEntry
from topics.models.neighbourhood import Neighbourhood
from topics.models.page import Page, Shown
from topics.models.profiles.event import Event
from topics.models.profiles.indicator import Indicator, Measurement
from topics.models.profiles.instrument import Instrument
from topics.models.profiles.mission import Mission, MissionCountry, MissionResolution
from topics.models.profiles.partial_date import PartialDate
from topics.models.revision import Revision
from topics.models.search_document import Completion, SearchDocument, Word
from topics.models.section import Section
from topics.models.source import Citation, Source
from topics.models.tag import Tag, TagAddress, TagAlias, Tagging
from topics.models.topic import Topic
from topics.models.topic_upload import TopicUpload
from topics.publishing.invalidation import count_topics

__all__ = [
    "Alias",
    "Autosave",
    "Citation",
    "Completion",
    "Constellation",
    "CrossReference",
    "Depiction",
    "EmptySearch",
    "Event",
    "Image",
    "Indicator",
    "Instrument",
    "Link",
    "LoadedEntry",
    "Measurement",
    "Mission",
    "MissionCountry",
    "MissionResolution",
    "Neighbourhood",
    "Page",
    "PartialDate",
    "Presence",
    "Revision",
    "SearchDocument",
    "Section",
    "Shown",
    "Source",
    "Tag",
    "TagAddress",
    "TagAlias",
    "Tagging",
    "Topic",
    "TopicUpload",
    "Word",
    "count_topics",
]
