#!/bin/bash
# Copies the primary at the first start, then follows it.
set -euo pipefail

install --directory --owner=postgres --mode=0700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    gosu postgres pg_basebackup --host=primary --username=replication --pgdata="$PGDATA" \
        --checkpoint=fast --write-recovery-conf
fi
exec gosu postgres postgres
