#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the packages that lie beside it in a bare Debian, works with the command line, opens the
# window from its desktop entry, and leaves its picture.

set -eu
cd "$(dirname "$0")"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

apt-get update -qq
apt-get install -y -qq --no-install-recommends ./manicule-cli_*.deb >/dev/null
if ldd /usr/bin/manicule-cli | grep -q gtk; then
  echo "manicule-cli is linked to GTK" >&2
  exit 1
fi

printf 'From Baku\n\nHikmet Hajiyev spoke in Baku.\n' > /tmp/article.txt
manicule-cli new /tmp/p.manicule
manicule-cli add /tmp/p.manicule /tmp/article.txt
manicule-cli annotate /tmp/p.manicule 1 --quote Baku --all --label Place
[ "$(manicule-cli annotations /tmp/p.manicule | wc -l)" -eq 3 ]

apt-get install -y -qq --no-install-recommends ./manicule_*.deb \
  dbus-daemon desktop-file-utils fonts-dejavu-core imagemagick libglib2.0-bin shared-mime-info xauth \
  xdg-utils xdotool xvfb >/dev/null

# What the desktop sees: the entry, and that it opens our files
[ "$(xdg-mime query filetype /tmp/p.manicule)" = application/vnd.manicule+json ] ||
  gio info -a standard::content-type /tmp/p.manicule | grep -q application/vnd.manicule+json
grep -q 'application/vnd.manicule+json=.*org.manicule.Manicule.desktop' /usr/share/applications/mimeinfo.cache

export GSK_RENDERER=cairo GTK_A11Y=none
xvfb-run -a -s '-screen 0 1280x900x24' dbus-run-session -- sh -eu -c '
  gio launch /usr/share/applications/org.manicule.Manicule.desktop /tmp/p.manicule &
  for second in $(seq 60); do
    ! xdotool search --onlyvisible --name . >/dev/null 2>&1 || break
    sleep 1
  done
  xdotool search --onlyvisible --name "^article" >/dev/null
  sleep 3
  import -window root window.png
'
[ "$(convert window.png -unique-colors -format "%w" info:)" -gt 50 ]
echo "the packages install and run"
