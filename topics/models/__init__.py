from topics.models.alias import Alias
from topics.models.completion import Completion
from topics.models.editing import Autosave, Presence
from topics.models.ego_graph import EgoGraph
from topics.models.empty_search import EmptySearch
from topics.models.entry_version import EntryVersion
from topics.models.image import Depiction, Image
from topics.models.link import CrossReference, Link
from topics.models.loaded_entry import LoadedEntry
from topics.models.problem_report import ProblemReport
from topics.models.profiles.agreement import (
    Agreement,
    AgreementCountry,
    AgreementParty,
    AgreementProvision,
)
from topics.models.profiles.event import Event
from topics.models.profiles.indicator import Indicator, Measurement
from topics.models.profiles.instrument import Instrument
from topics.models.profiles.mandate import MandateTask, MissionResolution
from topics.models.profiles.mission import Mission, MissionCountry
from topics.models.profiles.mission_detail import MissionDetail
from topics.models.profiles.mission_figure import MissionFigure
from topics.models.profiles.mission_strength import MissionStrength
from topics.models.profiles.partial_date import PartialDate
from topics.models.rendered_topic import RenderedTopic, ShownTopic
from topics.models.revision import Revision
from topics.models.search_document import SearchDocument
from topics.models.section import Section
from topics.models.section_graph import SectionGraph
from topics.models.source import Citation, Source
from topics.models.subscriber import Alert, Subscriber
from topics.models.tag import Tag, TagAddress, TagAlias, Tagging
from topics.models.topic import Topic
from topics.models.topic_upload import TopicUpload
from topics.models.word import Word

__all__ = [
    "Agreement",
    "AgreementCountry",
    "AgreementParty",
    "AgreementProvision",
    "Alert",
    "Alias",
    "Autosave",
    "Citation",
    "Completion",
    "CrossReference",
    "Depiction",
    "EgoGraph",
    "EmptySearch",
    "EntryVersion",
    "Event",
    "Image",
    "Indicator",
    "Instrument",
    "Link",
    "LoadedEntry",
    "MandateTask",
    "Measurement",
    "Mission",
    "MissionCountry",
    "MissionDetail",
    "MissionFigure",
    "MissionResolution",
    "MissionStrength",
    "PartialDate",
    "Presence",
    "ProblemReport",
    "RenderedTopic",
    "Revision",
    "SearchDocument",
    "Section",
    "SectionGraph",
    "ShownTopic",
    "Source",
    "Subscriber",
    "Tag",
    "TagAddress",
    "TagAlias",
    "Tagging",
    "Topic",
    "TopicUpload",
    "Word",
]
