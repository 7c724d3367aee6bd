"""Full-text search.

`language` analyses texts and reads queries, the same for every database. `index` writes
what is kept of published topics. `results` answers a query: `interpretation` compares
its words with the vocabulary, `engines` asks the database's own full-text index which
topics match, `ranking` puts them in order. `suggestions` completes what is typed.
"""
