#!/bin/sh
# Builds the site and puts it on a web server by rsync. Readers see the old site or the new one, never half of each:
# it is sent beside the old one, and a link is turned. Let the web server publish FOLDER/current.
#
#   sh deploy.sh             builds and sends
#   sh deploy.sh --if-due    only if content or program have changed since, or time alone has changed the site:
#                            for a timer, see seminarsite.timer, or a line of a crontab:
#                            */10 * * * *  sh /path/of/the/site/deploy.sh --if-due
#   sh deploy.sh --back      turns the link to the site before
set -eu
cd "$(dirname "$0")"
if [ -x .venv/bin/seminarsite ]; then PATH="$PWD/.venv/bin:$PATH"; fi
# shellcheck source=deploy.conf
. ./deploy.conf
FOLDER=${FOLDER%/}

mkdir -p .deploy
echo '*' > .deploy/.gitignore

# Two at a time would send a site while it changes. The lock is free when this program ends, whatever happens.
if command -v flock > /dev/null; then
  exec 9> .deploy/lock
  flock 9
fi

there() {
  if [ -n "${HOST:-}" ]; then ssh -o BatchMode=yes "$HOST" "$1"; else sh -c "$1"; fi
}

# A link cannot be changed in place: a new one is renamed over it, which on BSD is spelt otherwise.
# shellcheck disable=SC2016  # it is for the other side to read
turn='turn() { rm -f .turned; ln -s "$1" .turned; mv -fT .turned current 2> /dev/null || mv -fh .turned current; }'

if [ "${1:-}" = --back ]; then
  # shellcheck disable=SC2016
  there "set -eu; cd '$FOLDER'; $turn"'
    now=$(basename "$(readlink current)")
    before=$(ls -1 releases | sort | awk -v now="$now" "\$0 < now" | tail -n 1)
    [ -n "$before" ] || { echo "There is no site before this one." >&2; exit 1; }
    turn "releases/$before"; echo "current is releases/$before"'
  exit
fi

# What the site is made of: the content, the look, the program.
made_of() {
  {
    find content templates static languages secrets -type f ! -name ledger.jsonl -exec cksum {} + 2> /dev/null | sort
    seminarsite --version
  } | cksum
}

is_due() {
  [ -f .deploy/made-of ] && [ -f .deploy/next-change ] && [ "$(made_of)" = "$(cat .deploy/made-of)" ] || return 0
  next=$(head -n 1 .deploy/next-change | tr -dc 0-9)
  [ -n "$next" ] && [ "$(date -u +%Y%m%d%H%M%S)" -ge "$next" ]
}

if [ "${1:-}" = --if-due ] && ! is_due; then exit 0; fi

before=$(made_of)
seminarsite build ${RECORD:+--record}
# Code 4: nothing changes any more by time alone. The file is then empty.
seminarsite next-change > .deploy/next-change.new || [ $? -eq 4 ]

release=$(date -u +%Y%m%dT%H%M%SZ)-$$
# Files that are as they were take no room and keep their times: they are links to those of the last site.
last=$(there "mkdir -p '$FOLDER/releases'; if [ -d '$FOLDER/current' ]; then echo --link-dest=../../current/; fi")
rsync --archive ${last:+"$last"} build/ "${HOST:+$HOST:}$FOLDER/releases/$release/"
there "set -eu; cd '$FOLDER'; $turn; turn 'releases/$release'
  ls -1 releases | sort -r | tail -n +$((${KEEP:-5} + 1)) | while read -r old; do rm -rf \"releases/\$old\"; done"

mv .deploy/next-change.new .deploy/next-change
echo "$before" > .deploy/made-of
echo "$FOLDER/current is releases/$release"
