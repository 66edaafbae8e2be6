#!/usr/bin/env bash
# Whether Elasticsearch answers and knows its password. The password stands in no list of processes.
set -euo pipefail
password=$(cat /run/secrets/elastic_password)
answer=$(curl -s --max-time 8 --config - http://127.0.0.1:9200/_cluster/health <<<"user = \"elastic:$password\"")
grep -qE '"status":"(green|yellow)"' <<<"$answer"
