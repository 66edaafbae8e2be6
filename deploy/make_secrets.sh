#!/usr/bin/env bash
# The secrets of compose.yaml as files: deploy/make_secrets.sh FOLDER
# What is there stays as it is, so running it twice changes nothing. The files belong to user 1000, as whom the site,
# nginx and Elasticsearch run, and nobody else may read them; so run this as root or as that user. The certificate is yours:
# put it and its key into the same folder, as `certificate` and `certificate_key`.
set -euo pipefail
[ $# -eq 1 ] || { sed -n '2,6p' "$0"; exit 2; }
umask 077
mkdir -p "$1"
cd "$1"

random() { head -c 48 /dev/urandom | base64 -w 0 | tr '+/' '-_'; }
keep() { if [ -s "$1" ]; then cat >/dev/null; else cat >"$1"; fi; }

random | keep secret_key
random | keep database_password
random | keep elastic_password
random | keep search_password
printf 'postgres://hub:%s@database/hub' "$(cat database_password)" | keep database_url
printf 'http://hub:%s@search:9200' "$(cat search_password)" | keep elasticsearch_url
chmod 600 -- *
if [ "$(id -u)" = 0 ]; then chown 1000:1000 . ./*; fi
for file in certificate certificate_key; do
  [ -s "$file" ] || echo "Still to come: $1/$file" >&2
done
