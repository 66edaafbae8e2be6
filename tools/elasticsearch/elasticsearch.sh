#!/usr/bin/env bash
# A real Elasticsearch on this machine, without Docker: the server's own jars from Maven Central, on loopback only.
#   elasticsearch.sh start [NODES]   start NODES nodes (default 1) and print their addresses, comma-separated
#   elasticsearch.sh kill N          end node N at once, as a crash would
#   elasticsearch.sh stop            stop them all and delete their data
# Needs Maven, and a JDK of 21 or later (JAVA_HOME, or one under /usr/lib/jvm). About 45 MB once, 0.4 GB of memory a node.
# ELASTICSEARCH_PORT (9200), ELASTICSEARCH_HEAP (512m), ELASTICSEARCH_RUN (folder), ELASTICSEARCH_PARENT (ends with it).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's:.*<elasticsearch.version>\(.*\)</elasticsearch.version>.*:\1:p' "$here/pom.xml")
cache=${ELASTICSEARCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/protection-hub/elasticsearch-$version}
run=${ELASTICSEARCH_RUN:-${TMPDIR:-/tmp}/protection-hub-elasticsearch}
http=${ELASTICSEARCH_PORT:-9200}
heap=${ELASTICSEARCH_HEAP:-512m}

jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    [ -x "$home/bin/javac" ] || continue
    [ "$("$home/bin/javac" -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 21 ] && { echo "$home"; return; }
  done
  echo "Elasticsearch $version needs a JDK of 21 or later: set JAVA_HOME" >&2
  exit 1
}

install() {  # server/: the module path; modules/: what the server loads by itself; classes/: the launcher
  local want
  want=$(cat "$here/pom.xml" "$here/SearchNode.java" | cksum)
  [ "$(cat "$cache/complete" 2>/dev/null)" = "$want" ] && return
  command -v mvn >/dev/null || { echo "Elasticsearch $version is fetched with Maven (mvn), which is not installed" >&2; exit 1; }
  jdk >/dev/null
  rm -rf "$cache" && mkdir -p "$cache/server" "$cache/modules/transport-netty4" "$cache/classes" "$cache/native"
  mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$cache/server" >&2
  mv "$cache"/server/netty-* "$cache"/server/transport-netty4-* "$cache/modules/transport-netty4/"
  unzip -q -o -j "$cache"/modules/transport-netty4/transport-netty4-*.jar 'META-INF/es-plugins/transport-netty4/*' \
    -d "$cache/modules/transport-netty4"
  "$(jdk)/bin/javac" -d "$cache/classes" -cp "$cache/server/*" "$here/SearchNode.java"
  echo "$want" >"$cache/complete"
}

start() {
  local nodes=${1:-1} n seeds="" names="" urls=""
  install
  stop
  for n in $(seq "$nodes"); do
    seeds+="${seeds:+,}127.0.0.1:$((http + 100 + n - 1))" names+="${names:+,}node-$n" urls+="${urls:+,}http://127.0.0.1:$((http + n - 1))"
  done
  for n in $(seq "$nodes"); do
    local home=$run/node-$n
    mkdir -p "$home/config" "$home/plugins" "$home/modules"
    cp -r "$cache/modules/." "$home/modules/"
    "$(jdk)/bin/java" "-Xms$heap" "-Xmx$heap" -XX:+UseSerialGC -Dlog4j2.disable.jmx=true \
      "-Dlog4j2.configurationFile=$here/log4j2.properties" "-Des.nativelibs.path=$cache/native" \
      --enable-native-access=ALL-UNNAMED,org.elasticsearch.nativeaccess,org.apache.lucene.core \
      --add-exports org.elasticsearch.server/org.elasticsearch.common.logging.internal=ALL-UNNAMED \
      --add-exports org.elasticsearch.server/org.elasticsearch.node=ALL-UNNAMED \
      --add-exports org.elasticsearch.logging/org.elasticsearch.logging.internal.spi=ALL-UNNAMED \
      --add-modules jdk.incubator.vector,jdk.net,ALL-MODULE-PATH --module-path "$cache/server" -cp "$cache/classes" SearchNode \
      "path.home=$home" "node.name=node-$n" cluster.name=tests network.host=127.0.0.1 \
      "http.port=$((http + n - 1))" "transport.port=$((http + 100 + n - 1))" \
      "discovery.seed_hosts=$seeds" "cluster.initial_master_nodes=$names" \
      cluster.routing.allocation.disk.threshold_enabled=false >"$home/log" 2>&1 </dev/null &
    echo $! >"$home/pid"
  done
  for n in $(seq "$nodes"); do
    for _ in $(seq 300); do
      grep -qs '^READY' "$run/node-$n/log" && continue 2
      kill -0 "$(cat "$run/node-$n/pid")" 2>/dev/null || break
      sleep 0.5
    done
    echo "node $n did not start:" >&2 && tail -20 "$run/node-$n/log" >&2
    exit 1
  done
  echo "$urls"
}

kill_node() { kill -9 "$(cat "$run/node-$1/pid")"; }

stop() {
  local pid
  for pid in "$run"/node-*/pid; do
    [ -e "$pid" ] && kill "$(cat "$pid")" 2>/dev/null || continue
    while kill -0 "$(cat "$pid")" 2>/dev/null; do sleep 0.1; done
  done
  rm -rf "$run"
}

case ${1:-} in
  start) start "${2:-1}" ;;
  kill) kill_node "$2" ;;
  stop) stop ;;
  *) sed -n '2,7p' "$0"; exit 2 ;;
esac
