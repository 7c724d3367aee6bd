from topics.forms.comparison import ComparisonForm
from topics.forms.conditions import Conditions, MissionFilterForm, TopicFilterForm
from topics.forms.cross_references import CrossReferenceForm, CrossReferenceFormSet
from topics.forms.graph import GraphForm
from topics.forms.image import ImageForm
from topics.forms.map import MapForm
from topics.forms.mission_table import MissionTableForm
from topics.forms.search import Finding, SearchForm
from topics.forms.source import SourceForm
from topics.forms.tag import TagMergeForm, TagRenameForm, TopicTagsForm
from topics.forms.topic import PROFILE_PREFIX, TopicForm, profile_fields
from topics.forms.workflow import MergeForm, RemarkForm, ScheduleForm

__all__ = [
    "PROFILE_PREFIX",
    "ComparisonForm",
    "Conditions",
    "CrossReferenceForm",
    "CrossReferenceFormSet",
    "Finding",
    "GraphForm",
    "ImageForm",
    "MapForm",
    "MergeForm",
    "MissionFilterForm",
    "MissionTableForm",
    "RemarkForm",
    "ScheduleForm",
    "SearchForm",
    "SourceForm",
    "TagMergeForm",
    "TagRenameForm",
    "TopicFilterForm",
    "TopicForm",
    "TopicTagsForm",
    "profile_fields",
]
