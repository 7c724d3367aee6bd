from topics.forms.cross_references import CrossReferenceForm, CrossReferenceFormSet
from topics.forms.source import SourceForm
from topics.forms.topic import PROFILE_PREFIX, TopicForm, profile_fields

__all__ = [
    "PROFILE_PREFIX",
    "CrossReferenceForm",
    "CrossReferenceFormSet",
    "SourceForm",
    "TopicForm",
    "profile_fields",
]
