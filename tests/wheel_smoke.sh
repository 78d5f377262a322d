#!/bin/sh
# Builds the wheel with the Python $1, installs it into an environment of its own, beside the libraries that $1 has,
# and asks it something there. (That those it needs are declared, tests/test_boundaries.py looks at.)
set -eu
python=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries='import sysconfig; print(sysconfig.get_path("purelib"))'

"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$work" .
"$python" -m venv --without-pip "$work/venv"
"$python" -m pip --python "$work/venv/bin/python" install --quiet --disable-pip-version-check --no-deps "$work"/*.whl
# What stands in such a line is searched, but no such line there is followed: not to the source tree.
"$python" -c "$libraries" >"$("$work/venv/bin/python" -c "$libraries")/libraries.pth"

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
