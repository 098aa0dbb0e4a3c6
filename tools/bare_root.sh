#!/usr/bin/env bash
# Proves `make demo` and `make test` in a bare Debian 12 where no Node, gettext, PostgreSQL or browser helps by accident.
#
#   sudo tools/bare_root.sh [setup] [demo] [test]
#
# Makes a minimal root folder with debootstrap (kept and used again: BARE_ROOT, default /tmp/kommune-bare), hands in
# the package settings and certificates of this machine, clones the committed state into it and works there. `demo`
# waits until the town answers, then ends it; `test` runs the whole suite with CI=true, `setup` only sets up. Without a
# word it does demo and test.
# The rest: BARE_MIRROR (a Debian mirror other than debootstrap's own), BARE_PORT (default 8000).
set -euo pipefail

ROOT=${BARE_ROOT:-/tmp/kommune-bare}
PORT=${BARE_PORT:-8000}
REPOSITORY=$(cd "$(dirname "$0")/.." && pwd)
INSIDE=/srv/kommune
PACKAGES=python3,python3-venv,make,git,ca-certificates
WAIT_SECONDS=900

make_root() {
  [ -x "$ROOT/usr/bin/git" ] && return
  echo "Making a bare Debian 12 in $ROOT …"
  debootstrap --variant=minbase --include="$PACKAGES" bookworm "$ROOT" ${BARE_MIRROR:+"$BARE_MIRROR"} >"$ROOT.log" 2>&1 ||
    { tail -5 "$ROOT.log"; exit 1; }
}

# Settings that say where packages come from and whom to trust; whatever this machine has, and nothing else.
hand_in_settings() {
  local path
  for path in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates \
    /etc/pip.conf "$HOME/.config/pip" "$HOME/.pip" "$HOME/.npmrc" /etc/apt/sources.list /etc/apt/sources.list.d \
    /etc/apt/apt.conf.d /etc/apt/auth.conf.d; do
    [ -e "$path" ] || continue
    mkdir -p "$ROOT$(dirname "$path")"
    cp -rLT "$path" "$ROOT$path"
  done
}

# Folders that pip's settings name (wheels or an index on the disk).
package_folders() {
  python3 -m pip config list | grep -oE "(file://)?/[^ ',]+" | sed 's#^file://##' | while read -r path; do
    while [ ! -d "$path" ] && [ "$path" != / ]; do path=$(dirname "$path"); done
    case $path in */simple) dirname "$path" ;; / | /etc*) ;; *) echo "$path" ;; esac
  done | sort -u
}

clone() {
  rm -rf "$ROOT$INSIDE"
  git clone --quiet --no-hardlinks "$REPOSITORY" "$ROOT$INSIDE"
}

# Runs a command in the root, with its own mounts and processes, which all end with it.
inside() {
  local settings=() name folder
  while read -r name; do settings+=("$name=${!name}"); done < <(
    compgen -e | grep -iE '^(PIP_|NODE_EXTRA_CA_CERTS$|NPM_CONFIG_|SSL_CERT|REQUESTS_CA_BUNDLE$|(https?|no)_proxy$)'
  )
  folder=$(package_folders | tr '\n' ' ')
  ROOT=$ROOT FOLDERS=$folder exec_inside env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME="$HOME" LANG=C.UTF-8 "${settings[@]}" "$@"
}

exec_inside() {
  unshare --mount --pid --fork --kill-child bash -c '
    mount -t proc proc "$ROOT/proc"
    mount --rbind /dev "$ROOT/dev"
    for folder in $FOLDERS; do
      mkdir -p "$ROOT$folder"
      mount --bind -o ro "$folder" "$ROOT$folder"
    done
    exec chroot "$ROOT" "$@"' inside "$@"
}

answers() {
  python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$PORT/', timeout=5)" 2>/dev/null
}

try_demo() {
  if answers; then
    echo "Something answers at port $PORT already; set BARE_PORT."
    exit 1
  fi
  local start=$SECONDS
  set -m # a process group of its own, so that all of it can be ended
  inside sh -c "cd $INSIDE && exec make demo PORT=$PORT" >"$ROOT.demo.log" 2>&1 &
  process=$!
  set +m
  trap 'kill -- "-$process" 2>/dev/null || true' EXIT
  until answers; do
    if ! kill -0 "$process" 2>/dev/null || [ $((SECONDS - start)) -gt $WAIT_SECONDS ]; then
      echo "make demo does not answer after $((SECONDS - start)) s:"
      tail -30 "$ROOT.demo.log"
      exit 1
    fi
    sleep 1
  done
  echo "make demo answers after $((SECONDS - start)) s"
  kill -- "-$process"
  wait "$process" 2>/dev/null || true
}

try_tests() {
  local start=$SECONDS
  inside sh -c "cd $INSIDE && CI=true make test"
  echo "make test is through after $((SECONDS - start)) s"
}

[ "$(id -u)" = 0 ] || { echo "A root folder can only be made and entered by root."; exit 1; }
make_root
hand_in_settings
clone
[ $# -gt 0 ] || set -- demo test
for step in "$@"; do
  case $step in
    demo) try_demo ;;
    test) try_tests ;;
    setup) inside sh -c "cd $INSIDE && make setup" ;;
    *) sed -n '2,10p' "$0"; exit 2 ;;
  esac
done
