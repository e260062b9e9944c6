#!/bin/sh
# Sets up .venv with the pinned versions of constraints.txt. Says in one line what is missing.
set -eu
cd "$(dirname "$0")"

say() { echo "gongkai setup: $*" >&2; }

command -v python3 >/dev/null || { say "python3 is missing (Debian: apt-get install python3)"; exit 1; }
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { say "Python 3.11 or newer is needed, this is $(python3 --version)"; exit 1; }

if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing python3-venv"
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    else
        say "python3-venv is missing (as root: apt-get install python3-venv)"; exit 1
    fi
fi

[ -x .venv/bin/python ] || python3 -m venv .venv
say "installing the pinned packages into .venv (a minute or two, once)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
touch .venv/ready
