"""Full-text search.

`language` analyses texts and reads queries, the same for every database. `index` writes
what is kept of published topics. `results` answers a query: `interpretation` compares
its words with the vocabulary, `engines` asks the database's own full-text index which
topics match, `ranking` puts them in order; `answers` answers at once what it can.
`suggestions` completes what is typed; `country_names` knows what countries are called.
`source_index` and `source_results` do the same of the bibliography.
"""

from topics.search.answers import answers
from topics.search.conditions import filters_of, typed_filter
from topics.search.country_names import countries_called
from topics.search.documents import analyse_text
from topics.search.index import (
    index_stale_topics,
    index_tags,
    index_topics,
    remove_topics,
)
from topics.search.results import SearchResults, search_topics
from topics.search.source_index import index_sources
from topics.search.source_results import (
    SourceResults,
    complete_sources,
    search_sources,
)
from topics.search.suggestions import complete
from topics.search.symbol_places import symbol_places
from topics.search.zero_results import count_zero_result_query

__all__ = [
    "SearchResults",
    "SourceResults",
    "analyse_text",
    "answers",
    "complete",
    "complete_sources",
    "count_zero_result_query",
    "countries_called",
    "filters_of",
    "index_sources",
    "index_stale_topics",
    "index_tags",
    "index_topics",
    "remove_topics",
    "search_sources",
    "search_topics",
    "symbol_places",
    "typed_filter",
]
