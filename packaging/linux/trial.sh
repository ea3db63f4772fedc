#!/bin/sh
# What a user does with the packages, on a bare system with no network: run as root inside it by setup/package/trial.py.
set -eu
export LANG=C.UTF-8

as_ann() {
    setpriv --reuid=1000 --regid=1000 --clear-groups env -i HOME=/home/ann PATH=/usr/bin:/bin LANG=C.UTF-8 TMPDIR=/tmp "$@"
}
step() { echo "== $*"; }
files() { find / -xdev \( -path /proc -o -path /dev -o -path /tmp -o -path /home -o -path /var/lib/dpkg -o -path /var/log -o -path /trial \) -prune -o -print | sort; }
window() { # start it on what "$@" names, wait for the window, tell time and memory, close it
    begun=$(date +%s%N)
    as_ann "$@" haversack-window &
    starter=$!
    waited=0
    until pid=$(pgrep -f /opt/haversack/haversack-window | head -1) && [ -n "$pid" ] && shown "$pid"; do
        sleep 0.1
        waited=$((waited + 1))
        [ $waited -lt 600 ] || { echo "no window after 60 s" && exit 1; }
    done
    echo "window after $((($(date +%s%N) - begun) / 1000000)) ms, $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status") MB"
    kill -TERM "$pid"
    wait $starter || true
}

mkdir -p /home/ann && chown 1000:1000 /home/ann
files >/tmp/before

step "install the .deb"
dpkg --install /dist/haversack_*.deb
step "self-test"
as_ann haversack self-test
step "add, ask, summarise, export"
as_ann haversack add /opt/haversack/_internal/resources/samples/kp-40-maintenance-manual.pdf
as_ann haversack ask "At what pressure does the relief valve open?" --conversation Valve
as_ann haversack summarise kp-40 2>/dev/null || as_ann haversack summarise /opt/haversack/_internal/resources/samples/kp-40-maintenance-manual.pdf
as_ann haversack export Valve --out /home/ann/valve.pdf
test -s /home/ann/valve.pdf
step "the window, with no display and on Xvfb"
shown() { grep -q libQt6Widgets "/proc/$1/maps" && [ "$(wc -l <"/proc/$1/task/$1/children" 2>/dev/null || echo 0)" -ge 0 ] && sleep 3; }
window QT_QPA_PLATFORM=offscreen
Xvfb :7 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null &
server=$!
shown() { DISPLAY=:7 xwininfo -root -tree 2>/dev/null | grep -q '"Haversack'; }
window DISPLAY=:7
kill $server
step "install a newer build over it"
dpkg --install /trial/newer.deb
as_ann haversack documents
as_ann haversack documents | grep -q kp-40
step "purge"
dpkg --purge haversack
files >/tmp/after
diff /tmp/before /tmp/after && echo "nothing is left but the user's own folder"
test -d /home/ann/.local/share/haversack/libraries

step "the .run, for one user with no administrator"
as_ann sh /dist/haversack-*.run
as_ann /home/ann/.local/bin/haversack documents | grep -q kp-40
as_ann /home/ann/.local/bin/haversack search "relief valve" --limit 1
as_ann sh /home/ann/.local/opt/haversack/uninstall.sh
test ! -e /home/ann/.local/opt/haversack
step "the .rpm, unpacked"
as_ann /trial/rpm/opt/haversack/haversack search "relief valve" --limit 1
echo "ALL DONE"
