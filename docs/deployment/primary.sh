#!/bin/bash
# Runs once, when the primary's database is made: lets the replica follow it.
set -euo pipefail

psql --set=ON_ERROR_STOP=1 --set=password="$REPLICATION_PASSWORD" \
    --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
CREATE ROLE replication WITH REPLICATION LOGIN PASSWORD :'password';
-- What lies on a solid-state disk can be read in any order.
ALTER SYSTEM SET random_page_cost = 1.1;
SQL
echo "host replication replication all scram-sha-256" >>"$PGDATA/pg_hba.conf"
