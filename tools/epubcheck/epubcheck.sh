#!/usr/bin/env bash
# EPUBCheck, from Maven Central, over every .epub below a folder: a line for each error and warning, then
# TOTAL, books, errors, warnings. Needs Maven and a JDK of 17 or later (JAVA_HOME, or one under /usr/lib/jvm).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's:.*<epubcheck.version>\(.*\)</epubcheck.version>.*:\1:p' "$here/pom.xml")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/protection-hub/epubcheck-$version

jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    [ -x "$home/bin/javac" ] || continue
    [ "$("$home/bin/javac" -version 2>&1 | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 17 ] && { echo "$home"; return; }
  done
  echo "EPUBCheck needs a JDK of 17 or later: set JAVA_HOME" >&2
  exit 3
}

install() {
  local want
  want=$(cat "$here/pom.xml" "$here/CheckAll.java" | cksum)
  [ "$(cat "$cache/complete" 2>/dev/null)" = "$want" ] && return
  command -v mvn >/dev/null || { echo "EPUBCheck $version is fetched with Maven (mvn), which is not installed" >&2; exit 3; }
  rm -rf "$cache" && mkdir -p "$cache/classes"
  mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$cache/lib" >&2 ||
    { echo "EPUBCheck $version could not be fetched from Maven Central" >&2; exit 3; }
  "$1/bin/javac" -d "$cache/classes" -cp "$cache/lib/*" "$here/CheckAll.java"
  echo "$want" >"$cache/complete"
}

home=$(jdk)
install "$home"
exec "$home/bin/java" -Xmx512m -cp "$cache/classes:$cache/lib/*" CheckAll "$1"
