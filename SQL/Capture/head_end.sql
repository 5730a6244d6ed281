-- What follows the key's line in a head without a former key, once for all rows.
(select pg_catalog.substr(tailrace.head('', '', '', context => {{context}}, origin => {{origin}}), 4))
