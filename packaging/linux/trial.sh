#!/bin/sh
# What a user does with a kind of package, on a bare system with no network: run as root inside it by setup/package/trial.py,
# as `trial.sh deb`, `trial.sh run`, and `trial.sh rpm` while the .rpm is installed there.
set -eu
export LANG=C.UTF-8
ann=/home/ann # the one ordinary user of the bare system

as_ann() {
    setpriv --reuid=1000 --regid=1000 --clear-groups env -i HOME=$ann PATH=/usr/bin:/bin LANG=C.UTF-8 TMPDIR=/tmp "$@"
}
step() { echo "== $*"; }
files() { find / -xdev \( -path /proc -o -path /dev -o -path /tmp -o -path /home -o -path /var/lib/dpkg -o -path /var/log -o -path /trial \) -prune -o -print | sort; }
window() { # start it on what "$@" names, wait for the window, tell time and memory, close it
    begun=$(date +%s%N)
    as_ann "$@" haversack-window &
    starter=$!
    waited=0
    until pid=$(pgrep -x haversack-windo | head -1) && [ -n "$pid" ] && shown "$pid"; do
        sleep 0.1
        waited=$((waited + 1))
        [ $waited -lt 600 ] || { echo "no window after 60 s" && exit 1; }
    done
    echo "window after $((($(date +%s%N) - begun) / 1000000)) ms, $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status") MB"
    kill -TERM "$pid"
    wait $starter 2>/dev/null || true
}

deb() {
    mkdir -p $ann && chown 1000:1000 $ann
    files >/tmp/before

    step "install the .deb"
    dpkg --install /dist/haversack_*.deb
    step "self-test"
    as_ann haversack self-test
    step "add, recognise text, ask, summarise, export"
    samples=/opt/haversack/_internal/resources/samples
    as_ann haversack add $samples/kp-40-maintenance-manual.pdf $samples/supply-briefing.pptx $samples/incident-report-scan.pdf
    as_ann haversack search "Form H-12 Harbour Office incident report" --limit 1 | grep -q "Form H-12"
    as_ann haversack ask "At what pressure does the relief valve open?" --conversation Valve
    as_ann haversack summarise $samples/supply-briefing.pptx
    as_ann haversack export Valve --out $ann/valve.pdf
    test -s $ann/valve.pdf
    step "prove it"
    as_ann haversack prove-offline --report $ann/proof.json
    step "the window, with no display and on Xvfb"
    shown() { grep -q libqoffscreen "/proc/$1/maps"; }
    window QT_QPA_PLATFORM=offscreen
    Xvfb :7 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null &
    server=$!
    shown() { DISPLAY=:7 xwininfo -root -tree 2>/dev/null | grep -q '"Haversack".* [0-9]\{3,\}x[0-9]\{3,\}+'; }
    window DISPLAY=:7
    step "another build of a Qt library in its place"
    library=/opt/haversack/_internal/PySide6/Qt/lib/libQt6Svg.so.6
    cp $library /tmp/ours.so && printf ours >>/tmp/ours.so && cp /tmp/ours.so $library
    window DISPLAY=:7
    kill $server
    step "install a newer build over it: library and settings are kept"
    as_ann haversack models use SmolLM2-135M-Instruct
    cp $ann/.local/share/haversack/settings.toml /tmp/settings.toml
    dpkg --install /trial/newer.deb
    as_ann haversack documents
    cmp $ann/.local/share/haversack/settings.toml /tmp/settings.toml
    as_ann haversack documents | grep -q kp-40
    step "purge"
    dpkg --purge haversack
    files >/tmp/after
    [ -z "$(comm -13 /tmp/before /tmp/after)" ] || { comm -13 /tmp/before /tmp/after && exit 1; }
    echo "nothing is left but the user's own folder"
    test -d $ann/.local/share/haversack/libraries
}

run() {
    step "the .run, for one user with no administrator, and again over itself"
    as_ann sh /dist/haversack-*.run
    as_ann sh /dist/haversack-*.run
    as_ann $ann/.local/bin/haversack documents | grep -q kp-40
    as_ann $ann/.local/bin/haversack search "relief valve" --limit 1
    shown() { grep -q libqoffscreen "/proc/$1/maps"; }
    window QT_QPA_PLATFORM=offscreen PATH=$ann/.local/bin:/usr/bin:/bin
    as_ann sh $ann/.local/opt/haversack/uninstall.sh
    left=$(find $ann/.local -path "*/share/haversack" -prune -o -type f -print)
    [ -z "$left" ] || { echo "$left" && exit 1; }
}

rpm() {
    step "the .rpm"
    as_ann haversack documents | grep -q kp-40
    as_ann haversack search "relief valve" --limit 1
}

"$1"
echo "$1: all done"
