from topics.forms.conditions import Conditions, MissionFilterForm, TopicFilterForm
from topics.forms.cross_references import CrossReferenceForm, CrossReferenceFormSet
from topics.forms.map import MapForm
from topics.forms.search import Finding, SearchForm
from topics.forms.source import SourceForm
from topics.forms.topic import PROFILE_PREFIX, TopicForm, profile_fields

__all__ = [
    "PROFILE_PREFIX",
    "Conditions",
    "CrossReferenceForm",
    "CrossReferenceFormSet",
    "Finding",
    "MapForm",
    "MissionFilterForm",
    "SearchForm",
    "SourceForm",
    "TopicFilterForm",
    "TopicForm",
    "profile_fields",
]
