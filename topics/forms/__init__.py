from topics.forms.conditions import Conditions, MissionFilterForm, TopicFilterForm
from topics.forms.cross_references import CrossReferenceForm, CrossReferenceFormSet
from topics.forms.search import Finding, SearchForm
from topics.forms.source import SourceForm
from topics.forms.topic import PROFILE_PREFIX, TopicForm, profile_fields
from topics.forms.workflow import MergeForm, RemarkForm, ScheduleForm

__all__ = [
    "PROFILE_PREFIX",
    "Conditions",
    "CrossReferenceForm",
    "CrossReferenceFormSet",
    "Finding",
    "MergeForm",
    "MissionFilterForm",
    "RemarkForm",
    "ScheduleForm",
    "SearchForm",
    "SourceForm",
    "TopicFilterForm",
    "TopicForm",
    "profile_fields",
]
