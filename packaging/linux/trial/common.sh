# What every part of the trial uses. It is read inside the bare system, by root.
set -eu
export LANG=C.UTF-8
ann=/home/ann # the one ordinary user of the bare system
home=$ann/.local/share/haversack

as_ann() {
    setpriv --reuid=1000 --regid=1000 --clear-groups env -i HOME=$ann PATH=/usr/bin:/bin LANG=C.UTF-8 TMPDIR=/tmp "$@"
}
step() { echo "== $*"; }
fail() { echo "trial: $*" >&2 && exit 1; }
refused() { # whether "$@" fails and says $1
    sentence=$1 && shift
    if "$@" >/tmp/said 2>&1; then fail "not refused: $*"; fi
    grep -q "$sentence" /tmp/said || { cat /tmp/said && fail "refused without saying “$sentence”: $*"; }
}
files() { # what is on the system, without what users, the packaging itself and the trial keep
    find / -xdev \( -path /proc -o -path /dev -o -path /tmp -o -path /home -o -path /var/lib/dpkg -o -path /var/log \
        -o -path /trial -o -path /var/lib/rpm \) -prune -o -print | sort
}
unchanged() { # whether nothing came since "files >/tmp/before"
    files >/tmp/after
    [ -z "$(comm -13 /tmp/before /tmp/after)" ] || { comm -13 /tmp/before /tmp/after && fail "something is left"; }
}
kept() { find $home/libraries -type f -exec sha256sum {} + | sort -k 2; } # the user's libraries, by content

offscreen() { grep -q libqoffscreen "/proc/$1/maps"; }
on_the_display() { DISPLAY=:7 xwininfo -root -tree 2>/dev/null | grep -q '"Haversack".* [0-9]\{3,\}x[0-9]\{3,\}+'; }
window() { # start it as "$@" says, wait until the test $1 finds it, tell time and memory, leave its maps in /tmp/maps
    shown=$1 && shift
    begun=$(date +%s%N)
    as_ann "$@" &
    starter=$!
    waited=0
    until pid=$(pgrep -x haversack-windo | head -1) && [ -n "$pid" ] && "$shown" "$pid"; do
        sleep 0.1
        waited=$((waited + 1))
        [ $waited -lt 600 ] || fail "no window after 60 s"
    done
    echo "window after $((($(date +%s%N) - begun) / 1000000)) ms, $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status") MB"
    cat "/proc/$pid/maps" >/tmp/maps
    kill -TERM "$pid"
    wait $starter 2>/dev/null || true
}
