#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whether the desktop takes a project for what it is, by its name and by its first bytes, and leaves
# other JSON alone: test-file-type.sh UPDATE-MIME-DATABASE MIME.XML
set -eu

if ! command -v gio >/dev/null; then
  echo "gio is not installed"
  exit 77
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/mime/packages"
cp "$2" "$folder/mime/packages"
cat > "$folder/mime/packages/base.xml" <<END
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="text/plain"><glob pattern="*.txt"/></mime-type>
  <mime-type type="application/json"><sub-class-of type="text/plain"/><glob pattern="*.json"/></mime-type>
</mime-info>
END
"$1" "$folder/mime"

check () {
  found=$(XDG_DATA_DIRS="$folder" XDG_DATA_HOME="$folder/home" LC_ALL=C \
    gio info -a standard::content-type "$1" | sed -n 's/.*standard::content-type: //p')
  if [ "$found" != "$2" ]; then
    echo "$1 is taken for '$found', not for $2"
    exit 1
  fi
}

printf '{"manicule":1,\n"project":{"id":"a"},\n' > "$folder/named.manicule"
printf '{"manicule":1,\n"project":{"id":"a"},\n' > "$folder/unnamed"
printf '{\n  "manicule": 1,\n  "project": {"id": "a"}\n' > "$folder/indented"
printf '{"format":1,"manicule-like":2}\n' > "$folder/other.json"

check "$folder/named.manicule" application/vnd.manicule+json
check "$folder/unnamed" application/vnd.manicule+json
check "$folder/indented" application/vnd.manicule+json
check "$folder/other.json" application/json
