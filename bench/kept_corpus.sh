# SPDX-License-Identifier: Apache-2.0
# For the scripts beside it, which source it.

# kept_corpus MAKER FOLDER FLAG…: makes FOLDER with make_corpus, unless the same flags and the same maker
# made it before.
kept_corpus() {
  local maker=$1 folder=$2 stamp
  shift 2
  stamp="$* $(cat "$(dirname "${BASH_SOURCE[0]}")"/corpus/* | sha256sum)"
  [[ $(cat "$folder.stamp" 2>/dev/null) != "$stamp" ]] || return 0
  rm -rf "${folder:?}" "$folder.stamp"
  "$maker" --out "$folder" "$@" >/dev/null
  echo "$stamp" >"$folder.stamp"
}
