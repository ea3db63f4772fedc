#!/bin/sh
# Installs the Debian packages that Qt, the build of Ollama and the tests need: as root by itself, else it prints the line to type.
set -eu

packages="nlohmann-json3-dev libstb-dev libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0
libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
libxcb-xkb1 libglib2.0-0 fonts-dejavu-core xvfb xauth strace dbus gnome-keyring bubblewrap"

command -v dpkg-query >/dev/null 2>&1 || exit 0 # not a Debian: Qt says itself what it lacks

missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq
    # shellcheck disable=SC2086  # one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "set-up needs these packages; please type:" >&2
    echo "  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
