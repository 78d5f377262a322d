#!/bin/sh
# Builds the wheel with the Python $1, installs it into an environment of its own and asks it something there.
set -eu
python=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$work" .
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile \
    --constraint constraints.txt "$work"/*.whl

# Elsewhere, so that nothing is imported from the source tree.
cd "$work"
PATH="$work/venv/bin:$PATH"
evbot --version
evbot check
evbot ask --json "who are you?" | grep -q '"outcome": "answer"'
evbot init own >/dev/null
evbot check --knowledge own
[ -n "$(echo "what can you do?" | evbot --knowledge own)" ]
echo "the wheel works"
