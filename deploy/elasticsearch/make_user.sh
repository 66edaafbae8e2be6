#!/usr/bin/env bash
# The site's own user: it keeps and asks the indexes that begin with “hub-”, and nothing else.
set -euo pipefail
password=$(cat /run/secrets/elastic_password)
own=$(cat /run/secrets/search_password)

put() {  # ADDRESS, and the body on the standard input; passwords stand in no list of processes
  curl -s --fail-with-body --max-time 30 --retry 5 --retry-all-errors -X PUT -H 'Content-Type: application/json' \
    --config <(printf 'user = "elastic:%s"\n' "$password") --data-binary @- "http://search:9200/_security/$1"
  echo
}

put role/hub <<<'{"indices": [{"names": ["hub-*"], "privileges": ["monitor", "manage", "read", "write"]}]}'
put user/hub <<<"{\"password\": \"$own\", \"roles\": [\"hub\"]}"
